import type { Static } from "typebox";
import type { Context } from "#platform/context.ts";
import type { ShownPresaleSchema } from "../shapes.ts";
import { presalesOf, takesDeposits } from "./presale-terms.ts";

/** The presale that takes deposits for a product now; null: it is sold as usual, or not at all. */
export async function openPresale(
  ctx: Context,
  productId: string,
): Promise<Static<typeof ShownPresaleSchema> | null> {
  const row = (await presalesOf(ctx, [productId])).get(productId);
  if (!row || !takesDeposits(row, ctx.now)) return null;
  return {
    depositMinor: row.deposit_minor,
    depositBps: row.deposit_bps,
    worthMinor: row.worth_minor,
    depositTo: row.deposit_to.epochMilliseconds,
    balanceFrom: row.balance_from.epochMilliseconds,
    balanceTo: row.balance_to.epochMilliseconds,
    unpaidRule: row.unpaid_rule,
  };
}
