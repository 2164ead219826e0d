import type { Validity } from "#packages/pricing/index.ts";
import { dayOf, dayWindow } from "#platform/time.ts";

interface Claim {
  readonly brand: { readonly timeZone: string };
  readonly now: Temporal.Instant;
}

/**
 * When a voucher that is claimed now may be used, half-open. "N days" counts the day of the claim
 * as the first: 1 is until the next midnight of the brand's zone, whatever the length of that day.
 */
export function validityWindow(
  claim: Claim,
  validity: Validity,
): { readonly from: Temporal.Instant; readonly to: Temporal.Instant } {
  if (validity.kind === "fixed") {
    return { from: Temporal.Instant.from(validity.from), to: Temporal.Instant.from(validity.to) };
  }
  const today = dayOf(claim);
  const lastDay = Temporal.PlainDate.from(today).add({ days: validity.days - 1 });
  // From the day's start: the clock of the process that redeems it may be a little behind.
  return { from: dayWindow(claim, today).from, to: dayWindow(claim, lastDay.toString()).to };
}
