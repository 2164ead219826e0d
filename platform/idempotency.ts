import { createHash } from "node:crypto";
import { sql } from "kysely";
import { type Actor, actorKey, type Context } from "./context.ts";
import { type Refusal, refuse } from "./errors.ts";

export interface StoredAnswer {
  readonly status: number;
  readonly answer: unknown;
}

export interface Keyed {
  readonly operation: string;
  readonly key: string;
  readonly requestHash: Buffer;
}

const keyShape = /^[\x21-\x7e]{8,128}$/;

/** Canonical JSON: the order of members must not make two requests of one. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value !== null && typeof value === "object") {
    const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${members.map(([name, v]) => `${JSON.stringify(name)}:${canonical(v)}`).join(",")}}`;
  }
  return JSON.stringify(value) ?? "null";
}

/** Reads the key of a write; `request` is what must be equal when the key comes again. */
export function keyedRequest(operation: string, key: unknown, request: unknown): Keyed {
  if (typeof key !== "string" || !keyShape.test(key)) throw refuse("idempotency_key_missing");
  const requestHash = createHash("sha256").update(canonical(request)).digest();
  return { operation, key, requestHash };
}

/**
 * Waits for a running request with the same key, then answers what it stored; null when this one
 * is the first. The lock ends with the transaction.
 */
export async function findAnswer(ctx: Context, keyed: Keyed): Promise<StoredAnswer | null> {
  const scope = `${ctx.brand.brandId}:${actorKey(ctx.actor)}:${keyed.operation}:${keyed.key}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${scope}, 7))`.execute(ctx.tx);
  const { rows } = await sql<{ request_hash: Buffer; status: number; answer: unknown }>`
    select request_hash, status, answer from platform.idempotency
    where brand_id = ${ctx.brand.brandId} and actor = ${actorKey(ctx.actor)}
      and operation = ${keyed.operation} and key = ${keyed.key}`.execute(ctx.tx);
  const row = rows[0];
  if (!row) return null;
  if (!row.request_hash.equals(keyed.requestHash)) throw refuse("idempotency_key_reused");
  return { status: row.status, answer: row.answer };
}

/** Keeps the answer in the transaction that made it; a refusal rolls back and keeps nothing. */
export async function storeAnswer(ctx: Context, keyed: Keyed, stored: StoredAnswer): Promise<void> {
  await sql`
    insert into platform.idempotency
      (brand_id, actor, operation, key, request_hash, status, answer, created_at)
    values (${ctx.brand.brandId}, ${actorKey(ctx.actor)}, ${keyed.operation}, ${keyed.key},
      ${keyed.requestHash}, ${stored.status}, ${JSON.stringify(stored.answer ?? null)}::jsonb,
      ${ctx.recordedAt})`.execute(ctx.tx);
}

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
  const { rows } = await sql<{
    actor: string; key: string; request_hash: Buffer; status: number; answer: unknown;
  }>`
    select i.actor, i.key, i.request_hash, i.status, i.answer from platform.idempotency i
    join unnest(${calls.map((call) => actorKey(call.actor))}::text[],
      ${calls.map((call) => call.keyed.key)}::text[]) as c(actor, key)
      on i.actor = c.actor and i.key = c.key
    where i.brand_id = ${ctx.brand.brandId} and i.operation = ${operation}`.execute(ctx.tx);
  const stored = new Map(rows.map((row) => [`${row.actor} ${row.key}`, row]));
  return calls.map((call) => {
    const row = stored.get(nameOf(call));
    if (!row) return null;
    if (!row.request_hash.equals(call.keyed.requestHash)) return refuse("idempotency_key_reused");
    return { status: row.status, answer: row.answer };
  });
}

/** {@link storeAnswer} for many calls of one operation, in one statement. */
export async function storeAnswers(
  ctx: Context,
  operation: string,
  stored: readonly (KeyedCall & StoredAnswer)[],
): Promise<void> {
  if (stored.length === 0) return;
  await sql`
    insert into platform.idempotency
      (brand_id, actor, operation, key, request_hash, status, answer, created_at)
    select ${ctx.brand.brandId}::uuid, c.actor, ${operation}, c.key, c.request_hash, c.status,
      c.answer::jsonb, ${ctx.recordedAt}
    from unnest(${stored.map((one) => actorKey(one.actor))}::text[],
      ${stored.map((one) => one.keyed.key)}::text[],
      ${stored.map((one) => one.keyed.requestHash)}::bytea[],
      ${stored.map((one) => one.status)}::int[],
      ${stored.map((one) => JSON.stringify(one.answer ?? null))}::text[])
      as c(actor, key, request_hash, status, answer)`.execute(ctx.tx);
}
