import { sql } from "kysely";
import { sourcesOf } from "#modules/channels/index.ts";
import { isAnyStopped, stopsAmong, type StopTarget } from "#modules/limits/index.ts";
import type { Context } from "#platform/context.ts";
import { type Refusal, refuse } from "#platform/errors.ts";

/** Who wants to take part in what gives vouchers later: a release, a draw. */
export interface TakingPart {
  readonly memberId: string;
  readonly touchId: string | null;
  /** Units that it is of or is entered at; only stores are stopped. */
  readonly unitIds: readonly (string | null)[];
  /** The offers whose vouchers it may give. */
  readonly offerIds: readonly string[];
  readonly now: Temporal.Instant;
}

const around = ["store", "campaign", "channel"] as const;

async function campaignsOf(
  ctx: Context,
  offerIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ offerId: string; campaignId: string }>`
    select offer_id as "offerId", campaign_id as "campaignId" from promotions.offers
    where brand_id = ${ctx.brand.brandId} and campaign_id is not null
      and offer_id = any(${[...new Set(offerIds)]}::uuid[])`.execute(ctx.tx);
  return new Map(rows.map((row) => [row.offerId, row.campaignId]));
}

/**
 * What a stop sign around the offers would refuse at the claim, told before anybody waits for it:
 * of the store, of the campaign (the member's own, else the offer's), of the channel that they
 * came by. Null: nothing. One statement where nothing of the kind is stopped.
 */
export async function stoppedAround(
  ctx: Context,
  asking: readonly TakingPart[],
): Promise<(Refusal | null)[]> {
  if (asking.length === 0 || !(await isAnyStopped(ctx, around))) return asking.map(() => null);
  const sources = await sourcesOf(ctx, asking);
  const campaigns = await campaignsOf(ctx, asking.flatMap((one) => one.offerIds));
  const targets = asking.map(({ unitIds, offerIds }, index): StopTarget[] => {
    const { channelId = null, campaignId = null } = sources[index] ?? {};
    const ofOffers = offerIds.map((offerId) => campaigns.get(offerId) ?? null);
    const named = (kind: StopTarget["kind"], ids: readonly (string | null)[]) =>
      ids.flatMap((targetId) => (targetId ? [{ kind, targetId }] : []));
    return [
      ...named("store", unitIds),
      ...named("campaign", campaignId ? [campaignId] : ofOffers),
      ...named("channel", [channelId]),
    ];
  });
  const isStopped = await stopsAmong(ctx, targets.flat());
  return targets.map((own) => {
    const found = own.find(isStopped);
    return found ? refuse(`stopped_${found.kind as (typeof around)[number]}`) : null;
  });
}
