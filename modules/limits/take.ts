import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { type Params, refuse } from "#platform/errors.ts";

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
}

/**
 * Takes from every counter, in the given order, or refuses by the first that is full (the caller's
 * transaction then rolls all of them back). Two callers that may meet give the same order.
 */
export async function take(ctx: Context, takes: readonly Take[]): Promise<void> {
  for (const one of takes) {
    if (!(await takeOne(ctx, one))) {
      throw refuse(one.code ?? "limit_reached", { ...one.params, cap: one.cap });
    }
  }
}

async function takeOne(ctx: Context, { key, cap, amount }: Take): Promise<boolean> {
  if (!Number.isSafeInteger(amount) || amount <= 0) throw new RangeError(`take of ${amount}`);
  if (amount > cap) return false;
  // One statement decides: a waiting caller sees the count of the one before it.
  const { rows } = await sql`
    insert into limits.counters as c (brand_id, key, used, cap)
    values (${ctx.brand.brandId}, ${key}, ${amount}, ${cap})
    on conflict (brand_id, key) do update set used = c.used + ${amount}, cap = ${cap}
      where c.used + ${amount} <= ${cap}
    returning used`.execute(ctx.tx);
  return rows.length === 1;
}
