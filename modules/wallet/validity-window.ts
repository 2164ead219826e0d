import type { Validity } from "#packages/pricing/index.ts";
import { remembered } from "#platform/remembered.ts";
import { dayOf, dayWindow } from "#platform/time.ts";

interface Claim {
  readonly brand: { readonly timeZone: string };
  readonly now: Temporal.Instant;
}

interface Window {
  readonly from: Temporal.Instant;
  readonly to: Temporal.Instant;
}

// Claims of one day share their window: the calendar is asked once.
const windows = remembered<Window>(1_000);

/**
 * When a voucher that is claimed now may be used, half-open. "N days" counts the day of the claim
 * as the first: 1 is until the next midnight of the brand's zone, whatever the length of that day.
 */
export function validityWindow(claim: Claim, validity: Validity): Window {
  if (validity.kind === "fixed") {
    const { from, to } = validity;
    return windows(`${from} ${to}`, () => ({
      from: Temporal.Instant.from(from),
      to: Temporal.Instant.from(to),
    }));
  }
  const today = dayOf(claim);
  return windows(`${claim.brand.timeZone} ${today} ${validity.days}`, () => {
    const lastDay = Temporal.PlainDate.from(today).add({ days: validity.days - 1 });
    // From the day's start: the clock of the process that redeems it may be a little behind.
    return { from: dayWindow(claim, today).from, to: dayWindow(claim, lastDay.toString()).to };
  });
}
