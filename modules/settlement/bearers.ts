import { rootUnit, unitAncestors, unitNames } from "#modules/organisation/index.ts";
import { offerOwners, voucherIssuer } from "#modules/wallet/index.ts";
import type { Context } from "#platform/context.ts";
import { isUuid } from "#platform/ids.ts";

export interface Borne {
  /** As the price names it; some are no rows of ours. */
  readonly offerId: string | null;
  /** Null: the offer needs none. */
  readonly voucherId: string | null;
  /** group | region | store | supplier | platform */
  readonly party: string;
  /** Where it was redeemed or used. */
  readonly storeId: string;
  readonly at: Temporal.Instant;
}

/** The nearest unit above the store that is a region, else a city, else the brand's own. */
async function regionOf(ctx: Context, storeId: string, at: Temporal.Instant): Promise<string> {
  const above = await unitAncestors(ctx, storeId, at);
  const found =
    above.find(({ kind }) => kind === "region") ?? above.find(({ kind }) => kind === "city");
  return found?.unitId ?? rootUnit(ctx);
}

/**
 * Which unit a party of an offer's shares is, at that moment:
 * - group: the brand's own unit. Supplier and platform are outside: the brand's own unit pays the
 *   store and collects from them.
 * - region: the offer's owner if it is a region or a city, else the region (or city) of the store.
 * - store: the one that gave the voucher out, where it was claimed, else the offer's owner if it is
 *   a store; else the store itself.
 */
export async function bearerOf(ctx: Context, borne: Borne): Promise<string> {
  const { offerId, voucherId, party, storeId, at } = borne;
  if (party !== "region" && party !== "store") return rootUnit(ctx);
  if (party === "store" && voucherId) {
    const issuer = await voucherIssuer(ctx, voucherId);
    if (issuer) return issuer;
  }
  const known = offerId !== null && isUuid(offerId) ? await offerOwners(ctx, [offerId]) : null;
  const owner = known?.get(offerId!);
  const [named] = owner ? await unitNames(ctx, [owner]) : [];
  const kind = named?.kind;
  if (party === "store") return kind === "store" ? owner! : storeId;
  return kind === "region" || kind === "city" ? owner! : regionOf(ctx, storeId, at);
}
