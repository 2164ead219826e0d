import { usedOf } from "#modules/limits/index.ts";
import { unitAncestors } from "#modules/organisation/index.ts";
import type { Context } from "#platform/context.ts";
import { memberKey, stockKey } from "./limit-keys.ts";
import { type OpenOffer, openOfferView } from "./offer-view.ts";
import { liveOffer, openOffersAmong, openOffersFor, storesWithOpenOffers } from "./queries.ts";
import type { OffersTable, OfferVersionsTable } from "./tables.ts";

async function withCounts(
  ctx: Context,
  rows: readonly (OfferVersionsTable & Pick<OffersTable, "unit_id">)[],
): Promise<OpenOffer[]> {
  const memberId = ctx.actor.kind === "member" ? ctx.actor.memberId : null;
  const mine = memberId ? rows.map((row) => memberKey(row.offer_id, memberId)) : [];
  const used = await usedOf(ctx, [...rows.map((row) => stockKey(row.offer_id)), ...mine]);
  return rows.map((row) =>
    openOfferView(row, {
      used: used.get(stockKey(row.offer_id)) ?? 0,
      claimedByMe: memberId !== null && (used.get(memberKey(row.offer_id, memberId)) ?? 0) > 0,
    }),
  );
}

/** Offers to claim, or that run, now on a store's page; those with stock first, then newest. */
export async function offersAt(ctx: Context, storeId: string): Promise<OpenOffer[]> {
  const units = (await unitAncestors(ctx, storeId, ctx.recordedAt)).map((unit) => unit.unitId);
  const offers = await withCounts(ctx, await openOffersFor(ctx, storeId, units));
  const gone = (offer: OpenOffer): number => (offer.stockLeft === 0 ? 1 : 0);
  return offers.sort((a, b) => gone(a) - gone(b));
}

/** These offers as visitors see them, where they can be claimed now. */
export async function openOffers(
  ctx: Context,
  offerIds: readonly string[],
): Promise<ReadonlyMap<string, OpenOffer>> {
  const views = await withCounts(ctx, await openOffersAmong(ctx, offerIds));
  return new Map(views.map((view) => [view.offerId, view]));
}

/** One published offer, for the link that names it. */
export async function openOffer(ctx: Context, offerId: string): Promise<OpenOffer> {
  const { offer, version } = await liveOffer(ctx, offerId);
  const [view] = await withCounts(ctx, [{ ...version, unit_id: offer.unit_id }]);
  if (!view) throw new Error("one offer in, one view out");
  return view;
}

/** What module pages puts on a store's page. */
export const offersPagePart = {
  name: "offers",
  load: (ctx: Context, store: { readonly storeId: string }) => offersAt(ctx, store.storeId),
};

/** What module stores asks for its filter "has offer". */
export const offerPresence = { storesWithOffers: storesWithOpenOffers };

export interface OfferLabel {
  readonly title: string;
  readonly titleEn: string | null;
}
