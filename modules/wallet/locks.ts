import { sql } from "kysely";
import type { Context } from "#platform/context.ts";

// The order of this module, within the order that redemption writes down: first the import's key,
// then the voucher (always by a conditional update), then the counters of module limits.

/** Held to the end of the transaction: two imports of the same row make one voucher. */
export async function lockPermanentKey(ctx: Context, key: string): Promise<void> {
  const scope = `wallet:${ctx.brand.brandId}:${key}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${scope}, 11))`.execute(ctx.tx);
}
