import type { FastifyReply, FastifyRequest } from "fastify";
import { type Batcher, batcher, isDatabaseError } from "../batch.ts";
import type { Actor, Brand, Context, Tx } from "../context.ts";
import { beforeCommit, beHopeful } from "../db/before-commit.ts";
import { type Database, inBrandBatch } from "../db/driver.ts";
import { Refusal, refuse } from "../errors.ts";
import { findAnswers, type Keyed, keyedRequest, storeAnswers } from "../idempotency.ts";
import type { BatchCall, BatchCaller, Route } from "../route.ts";
import { together } from "../together.ts";
import type { Identities } from "./port.ts";

interface BatchParts {
  readonly app: Database;
  readonly identities: Identities;
}

interface Waiting {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly brand: Brand;
  readonly keyed: Keyed;
  readonly caller: Omit<BatchCaller, "actor">;
}

interface Outcome {
  readonly answer: unknown;
  readonly replayed: boolean;
  /** The answer by its schema, where it was already written for keeping. */
  readonly text?: string | undefined;
}

type Result = Outcome | Refusal;

interface Known extends Waiting {
  readonly actor: Actor;
}

interface Looked {
  /** Null: it has to run. */
  readonly results: (Result | null)[];
  /** By place, what the route found for it. */
  readonly found: ReadonlyMap<Known, unknown>;
}

const noResult: Result = { answer: undefined, replayed: false };

function batchContext(first: Waiting, tx: Tx): Context {
  return {
    ...first.caller,
    brand: first.brand,
    actor: { kind: "system", name: "batch" },
    grants: [],
    tx,
    afterCommit: [],
  };
}

/** Places of the calls by actor and key: of two with the same key in one batch one runs. */
function firstOfEach(known: readonly (Known | null)[]): Map<string, number[]> {
  const places = new Map<string, number[]>();
  known.forEach((call, place) => {
    if (!call || call.actor.kind !== "member") return;
    const name = `${call.actor.memberId} ${call.keyed.key}`;
    const same = places.get(name);
    if (same) same.push(place);
    else places.set(name, [place]);
  });
  return places;
}

async function identify(parts: BatchParts, tx: Tx, waiting: readonly Waiting[]) {
  const [first] = waiting;
  if (!first) return [];
  const requests = waiting.map((one) => one.request);
  const now = first.caller.recordedAt;
  const members = await parts.identities.members(tx, first.brand, requests, now);
  return waiting.map((one, place): Known | null => {
    const member = members[place];
    return member ? { ...one, actor: { kind: "member", ...member } } : null;
  });
}

const callOf = ({ caller, actor, request }: Known): BatchCall<unknown, unknown> => ({
  caller: { ...caller, actor },
  params: request.params,
  body: request.body,
});

/** What each place answers without running: not signed in, or stored before. */
async function look(ctx: Context, route: Route, known: readonly (Known | null)[]): Promise<Looked> {
  const results: (Result | null)[] = known.map((one) => (one ? null : refuse("not_signed_in")));
  const places = known.flatMap((one, place) => (one ? [place] : []));
  const calls = places.map((place) => known[place]!);
  if (calls.length === 0) return { results, found: new Map() };
  const [stored, seen] = await together([
    findAnswers(ctx, route.operationId, calls),
    route.lookMany?.(ctx, calls.map(callOf)) ?? [],
  ]);
  places.forEach((place, index) => {
    const found = stored[index];
    if (!found) return;
    results[place] =
      found instanceof Refusal ? found : { answer: found.answer ?? undefined, replayed: true };
  });
  return { results, found: new Map(calls.map((one, index) => [one, seen[index]])) };
}

/**
 * A refused call may have been accepted by another process meanwhile, under the same key: the limit
 * that refused it is then the one that it filled itself. The refusal waited for that transaction,
 * so its answer can be read now.
 */
async function acceptedElsewhere(
  ctx: Context,
  route: Route,
  running: readonly Known[],
  answers: readonly unknown[],
): Promise<Map<number, Result>> {
  const refused = running.flatMap((_one, index) =>
    answers[index] instanceof Refusal ? [index] : []);
  if (refused.length === 0) return new Map();
  const calls = refused.map((index) => running[index]!);
  const stored = await findAnswers(ctx, route.operationId, calls);
  return new Map(refused.flatMap((index, turn): [number, Result][] => {
    const found = stored[turn];
    if (!found) return [];
    return [[
      index,
      found instanceof Refusal ? found : { answer: found.answer ?? undefined, replayed: true },
    ]];
  }));
}

/** Written once, by the route's schema: what is kept is what is sent. */
function writtenText({ reply }: Known, status: number, answer: unknown): string | undefined {
  if (answer === undefined || answer instanceof Refusal) return undefined;
  return reply.getSerializationFunction(String(status))?.(answer as Record<string, unknown>);
}

