import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { type Params, type Refusal, refuse } from "#platform/errors.ts";

export interface Take {
  /** Names the counter within the brand, e.g. `offer:<id>:stock`. */
  readonly key: string;
  /** The most that may be used now; a change of it counts from the next take on. */
  readonly cap: number;
  /** How much to take; a positive integer. */
  readonly amount: number;
  /** The refusal of this limit; it is sent with `cap`. */
  readonly code?: string;
  readonly params?: Params;
  /** How many want the row: {@link takeMany} locks the narrow ones first. Absent: by its place. */
  readonly width?: number;
}

/**
 * Takes from every counter, in the given order, or refuses by the first that is full (the caller's
 * transaction then rolls all of them back). Two callers that may meet give the same order; a key
 * comes once.
 */
export async function take(ctx: Context, takes: readonly Take[]): Promise<void> {
  for (const { amount } of takes) {
    if (!Number.isSafeInteger(amount) || amount <= 0) throw new RangeError(`take of ${amount}`);
  }
  const taken = await takeAll(ctx, takes.filter(({ amount, cap }) => amount <= cap));
  const full = takes.find(({ key }) => !taken.has(key));
  if (full) throw refusalOf(full);
}

/** What is said of a counter that is full. */
export const refusalOf = (full: Take): Refusal =>
  refuse(full.code ?? "limit_reached", { ...full.params, cap: full.cap });

/** Those that had enough. */
async function takeAll(ctx: Context, takes: readonly Take[]): Promise<Set<string>> {
  if (takes.length === 0) return new Set();
  // One statement decides: a waiting caller sees the count of the one before it. The rows are
  // locked in the order in which they are selected.
  const { rows } = await sql<{ key: string }>`
    insert into limits.counters as c (brand_id, key, used, cap)
    select ${ctx.brand.brandId}::uuid, t.key, t.amount, t.cap
    from unnest(${takes.map((one) => one.key)}::text[],
      ${takes.map((one) => one.amount)}::bigint[], ${takes.map((one) => one.cap)}::bigint[])
      with ordinality as t(key, amount, cap, place)
    order by t.place
    on conflict (brand_id, key) do update set used = c.used + excluded.used, cap = excluded.cap
      where c.used + excluded.used <= excluded.cap
    returning key`.execute(ctx.tx);
  return new Set(rows.map((row) => row.key));
}
