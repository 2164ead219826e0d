import type { FastifyReply, FastifyRequest } from "fastify";
import { type Batcher, batcher, isDatabaseError } from "../batch.ts";
import { actorKey, type Brand, type Context, type Tx } from "../context.ts";
import { beforeCommit } from "../db/before-commit.ts";
import { type Database, inBrandBatch } from "../db/driver.ts";
import { Refusal, refuse } from "../errors.ts";
import { findAnswers, type Keyed, keyedRequest, storeAnswers } from "../idempotency.ts";
import type { Route } from "../route.ts";
import type { Identities } from "./port.ts";

interface StaffBatchParts {
  readonly app: Database;
  readonly identities: Identities;
  now(): Temporal.Instant;
}

interface Waiting {
  readonly request: FastifyRequest;
  readonly brand: Brand;
  /** Null: the route changes nothing. */
  readonly keyed: Keyed | null;
  readonly caller: Pick<Context, "lang" | "clientHash">;
}

interface Outcome {
  readonly answer: unknown;
  readonly replayed: boolean;
}

type Result = Outcome | Refusal;

interface Known extends Waiting {
  readonly ctx: Context;
}

/** The contexts of a batch differ in who asks; transaction and instant are one. */
async function contextsOf(
  parts: StaffBatchParts,
  tx: Tx,
  waiting: readonly Waiting[],
): Promise<(Known | null)[]> {
  const [first] = waiting;
  if (!first) return [];
  const now = parts.now();
  const afterCommit: Array<() => void> = [];
  const requests = waiting.map((one) => one.request);
  const callers = await parts.identities.callers(tx, first.brand, requests, now);
  return waiting.map((one, place) => {
    const known = callers[place];
    if (!known) return null;
    const ctx: Context = {
      ...one.caller, ...known, brand: one.brand, now, recordedAt: now,
      requestId: one.request.id, tx, afterCommit,
    };
    return { ...one, ctx };
  });
}

/** What needs no look at anything: not signed in, or without the capability anywhere. */
function barred(route: Route, one: Known | null): Refusal | null {
  if (!one) return refuse("not_signed_in");
  const { access } = route;
  const wanted = access.kind === "staff" ? access.capability : "";
  return one.ctx.grants.some(({ capability }) => capability === wanted)
    ? null
    : refuse("not_permitted");
}

interface Keyful extends Known {
  readonly keyed: Keyed;
}

const isWrite = (route: Route): boolean =>
  route.method !== "GET" && route.idempotent !== "exempt";

interface Placed {
  readonly one: Known;
  readonly place: number;
}

const isKeyful = (one: Known): one is Keyful => one.keyed !== null;
const callOf = (one: Keyful) => ({ actor: one.ctx.actor, keyed: one.keyed });

/** Sets what was stored before; answers the calls that are left to run. */
async function replay(route: Route, open: readonly Placed[], results: (Result | null)[]) {
  const keyful = open.flatMap(({ one, place }) => (isKeyful(one) ? [{ one, place }] : []));
  const [first] = keyful;
  if (!first) return open;
  const calls = keyful.map(({ one }) => callOf(one));
  const stored = await findAnswers(first.one.ctx, route.operationId, calls);
  keyful.forEach(({ place }, index) => {
    const found = stored[index];
    if (!found) return;
    results[place] =
      found instanceof Refusal ? found : { answer: found.answer ?? undefined, replayed: true };
  });
  return open.filter(({ place }) => !results[place]);
}

/** Of calls with the same key in one batch the first runs; the others answer what it answers. */
function groupsOf(open: readonly Placed[]): Placed[][] {
  const groups = Map.groupBy(open, ({ one: { ctx, keyed }, place }) =>
    keyed ? `${actorKey(ctx.actor)} ${keyed.key}` : `place ${place}`,
  );
  return [...groups.values()];
}

