import { type Source, sourcesOf } from "#modules/channels/index.ts";
import { areNewMembers, tierOf } from "#modules/members/index.ts";
import {
  type HeldVoucher, heldVouchers, pointsRule, spendablePoints, storedValueOf,
} from "#modules/wallet/index.ts";
import type { Facts, PointsRule } from "#packages/pricing/index.ts";
import type { Context } from "#platform/context.ts";
import { together } from "#platform/together.ts";
import { type LiveBook, olderKey } from "./offer-book.ts";

/** A member is in "member", for a day also in "new_member", and in the tier they hold. */
async function segmentsOf(ctx: Context, memberId: string, at: Temporal.Instant) {
  const [[isNew], tierId] = await together([
    areNewMembers(ctx, [{ memberId, at }]),
    tierOf(ctx, memberId),
  ]);
  return ["member", ...(isNew ? ["new_member"] : []), ...(tierId ? [`tier:${tierId}`] : [])];
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

/** What a member pays with beside money; "most": as much as there is and may be used. */
export interface WalletWish {
  readonly usePoints?: number | "most" | undefined;
  readonly useStoredValueMinor?: number | "most" | undefined;
}

export interface Asking extends WalletWish {
  readonly memberId: string | null;
  readonly storeId: string | null;
  readonly at: Temporal.Instant;
  /** Where the member comes from, where the caller asks for it too. */
  readonly source?: Promise<Source | null> | undefined;
}

/** Where a member comes from now; null: nobody knows. */
export async function memberSource(
  ctx: Context,
  memberId: string,
  now: Temporal.Instant,
): Promise<Source | null> {
  const [source] = await sourcesOf(ctx, [{ memberId, touchId: null, now }]);
  return source ?? null;
}

async function pointsOf(
  ctx: Context,
  memberId: string,
  use: number | "most" | undefined,
): Promise<PointsRule | null> {
  if (!use) return null;
  const rule = await pointsRule(ctx);
  if (!rule) return null;
  const { step, capBps } = rule;
  return { balance: await spendablePoints(ctx, memberId), step, capBps, use };
}

async function storedValueFor(
  ctx: Context,
  memberId: string,
  use: number | "most" | undefined,
): Promise<number> {
  if (!use) return 0;
  const { principalMinor, bonusMinor } = await storedValueOf(ctx, memberId);
  const allMinor = principalMinor + bonusMinor;
  return use === "most" ? allMinor : Math.min(use, allMinor);
}

/**
 * What is known of the person and the place. Whether it is a first order is not known here: no
 * module keeps orders.
 */
export async function priceFacts(
  ctx: Context,
  live: LiveBook | Promise<LiveBook>,
  asking: Asking,
): Promise<Facts> {
  const { memberId, storeId, at } = asking;
  if (!memberId) return { storeId, channelId: null, segments: [] };
  const [book, source, held, segments, points, storedValueMinor] = await together([
    live,
    asking.source ?? memberSource(ctx, memberId, at),
    heldVouchers(ctx, memberId, at),
    segmentsOf(ctx, memberId, at),
    pointsOf(ctx, memberId, asking.usePoints),
    storedValueFor(ctx, memberId, asking.useStoredValueMinor),
  ]);
  return {
    storeId,
    channelId: source?.channelId ?? null,
    segments,
    points,
    storedValueMinor,
    vouchers: held.filter((one) => !isHeldBack(book, one)).map((one) => engineVoucher(book, one)),
  };
}
