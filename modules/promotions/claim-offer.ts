import { lastSource, sourceOfTouch } from "#modules/channels/index.ts";
import { take } from "#modules/limits/index.ts";
import { isNewMember } from "#modules/members/index.ts";
import { unitAncestors } from "#modules/organisation/index.ts";
import { issueVoucher, validityWindow } from "#modules/wallet/index.ts";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { clockText } from "#platform/time.ts";
import { takesOf } from "./limit-keys.ts";
import { isStoreOfVersion, type LiveOffer, liveOffer } from "./queries.ts";
import type { OfferVersionsTable } from "./tables.ts";

export interface ClaimInput {
  readonly offerId: string;
  readonly memberId: string;
  /** The store whose page it is claimed on; null: none or unknown. */
  readonly storeId: string | null;
  /** The touch that led here, when the page knows it. */
  readonly touchId?: string | undefined;
  /** Said by an import; else the member's last source, else the offer's campaign. */
  readonly campaignId?: string | null | undefined;
  readonly permanentKey?: string | undefined;
}

export function checkClaimWindow(ctx: Context, version: OfferVersionsTable): void {
  const { claim_from: from, claim_to: to } = version;
  if (from && Temporal.Instant.compare(ctx.now, from) < 0) {
    throw refuse("offer_not_started", {
      from: clockText(ctx, from),
      fromAt: from.epochMilliseconds,
    });
  }
  const over = to !== null && Temporal.Instant.compare(ctx.now, to) >= 0;
  const usableTo = validityWindow(ctx, version.terms.validity).to;
  if (over || Temporal.Instant.compare(ctx.now, usableTo) >= 0) throw refuse("offer_over");
}

async function checkStore(ctx: Context, live: LiveOffer, storeId: string | null): Promise<void> {
  if (storeId === null) return;
  const { version } = live;
  const scope = version.scope_unit_id;
  const inside = scope
    ? (await unitAncestors(ctx, storeId, ctx.recordedAt)).some((unit) => unit.unitId === scope)
    : await isStoreOfVersion(ctx, version, storeId);
  if (!inside) throw refuse("offer_not_at_store");
}

async function sourceOf(ctx: Context, input: ClaimInput) {
  const touched = input.touchId ? await sourceOfTouch(ctx, input.touchId) : null;
  if (touched?.sourceCodeId) return touched;
  return lastSource(ctx, { memberId: input.memberId });
}

/** Gives the member one voucher of the offer, if state, window, store, limits allow; its id. */
export async function claimOffer(ctx: Context, input: ClaimInput): Promise<string> {
  const live = await liveOffer(ctx, input.offerId);
  const { offer, version } = live;
  checkClaimWindow(ctx, version);
  await checkStore(ctx, live, input.storeId);
  const source = await sourceOf(ctx, input);
  const newMember = await isNewMember(ctx, input.memberId);
  const takes = takesOf(version, input.memberId);
  await take(ctx, takes);
  return issueVoucher(ctx, {
    offerId: offer.offer_id,
    offerVersion: version.version,
    ownerUnitId: offer.unit_id,
    memberId: input.memberId,
    newMember,
    terms: version.terms,
    storeId: input.storeId,
    campaignId: input.campaignId ?? source?.campaignId ?? offer.campaign_id,
    channelId: source?.channelId ?? null,
    sourceCodeId: source?.sourceCodeId ?? null,
    visitorId: source?.visitorId ?? null,
    taken: takes.map(({ key, amount }) => ({ key, amount })),
    permanentKey: input.permanentKey ?? null,
  });
}
