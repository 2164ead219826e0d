import { sql } from "kysely";
import type { Context } from "#platform/context.ts";

// The order of everything that stamps lock: first the members (advisory, all that a transaction
// will touch, in one order), then their cards' rows, vouchers, counters of module limits, accounts.
// A batch that took a card after a counter would wait crosswise with a member who scans.

/** Nobody else stamps cards of these members until the end of the transaction. */
export async function lockMembers(ctx: Context, memberIds: readonly string[]): Promise<void> {
  if (memberIds.length === 0) return;
  const { brandId } = ctx.brand;
  const scopes = [...new Set(memberIds)].sort().map((id) => `wallet.stamps:${brandId}:${id}`);
  await sql`
    select pg_advisory_xact_lock(hashtextextended(s.scope, 17))
    from (select scope from unnest(${scopes}::text[]) with ordinality as s(scope, place)
      order by place) s`.execute(ctx.tx);
}
