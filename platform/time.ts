import type { Context } from "./context.ts";

interface Zoned {
  readonly brand: { readonly timeZone: string };
}

/** Calendar day (YYYY-MM-DD) of an instant in the brand's zone. */
export function dayOf(ctx: Zoned & Partial<Pick<Context, "now">>, at?: Temporal.Instant): string {
  const instant = at ?? ctx.now;
  if (!instant) throw new Error("dayOf needs an instant or a context with now.");
  return instant.toZonedDateTimeISO(ctx.brand.timeZone).toPlainDate().toString();
}

/** Half-open window [start of day, start of the next day) in the brand's zone; DST days differ. */
export function dayWindow(ctx: Zoned, day: string): { from: Temporal.Instant; to: Temporal.Instant } {
  const date = Temporal.PlainDate.from(day);
  const zone = ctx.brand.timeZone;
  return {
    from: date.toZonedDateTime(zone).toInstant(),
    to: date.add({ days: 1 }).toZonedDateTime(zone).toInstant(),
  };
}

export function isTimeZone(name: string): boolean {
  try {
    Temporal.PlainDate.from("2026-01-01").toZonedDateTime(name);
    return true;
  } catch {
    return false;
  }
}
