import { hash } from "node:crypto";
import { type Actor, actorKey, type Context } from "./context.ts";
import { fixed } from "./db/fixed.ts";
import { lines, plainArray } from "./db/lists.ts";
import { type Refusal, refuse } from "./errors.ts";

export interface StoredAnswer {
  readonly status: number;
  readonly answer: unknown;
}

export interface Keyed {
  readonly operation: string;
  readonly key: string;
  /** SHA-256 in hex: a buffer of its own would cost a batch more than the hash. */
  readonly requestHash: string;
}

const keyShape = /^[\x21-\x7e]{8,128}$/;

function isSorted(names: readonly string[]): boolean {
  for (let place = 1; place < names.length; place++) {
    if (names[place - 1]! > names[place]!) return false;
  }
  return true;
}

/** Canonical JSON: the order of members must not make two requests of one. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value !== null && typeof value === "object") {
    const names = Object.keys(value);
    if (!isSorted(names)) names.sort();
    const members = value as Record<string, unknown>;
    let text = "";
    for (const name of names) {
      text += `${text && ","}${JSON.stringify(name)}:${canonical(members[name])}`;
    }
    return `{${text}}`;
  }
  return JSON.stringify(value) ?? "null";
}

/** Reads the key of a write; `request` is what must be equal when the key comes again. */
export function keyedRequest(operation: string, key: unknown, request: unknown): Keyed {
  if (typeof key !== "string" || !keyShape.test(key)) throw refuse("idempotency_key_missing");
  const requestHash = hash("sha256", canonical(request), "hex");
  return { operation, key, requestHash };
}

/**
 * Waits for a running request with the same key, then answers what it stored; null when this one
 * is the first. The lock ends with the transaction.
 */
export async function findAnswer(ctx: Context, keyed: Keyed): Promise<StoredAnswer | null> {
  const scope = `${ctx.brand.brandId}:${actorKey(ctx.actor)}:${keyed.operation}:${keyed.key}`;
  const [, { rows }] = await Promise.all([
    fixed`select pg_advisory_xact_lock(hashtextextended(${scope}, 7))`.execute(ctx.tx),
    fixed<{ request_hash: string; status: number; answer: string | null }>`
      select encode(request_hash, 'hex') as request_hash, status, answer from platform.idempotency
      where brand_id = ${ctx.brand.brandId} and actor = ${actorKey(ctx.actor)}
        and operation = ${keyed.operation} and key = ${keyed.key}`.execute(ctx.tx),
  ]);
  const row = rows[0];
  if (!row) return null;
  if (row.request_hash !== keyed.requestHash) throw refuse("idempotency_key_reused");
  return { status: row.status, answer: readAnswer(row.answer) };
}

const readAnswer = (text: string | null): unknown => (text === null ? null : JSON.parse(text));

/** Keeps the answer in the transaction that made it; a refusal rolls back and keeps nothing. */
export async function storeAnswer(ctx: Context, keyed: Keyed, stored: StoredAnswer): Promise<void> {
  await fixed`
    insert into platform.idempotency
      (brand_id, actor, operation, key, request_hash, status, answer, created_at)
    values (${ctx.brand.brandId}, ${actorKey(ctx.actor)}, ${keyed.operation}, ${keyed.key},
      decode(${keyed.requestHash}, 'hex'), ${stored.status},
      ${JSON.stringify(stored.answer ?? null)},
      ${ctx.recordedAt})`.execute(ctx.tx);
}

/** An answer of a batch may come as the text that is sent. */
export type WrittenAnswer = StoredAnswer & { readonly text?: string | undefined };

export interface KeyedCall {
  readonly actor: Actor;
  readonly keyed: Keyed;
}

const nameOf = ({ actor, keyed }: KeyedCall): string => `${actorKey(actor)} ${keyed.key}`;

/**
 * What was stored for each of many calls of one operation, by place; a key that came with another
 * request is answered with its refusal. Takes no lock: two transactions with one key meet at the
 * primary key, the later one fails whole and finds the answer when it is tried again.
 */
export async function findAnswers(
  ctx: Context,
  operation: string,
  calls: readonly KeyedCall[],
): Promise<(StoredAnswer | Refusal | null)[]> {
  // One look-up each, whatever the planner thinks of the table's size: a join read all of it.
  const { rows } = await fixed<{
    actor: string; key: string; request_hash: string; status: number; answer: string | null;
  }>`/* kept */
    select c.actor, c.key, encode(i.request_hash, 'hex') as request_hash, i.status, i.answer
    from unnest(string_to_array(${lines(calls.map((call) => actorKey(call.actor)))}, chr(10)),
      string_to_array(${lines(calls.map((call) => call.keyed.key))}, chr(10))) as c(actor, key)
    cross join lateral (select request_hash, status, answer from platform.idempotency
      where brand_id = ${ctx.brand.brandId} and actor = c.actor and operation = ${operation}
        and key = c.key limit 1) i`.execute(ctx.tx);
  if (rows.length === 0) return calls.map(() => null);
  const stored = new Map(rows.map((row) => [`${row.actor} ${row.key}`, row]));
  return calls.map((call) => {
    const row = stored.get(nameOf(call));
    if (!row) return null;
    if (row.request_hash !== call.keyed.requestHash) return refuse("idempotency_key_reused");
    return { status: row.status, answer: readAnswer(row.answer) };
  });
}

const textOf = ({ text, answer }: WrittenAnswer): string =>
  text ?? JSON.stringify(answer ?? null);

/** {@link storeAnswer} for many calls of one operation, in one statement. */
export async function storeAnswers(
  ctx: Context,
  operation: string,
  stored: readonly (KeyedCall & WrittenAnswer)[],
): Promise<void> {
  if (stored.length === 0) return;
  const hashes = stored.map((one) => one.keyed.requestHash);
  await fixed`/* kept */
    insert into platform.idempotency
      (brand_id, actor, operation, key, request_hash, status, answer, created_at)
    select ${ctx.brand.brandId}::uuid, c.actor, ${operation}, c.key, decode(c.request_hash, 'hex'),
      c.status, c.answer, ${ctx.recordedAt}
    from unnest(string_to_array(${lines(stored.map((one) => actorKey(one.actor)))}, chr(10)),
      string_to_array(${lines(stored.map((one) => one.keyed.key))}, chr(10)),
      string_to_array(${lines(hashes)}, chr(10)),
      ${plainArray(stored.map((one) => one.status))}::int[],
      string_to_array(${lines(stored.map(textOf))}, chr(10)))
      as c(actor, key, request_hash, status, answer)`.execute(ctx.tx);
}
