import { sourcesOf } from "#modules/channels/index.ts";
import type { Take } from "#modules/limits/index.ts";
import { householdKeys, phoneHashes } from "#modules/members/index.ts";
import type { Context } from "#platform/context.ts";
import { limitsOfWhom, takesOf, takesOfFriend } from "./limit-keys.ts";
import { getOfferRow, getVersion } from "./queries.ts";
import type { OfferVersionsTable } from "./tables.ts";

/** The version that a release promised. */
interface Promised {
  readonly offerId: string;
  readonly version: number;
}

/** Who would claim it, and when. */
export interface Claimant {
  readonly memberId: string;
  readonly storeId: string | null;
  readonly touchId: string | null;
  readonly visitorId: string | null;
  readonly now: Temporal.Instant;
}

/** Device and campaign of each, where a rule asks for them. */
async function sourcesFor(
  ctx: Context,
  version: OfferVersionsTable,
  claimants: readonly Claimant[],
) {
  const rules = version.limits.claim;
  if (!rules.some(({ of }) => of === "campaign" || of === "device")) return () => ({});
  const sources = await sourcesOf(ctx, claimants);
  const ofOffer = (await getOfferRow(ctx, version.offer_id)).campaign_id;
  return ({ visitorId }: Claimant, index: number) => ({
    device: visitorId ?? sources[index]?.visitorId ?? null,
    campaign: sources[index]?.campaignId ?? ofOffer,
  });
}

/**
 * What the claim of each would take of the offer's limits, in the written order, without the
 * stock, which the promise took: for a hold that keeps it until the claim (`held`). "person" are
 * the limits of a person alone.
 */
export async function promisedTakes(
  ctx: Context,
  { offerId, version: number }: Promised,
  claimants: readonly Claimant[],
  whose: "all" | "person" = "all",
): Promise<Take[][]> {
  if (claimants.length === 0) return [];
  const version = await getVersion(ctx, offerId, number);
  const counted = (of: "phone" | "household") =>
    limitsOfWhom(version, of) ? claimants.map((one) => one.memberId) : [];
  const phones = await phoneHashes(ctx, counted("phone"));
  const households = await householdKeys(ctx, counted("household"));
  const sourceOf = await sourcesFor(ctx, version, claimants);
  return claimants.map((one, index) => {
    const { memberId, storeId, now } = one;
    const subject = {
      ...sourceOf(one, index),
      member: memberId,
      phone: phones.get(memberId) ?? null,
      household: households.get(memberId) ?? null,
      store: storeId ?? "none",
    };
    const claim = { brand: ctx.brand, now };
    // The stock comes last.
    return whose === "person"
      ? takesOfFriend(claim, version, subject)
      : takesOf(claim, version, subject).slice(0, -1);
  });
}