async function runOpen(
  route: Route,
  known: readonly (Known | null)[],
  results: (Result | null)[],
): Promise<void> {
  const open = known.flatMap((one, place) => (one && !results[place] ? [{ one, place }] : []));
  const groups = groupsOf(await replay(route, open, results));
  const running = groups.flatMap(([first]) => (first ? [first.one] : []));
  const [first] = running;
  if (!first) return;
  const answers = await route.runStaffMany!(
    running.map(({ ctx, request }) => ({ ctx, params: request.params, body: request.body })),
  );
  if (answers.length !== running.length) throw new Error("A batch must answer each of its calls.");
  const done = running.flatMap((one, index) => {
    const answer = answers[index];
    const kept = isKeyful(one) && !(answer instanceof Refusal);
    return kept ? [{ ...callOf(one), status: route.status ?? 200, answer }] : [];
  });
  // In one order, so that two batches with equal keys cannot wait for each other crosswise.
  done.sort((a, b) => (a.keyed.key < b.keyed.key ? -1 : 1));
  beforeCommit(first.ctx.tx, () => storeAnswers(first.ctx, route.operationId, done));
  groups.forEach((places, index) => {
    const answer = answers[index];
    const hash = running[index]?.keyed?.requestHash;
    places.forEach(({ one, place }, turn) => {
      const own = one.keyed?.requestHash;
      const same = !own || !hash || own === hash;
      if (!same) results[place] = refuse("idempotency_key_reused");
      else results[place] = answer instanceof Refusal ? answer : { answer, replayed: turn > 0 };
    });
  });
}

async function runBatch(parts: StaffBatchParts, route: Route, waiting: readonly Waiting[]) {
  const [first] = waiting;
  if (!first) return [];
  const { results, known } = await inBrandBatch(parts.app, first.brand.brandId, async (tx) => {
    const known = await contextsOf(parts, tx, waiting);
    const results = known.map((one): Result | null => barred(route, one));
    await runOpen(route, known, results);
    return { known, results };
  }, isWrite(route) ? "durable" : "reads");
  const anyone = known.find((one) => one !== null);
  for (const after of anyone?.ctx.afterCommit ?? []) after();
  for (const [place, result] of results.entries()) {
    const one = known[place];
    if (!one || !(result instanceof Refusal) || result.code !== "not_permitted") continue;
    await parts.identities.noteRefusal(one.ctx, route.operationId, result.params);
  }
  return results.map((result): Result => result ?? { answer: undefined, replayed: false });
}

const flights = new WeakMap<Database, Map<string, Batcher<Waiting, Result>>>();

/** Two batches of a brand and an operation: the later one asks while the earlier is written. */
function flightOf(parts: StaffBatchParts, route: Route, brand: Brand): Batcher<Waiting, Result> {
  const own = flights.get(parts.app) ?? new Map<string, Batcher<Waiting, Result>>();
  flights.set(parts.app, own);
  const name = `${brand.brandId} ${route.operationId}`;
  const made =
    own.get(name) ??
    batcher<Waiting, Result>({
      isRolledBack: isDatabaseError,
      abreast: 2,
      // A key that came twice would roll back the whole of the later batch.
      nameOf: ({ keyed }) => keyed?.key,
      run: (rows) => runBatch(parts, route, rows),
    });
  own.set(name, made);
  return made;
}

/**
 * Joins the next batch of staff's calls of its brand and operation: sessions, grants, stored
 * answers and the work itself in a few statements for all. Who comes alone waits for nobody.
 */
export async function joinStaffBatch(call: {
  readonly parts: StaffBatchParts;
  readonly route: Route;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly brand: Brand;
  readonly caller: Pick<Context, "lang" | "clientHash">;
}): Promise<unknown> {
  const { parts, route, request, reply, brand, caller } = call;
  // By name, as they are written.
  const asked = { body: request.body ?? null, params: request.params, query: request.query };
  const key = request.headers["idempotency-key"];
  const keyed = isWrite(route) ? keyedRequest(route.operationId, key, asked) : null;
  const result = await flightOf(parts, route, brand).add({ request, brand, keyed, caller });
  if (result instanceof Refusal) throw result;
  if (result.replayed) reply.header("idempotency-replayed", "true");
  return result.answer;
}
