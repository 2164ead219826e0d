import { sourcesOf } from "#modules/channels/index.ts";
import { areNewMembers } from "#modules/members/index.ts";
import { type HeldVoucher, heldVouchers } from "#modules/wallet/index.ts";
import type { Facts } from "#packages/pricing/index.ts";
import type { Context } from "#platform/context.ts";
import { type LiveBook, olderKey } from "./offer-book.ts";

/** A member is in "member", and for a day also in "new_member". */
async function segmentsOf(ctx: Context, memberId: string, at: Temporal.Instant) {
  const [isNew] = await areNewMembers(ctx, [{ memberId, at }]);
  return isNew ? ["member", "new_member"] : ["member"];
}

/** A voucher under the engine's id of the version that it was claimed under. */
function engineVoucher(book: LiveBook, held: HeldVoucher) {
  const older = olderKey(held.offerId, held.offerVersion);
  return {
    voucherId: held.voucherId,
    offerId: book.byKey.has(older) ? older : held.offerId,
    usesLeft: held.usesLeft,
    fromMs: held.validFrom.epochMilliseconds,
    toMs: held.validTo.epochMilliseconds,
  };
}

/** Its offer is not in the book then; campaign and channel are the voucher's own. */
const isHeldBack = (book: LiveBook, { campaignId, channelId }: HeldVoucher): boolean =>
  book.isStopped("campaign", campaignId) || book.isStopped("channel", channelId);

export interface Asking {
  readonly memberId: string | null;
  readonly storeId: string | null;
  readonly at: Temporal.Instant;
}

/**
 * What is known of the person and the place. Whether it is a first order is not known here: no
 * module keeps orders.
 */
export async function priceFacts(ctx: Context, book: LiveBook, asking: Asking): Promise<Facts> {
  const { memberId, storeId, at } = asking;
  if (!memberId) return { storeId, channelId: null, segments: [] };
  const [source] = await sourcesOf(ctx, [{ memberId, touchId: null, now: at }]);
  const held = await heldVouchers(ctx, memberId, at);
  return {
    storeId,
    channelId: source?.channelId ?? null,
    segments: await segmentsOf(ctx, memberId, at),
    vouchers: held.filter((one) => !isHeldBack(book, one)).map((one) => engineVoucher(book, one)),
  };
}
