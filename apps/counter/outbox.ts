import type { Problem } from "#packages/ui/problem.ts";
import type { CommitInput, Redemption } from "./api.ts";

/** A commit that was sent and has no answer yet, with the key under which it may be sent again. */
export interface Unconfirmed {
  readonly key: string;
  readonly brandKey: string;
  readonly staffId: string;
  readonly input: CommitInput;
  readonly title: string;
  readonly titleEn: string | null;
  readonly member: string | null;
  readonly storeName: string;
  readonly startedAt: number;
  readonly tries: number;
}

export type Outcome =
  | { readonly kind: "done"; readonly redemption: Redemption }
  | { readonly kind: "refused"; readonly problem: Problem }
  | { readonly kind: "unconfirmed" };

export interface Keeping {
  getItem(name: string): string | null;
  setItem(name: string, value: string): void;
}

export interface Outbox {
  list(): readonly Unconfirmed[];
  subscribe(listener: () => void): () => void;
  /** Writes it down first, then sends it; what is not answered stays written down. */
  send(entry: Unconfirmed): Promise<Outcome>;
  /** Staff has checked it elsewhere. */
  remove(key: string): void;
}

/** The server keeps the answer of a key for 48 hours; an hour is left for clocks that are wrong. */
export const keptMs = 47 * 3_600_000;

const name = "bihuan.counter.outbox";

/**
 * The durable list of commits without an answer. A commit is never called done before the server
 * says so, and never sent under a second key.
 */
export function makeOutbox(
  keeping: Keeping,
  commit: (entry: Unconfirmed) => Promise<Redemption>,
): Outbox {
  const listeners = new Set<() => void>();
  const running = new Map<string, Promise<Outcome>>();
  let entries = read(keeping);

  function write(next: readonly Unconfirmed[]): void {
    entries = next;
    try {
      keeping.setItem(name, JSON.stringify(next));
    } catch {
      // storage is full or forbidden: it is kept as long as the page lives
    }
    for (const listener of listeners) listener();
  }

  const without = (key: string) => entries.filter((one) => one.key !== key);

  async function attempt(entry: Unconfirmed): Promise<Outcome> {
    const again = entry.tries > 0;
    write([...without(entry.key), { ...entry, tries: entry.tries + 1 }]);
    try {
      const redemption = await commit(entry);
      write(without(entry.key));
      return { kind: "done", redemption };
    } catch (thrown) {
      const problem = thrown as Problem;
      if (!isDecided(problem, again)) return { kind: "unconfirmed" };
      write(without(entry.key));
      return { kind: "refused", problem };
    }
  }

  return {
    list: () => entries,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    send(entry) {
      const known = running.get(entry.key);
      if (known) return known;
      const sent = attempt(entry).finally(() => running.delete(entry.key));
      running.set(entry.key, sent);
      return sent;
    },
    remove: (key) => write(without(key)),
  };
}

/**
 * Whether a refusal settles it. No answer and a failing server never do. A session that ended, a
 * grant that was taken or a throttle say nothing about an earlier try that got no answer.
 */
export function isDecided({ status }: Pick<Problem, "status">, again: boolean): boolean {
  if (typeof status !== "number" || status === 0 || status === 408 || status >= 500) return false;
  return !(again && (status === 401 || status === 403 || status === 429));
}

function read(keeping: Keeping): readonly Unconfirmed[] {
  try {
    const kept: unknown = JSON.parse(keeping.getItem(name) ?? "[]");
    return Array.isArray(kept) ? (kept as Unconfirmed[]).filter((one) => one?.key) : [];
  } catch {
    return [];
  }
}
