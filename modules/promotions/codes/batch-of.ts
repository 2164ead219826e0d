import { permit } from "#modules/organisation/index.ts";
import type { BatchInput } from "#modules/wallet/index.ts";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { dayOf, dayWindow } from "#platform/time.ts";
import { stockKey } from "../limit-keys.ts";
import { type LiveOffer, liveOffer } from "../queries.ts";

const defaultDays = 365;
const mostDays = 3660;

/** The offer, if its live version is a voucher by code and the actor may publish it. */
export async function bearerOffer(ctx: Context, offerId: string): Promise<LiveOffer> {
  const live = await liveOffer(ctx, offerId);
  await permit(ctx, "offers.publish", live.offer.unit_id);
  if (!live.version.bearer) throw refuse("offer_not_bearer");
  return live;
}

/** The first instant at which its codes are no longer opened. */
function usableTo(ctx: Context, { version }: LiveOffer, lastDay: string | undefined) {
  const today = Temporal.PlainDate.from(dayOf(ctx));
  const day = lastDay ? Temporal.PlainDate.from(lastDay) : today.add({ days: defaultDays });
  const days = day.since(today).days;
  if (days < 0 || days > mostDays) throw refuse("code_batch_day_past");
  const end = dayWindow(ctx, day.toString()).to;
  const { validity } = version.terms;
  if (validity.kind !== "fixed") return end;
  const last = Temporal.Instant.from(validity.to);
  return Temporal.Instant.compare(last, end) < 0 ? last : end;
}

/** What module wallet keeps of a new batch. */
export function batchOf(
  ctx: Context,
  live: LiveOffer,
  input: { readonly name: string; readonly lastDay?: string | undefined },
): BatchInput {
  const { offer, version } = live;
  const until = usableTo(ctx, live, input.lastDay);
  if (Temporal.Instant.compare(until, ctx.now) <= 0) throw refuse("offer_over");
  return {
    offerId: offer.offer_id,
    offerVersion: version.version,
    ownerUnitId: offer.unit_id,
    name: input.name.trim(),
    campaignId: offer.campaign_id,
    stockKey: stockKey(offer.offer_id),
    usableTo: until,
  };
}
