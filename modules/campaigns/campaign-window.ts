import { visibleLength } from "#packages/text/index.ts";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { dayOf, dayWindow, isDay } from "#platform/time.ts";

export const longestName = 20;
export const defaultLongestDays = 180;

/** The name without spaces around it; refuses one that is empty or longer than 20 characters. */
export function campaignName(text: string): string {
  const name = text.normalize("NFC").trim();
  const length = visibleLength(name);
  if (length < 1 || length > longestName) {
    throw refuse("campaign_name_length", { most: longestName, length });
  }
  return name;
}

export interface WindowInput {
  /** "YYYY-MM-DD"; absent: the campaign starts now. */
  readonly startDay?: string | undefined;
  /** "YYYY-MM-DD", the last day that belongs to it. */
  readonly endDay: string;
}

export interface Window {
  readonly startsAt: Temporal.Instant;
  /** Exclusive: the midnight after the end day in the brand's zone. */
  readonly endsAt: Temporal.Instant;
}

type Zoned = Pick<Context, "brand" | "now" | "grants">;

/**
 * The half-open window of a new campaign. Only a trusted import (`import.backdate`) starts one on
 * a day that has passed.
 */
export function campaignWindow(ctx: Zoned, input: WindowInput, longestDays: number): Window {
  const startDay = input.startDay ?? dayOf(ctx);
  for (const day of [startDay, input.endDay]) {
    if (!isDay(day)) throw refuse("invalid_input", { detail: `day ${day}` });
  }
  const backdates = ctx.grants.some((grant) => grant.capability === "import.backdate");
  if (startDay < dayOf(ctx) && !backdates) throw refuse("campaign_starts_in_past");
  checkLength(startDay, input.endDay, longestDays);
  const given = input.startDay !== undefined && startDay !== dayOf(ctx);
  const startsAt = given || backdates ? dayWindow(ctx, startDay).from : ctx.now;
  return { startsAt, endsAt: dayWindow(ctx, input.endDay).to };
}

/** Both days belong to it: from the 1st to the 3rd are three days. */
export function checkLength(startDay: string, endDay: string, longestDays: number): void {
  if (endDay < startDay) throw refuse("campaign_ends_early");
  const days = Temporal.PlainDate.from(startDay).until(endDay, { largestUnit: "day" }).days + 1;
  if (days > longestDays) throw refuse("campaign_too_long", { days, longestDays });
}

/** True from the first instant of the window up to, and without, its end. */
export function isInside(window: Window, at: Temporal.Instant): boolean {
  return (
    Temporal.Instant.compare(window.startsAt, at) <= 0 &&
    Temporal.Instant.compare(at, window.endsAt) < 0
  );
}
