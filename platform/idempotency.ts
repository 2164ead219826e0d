import { createHash } from "node:crypto";
import { sql } from "kysely";
import { actorKey, type Context } from "./context.ts";
import { refuse } from "./errors.ts";

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