async function runRest(
  ctx: Context,
  route: Route,
  known: readonly (Known | null)[],
  { results, found }: Looked,
): Promise<void> {
  const groups = [...firstOfEach(known).values()].filter(([place]) => !results[place!]);
  const running = groups.map((places) => known[places[0]!]!);
  if (running.length === 0) return;
  const calls = running.map((one) => ({ ...callOf(one), found: found.get(one) }));
  const answers = await route.runMany!(ctx, calls);
  if (answers.length !== calls.length) throw new Error("A batch must answer each of its calls.");
  const twins = await acceptedElsewhere(ctx, route, running, answers);
  const status = route.status ?? 200;
  const texts = running.map((one, index) => writtenText(one, status, answers[index]));
  const kept = running.flatMap(({ actor, keyed }, index) => {
    const answer = answers[index];
    if (answer instanceof Refusal) return [];
    return [{ actor, keyed, status, answer, text: texts[index] }];
  });
  // In one order, so that two batches with equal keys cannot wait for each other crosswise.
  kept.sort((a, b) => (a.keyed.key < b.keyed.key ? -1 : 1));
  const keep = () => storeAnswers(ctx, route.operationId, kept);
  if (!beforeCommit(ctx.tx, keep, "keep")) await keep();
  groups.forEach((places, index) => {
    const answer = answers[index];
    const { keyed } = running[index]!;
    places.forEach((place, turn) => {
      const same = known[place]!.keyed.requestHash === keyed.requestHash;
      const twin = twins.get(index);
      if (!same) results[place] = refuse("idempotency_key_reused");
      else if (twin) results[place] = twin;
      else if (answer instanceof Refusal) results[place] = answer;
      else results[place] = { answer, replayed: turn > 0, text: texts[index] };
    });
  });
}

async function runBatch(
  parts: BatchParts,
  route: Route,
  waiting: readonly Waiting[],
  hopeful: boolean,
) {
  const [first] = waiting;
  if (!first) return [];
  let afterCommit: readonly (() => void)[] = [];
  const results = await inBrandBatch(parts.app, first.brand.brandId, async (tx) => {
    if (hopeful) beHopeful(tx);
    const ctx = batchContext(first, tx);
    const known = await identify(parts, tx, waiting);
    const looked = await look(ctx, route, known);
    await runRest(ctx, route, known, looked);
    afterCommit = ctx.afterCommit;
    return looked.results;
  });
  for (const after of afterCommit) after();
  return results.map((result) => result ?? noResult);
}

const checkViolation = "23514";
// Who was disappointed once is likely to be so again: the stock is about to end.
const withoutHopeMs = 1_000;

/** Runs batches with hope where the route allows it; one that is disappointed runs once more. */
function runner(parts: BatchParts, route: Route) {
  let hopefulFromMs = 0;
  return async (rows: readonly Waiting[]) => {
    const hopeful = route.lookMany !== undefined && performance.now() >= hopefulFromMs;
    try {
      return await runBatch(parts, route, rows, hopeful);
    } catch (error) {
      if (!hopeful || (error as { code?: unknown } | null)?.code !== checkViolation) throw error;
      hopefulFromMs = performance.now() + withoutHopeMs;
      return runBatch(parts, route, rows, false);
    }
  };
}

const flights = new WeakMap<Database, Map<string, Batcher<Waiting, Result>>>();

/**
 * Three batches of a brand and an operation: the later ones ask what they need while the first is
 * written, and wait for it at the first row that all want, hopeful ones at their commit. The next
 * fills meanwhile.
 */
function flightOf(parts: BatchParts, route: Route, brandId: string): Batcher<Waiting, Result> {
  const own = flights.get(parts.app) ?? new Map<string, Batcher<Waiting, Result>>();
  flights.set(parts.app, own);
  const name = `${brandId} ${route.operationId}`;
  const made =
    own.get(name) ??
    batcher<Waiting, Result>({
      isRolledBack: isDatabaseError,
      abreast: 3,
      // A key that came twice would roll back the whole of the later batch.
      nameOf: ({ keyed }) => keyed.key,
      run: runner(parts, route),
    });
  own.set(name, made);
  return made;
}

/** Joins the next batch of its brand and operation; answers when that is durable. */
export async function joinBatch(
  parts: BatchParts,
  route: Route,
  call: {
    readonly request: FastifyRequest;
    readonly reply: FastifyReply;
    readonly brand: Brand;
    readonly caller: Omit<BatchCaller, "actor">;
  },
): Promise<unknown> {
  const { request, reply, brand, caller } = call;
  // By name, as they are written.
  const asked = { body: request.body ?? null, params: request.params, query: request.query };
  const keyed = keyedRequest(route.operationId, request.headers["idempotency-key"], asked);
  const flight = flightOf(parts, route, brand.brandId);
  const result = await flight.add({ request, reply, brand, keyed, caller });
  if (result instanceof Refusal) throw result;
  if (result.replayed) reply.header("idempotency-replayed", "true");
  if (result.text === undefined) return result.answer;
  reply.type("application/json; charset=utf-8");
  return result.text;
}
