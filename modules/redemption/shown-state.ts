import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { codeById, lastRedemption, storeNameOf } from "./queries.ts";

/** What became of a shown code; asked each second by an open wallet. */
export async function shownState(ctx: Context, codeId: string) {
  const code = await codeById(ctx, codeId);
  if (!code || ctx.actor.kind !== "member" || code.member_id !== ctx.actor.memberId) {
    throw refuse("right_unknown");
  }
  // By the right, not by the code: the counter may have scanned the code of the minute before.
  const right = { kind: code.right_kind, rightId: code.right_id };
  const made = await lastRedemption(ctx, right, code.shown_at);
  if (!made) {
    const open = Temporal.Instant.compare(ctx.recordedAt, code.spoken_until) < 0;
    return { state: open && !code.redemption_id ? "open" : "expired" };
  }
  return {
    state: "spent",
    redemption: {
      redemptionId: made.redemption_id,
      ...(await storeNameOf(ctx, made.store_id)),
      at: made.committed_at.epochMilliseconds,
      billMinor: made.bill_minor,
      discountMinor: made.discount_minor,
      payableMinor: made.payable_minor,
    },
  };
}
