import type { Context } from "#platform/context.ts";

/** When points end: always with a day of the brand's zone, at its last second. */
export type Expiry =
  | { readonly kind: "never" }
  /** At the end of the month that lies `months` months later. */
  | { readonly kind: "months"; readonly months: number }
  /** At the end of this day of the year, at the earliest `years` years later. */
  | {
      readonly kind: "day";
      readonly month: number;
      readonly day: number;
      readonly years: number;
    };

type Zoned = { readonly brand: Pick<Context["brand"], "timeZone"> };

const dateOf = (ctx: Zoned, at: Temporal.Instant): Temporal.PlainDate =>
  at.toZonedDateTimeISO(ctx.brand.timeZone).toPlainDate();

const startOf = (ctx: Zoned, date: Temporal.PlainDate): Temporal.Instant =>
  date.toZonedDateTime(ctx.brand.timeZone).toInstant();

/** With 0 days at once; else with the beginning of the day that lies so many days later. */
export function maturesAt(ctx: Zoned, earned: Temporal.Instant, pendingDays: number) {
  if (pendingDays === 0) return earned;
  return startOf(ctx, dateOf(ctx, earned).add({ days: pendingDays }));
}

/** The next such day on or after a date; 29 February is the 28th where there is none. */
function nextDay(from: Temporal.PlainDate, { month, day }: { month: number; day: number }) {
  const inYear = (year: number) => Temporal.PlainDate.from({ year, month, day });
  const same = inYear(from.year);
  return Temporal.PlainDate.compare(same, from) >= 0 ? same : inYear(from.year + 1);
}

/** The moment from which points that became spendable `at` are gone; null: never. Exclusive. */
export function expiresAt(ctx: Zoned, at: Temporal.Instant, expiry: Expiry) {
  const date = dateOf(ctx, at);
  switch (expiry.kind) {
    case "never":
      return null;
    case "months":
      return startOf(ctx, date.with({ day: 1 }).add({ months: expiry.months + 1 }));
    case "day":
      return startOf(ctx, nextDay(date.add({ years: expiry.years }), expiry).add({ days: 1 }));
  }
}

/** The end of the day that lies so many days later. */
export const endOfDayIn = (ctx: Zoned, at: Temporal.Instant, days: number): Temporal.Instant =>
  startOf(ctx, dateOf(ctx, at).add({ days: days + 1 }));
