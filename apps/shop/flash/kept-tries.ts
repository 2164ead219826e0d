import { newKey } from "#packages/sdk/index.ts";
import { asProblem } from "#packages/ui/problem.ts";

/** One press of the button, to be repeated word for word until its answer is known. */
interface Try<Body> {
  readonly key: string;
  readonly body: Body;
  /** It has gone out before: it may have succeeded, and no memory may refuse it. */
  sent: boolean;
}

const repeats = 4;
const pauseMs = 700;

type Send<Body, Answer> = (
  body: Body,
  idempotencyKey: string,
  headers: Record<string, string>,
) => Promise<Answer>;

/**
 * Sends one try until its answer is known, with the same key and word for word; gives up after
 * some times, and the next press goes on with it.
 */
export async function untilKnown<Body, Answer>(
  name: string,
  body: Body,
  send: Send<Body, Answer>,
): Promise<Answer> {
  const one = tryOf(name, body);
  for (let sent = 1; ; sent += 1) {
    const headers = { "bihuan-attempt": one.sent ? "2" : "1" };
    one.sent = true;
    keepTry(name, one);
    try {
      const answer = await send(one.body, one.key, headers);
      endTry(name);
      return answer;
    } catch (thrown) {
      const { status } = asProblem(thrown);
      const unknown = status === 0 || status >= 500;
      if (!unknown) endTry(name);
      if (!unknown || sent >= repeats) throw thrown;
      await new Promise((done) => setTimeout(done, pauseMs * sent));
    }
  }
}

/**
 * The try that waits for its answer, else a new one. Kept over a reload: pressed again, it is the
 * same try and not a second one.
 */
function tryOf<Body>(name: string, body: Body): Try<Body> {
  const kept = read<Body>(name);
  if (kept) return kept;
  const made = { key: newKey(), body, sent: false };
  keepTry(name, made);
  return made;
}

function keepTry<Body>(name: string, one: Try<Body>): void {
  known.set(name, one);
  try {
    sessionStorage.setItem(name, JSON.stringify(one));
  } catch {
    // kept as long as the page
  }
}

/** Its answer is known: the next press is another try. */
function endTry(name: string): void {
  known.delete(name);
  try {
    sessionStorage.removeItem(name);
  } catch {
    // as above
  }
}

const known = new Map<string, unknown>();

function read<Body>(name: string): Try<Body> | undefined {
  const here = known.get(name) as Try<Body> | undefined;
  if (here) return here;
  try {
    return (JSON.parse(sessionStorage.getItem(name) ?? "null") as Try<Body> | null) ?? undefined;
  } catch {
    return undefined; // unreadable is the same as not kept
  }
}
