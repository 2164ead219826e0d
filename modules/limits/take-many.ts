import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { type Refusal, refuse } from "#platform/errors.ts";
import { decide } from "./decide.ts";
import type { Take } from "./take.ts";

const widest = 1_000;

/** Narrow counters before wide ones: the row that everybody wants is locked last. */
function inLockOrder(requests: readonly (readonly Take[])[]): string[] {
  const widths = new Map<string, number>();
  for (const takes of requests) {
    takes.forEach(({ key, width }, place) => {
      // Counted from the end: the stock comes last in every request, whatever stands before it.
      const own = width ?? widest - takes.length + place;
      widths.set(key, Math.max(widths.get(key) ?? own, own));
    });
  }
  return [...widths.keys()].sort(
    (a, b) => (widths.get(a) ?? 0) - (widths.get(b) ?? 0) || (a < b ? -1 : 1),
  );
}

/**
 * Opens what is missing and locks the rest, row by row in the given order, in one statement: a row
 * that were opened after a wider one was locked would let two batches wait crosswise.
 */
async function lockUsed(
  ctx: Context,
  keys: readonly string[],
  caps: ReadonlyMap<string, number>,
): Promise<Map<string, number>> {
  const { rows } = await sql<{ key: string; used: number }>`
    insert into limits.counters as c (brand_id, key, used, cap)
    select ${ctx.brand.brandId}::uuid, k.key, 0, k.cap
    from unnest(${keys}::text[], ${keys.map((key) => caps.get(key) ?? 0)}::bigint[])
      with ordinality as k(key, cap, place)
    order by k.place
    on conflict (brand_id, key) do update set cap = c.cap
    returning key, used`.execute(ctx.tx);
  return new Map(rows.map((row) => [row.key, row.used]));
}

async function write(
  ctx: Context,
  added: ReadonlyMap<string, number>,
  caps: ReadonlyMap<string, number>,
): Promise<void> {
  const keys = [...added.keys()];
  if (keys.length === 0) return;
  await sql`
    update limits.counters c set used = c.used + a.added, cap = a.cap
    from unnest(${keys}::text[], ${[...added.values()]}::bigint[],
      ${keys.map((key) => caps.get(key) ?? 0)}::bigint[]) as a(key, added, cap)
    where c.brand_id = ${ctx.brand.brandId} and c.key = a.key`.execute(ctx.tx);
}

const refusalOf = (full: Take): Refusal =>
  refuse(full.code ?? "limit_reached", { ...full.params, cap: full.cap });

/**
 * {@link take} for many requests in one transaction, in their order of arrival: locks every counter
 * in the written order, decides in memory, writes. Answers null for each request that was granted,
 * else its refusal, which changed nothing. Every request names its widest counter last.
 */
export async function takeMany(
  ctx: Context,
  requests: readonly (readonly Take[])[],
): Promise<(Refusal | null)[]> {
  const keys = inLockOrder(requests);
  const caps = new Map(requests.flat().map(({ key, cap }) => [key, cap]));
  const used = await lockUsed(ctx, keys, caps);
  const { refusedBy, added } = decide(requests, used);
  await write(ctx, added, caps);
  return refusedBy.map((full) => (full ? refusalOf(full) : null));
}
