import { giveBack, take, usedOf } from "#modules/limits/index.ts";
import { permit } from "#modules/organisation/index.ts";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { stockCap, stockKey } from "./limit-keys.ts";
import { liveOffer } from "./queries.ts";

export interface PromiseInput {
  readonly offerId: string;
  /** How many vouchers. */
  readonly amount: number;
  /** Until when they are to be claimed; the offer must last as long. */
  readonly until: Temporal.Instant;
  /** The refusal when the stock has less; it is sent with `left` and `wanted`. */
  readonly code: string;
}

/**
 * Takes a number of vouchers out of a published offer's stock for somebody who will claim them by
 * `promisedVersion`; answers that version. What is not claimed goes back by
 * {@link givePromisedBack}. Only who may publish the offer gives its stock away.
 */
export async function promiseStock(ctx: Context, input: PromiseInput): Promise<number> {
  const { offerId, amount, until, code } = input;
  const { offer, version } = await liveOffer(ctx, offerId);
  await permit(ctx, "offers.publish", offer.unit_id);
  if (version.trigger === "automatic") throw refuse("offer_automatic");
  const { claim_to: to } = version;
  if (to && Temporal.Instant.compare(to, until) < 0) throw refuse("offer_over");
  const key = stockKey(offerId);
  const cap = stockCap(version);
  const used = (await usedOf(ctx, [key])).get(key) ?? 0;
  const params = { left: Math.max(0, cap - used), wanted: amount };
  await take(ctx, [{ key, cap, amount, code, params }]);
  return version.version;
}

/** Vouchers that were promised and will not be claimed. */
export async function givePromisedBack(
  ctx: Context,
  offerId: string,
  amount: number,
): Promise<void> {
  if (amount > 0) await giveBack(ctx, [{ key: stockKey(offerId), amount }]);
}
