import type { Context } from "./context.ts";
import { remembered } from "./remembered.ts";

interface Zoned {
  readonly brand: { readonly timeZone: string };
}

interface KnownDay {
  readonly day: string;
  readonly fromMs: number;
  readonly toMs: number;
}

const lastDays = new Map<string, KnownDay>();
const mostZones = 500;

/**
 * Calendar day (YYYY-MM-DD) of an instant in the brand's zone. A zone's last day is remembered:
 * nearly all that is asked lies in it.
 */
export function dayOf(ctx: Zoned & Partial<Pick<Context, "now">>, at?: Temporal.Instant): string {
  const instant = at ?? ctx.now;
  if (!instant) throw new Error("dayOf needs an instant or a context with now.");
  const zone = ctx.brand.timeZone;
  const ms = instant.epochMilliseconds;
  const last = lastDays.get(zone);
  if (last && last.fromMs <= ms && ms < last.toMs) return last.day;
  const day = instant.toZonedDateTimeISO(zone).toPlainDate().toString();
  const { from, to } = dayWindow(ctx, day);
  if (lastDays.size >= mostZones) lastDays.clear();
  lastDays.set(zone, { day, fromMs: from.epochMilliseconds, toMs: to.epochMilliseconds });
  return day;
}

interface Window {
  readonly from: Temporal.Instant;
  readonly to: Temporal.Instant;
}

const dayWindows = remembered<Window>(2_000);

/** Half-open window [start of day, start of the next day) in the brand's zone; DST days differ. */
export function dayWindow(ctx: Zoned, day: string): Window {
  const zone = ctx.brand.timeZone;
  return dayWindows(`${zone} ${day}`, () => {
    const date = Temporal.PlainDate.from(day);
    return {
      from: date.toZonedDateTime(zone).toInstant(),
      to: date.add({ days: 1 }).toZonedDateTime(zone).toInstant(),
    };
  });
}

export function isTimeZone(name: string): boolean {
  try {
    Temporal.PlainDate.from("2026-01-01").toZonedDateTime(name);
    return true;
  } catch {
    return false;
  }
}

/** "2026-11-21 22:40:05" in the brand's zone, for messages in either language. */
export function clockText(ctx: Zoned, at: Temporal.Instant): string {
  const zoned = at.toZonedDateTimeISO(ctx.brand.timeZone);
  return `${zoned.toPlainDate()} ${zoned.toPlainTime().toString({ smallestUnit: "second" })}`;
}

/** The last second inside a half-open window, as screens print it: 23:59:59. */
export function lastSecondText(ctx: Zoned, exclusiveEnd: Temporal.Instant): string {
  return clockText(ctx, exclusiveEnd.subtract({ milliseconds: 1 }));
}

/** True for a real calendar day "YYYY-MM-DD" that PostgreSQL and people's calendars both know. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text < "1900") return false;
  try {
    return Temporal.PlainDate.from(text, { overflow: "reject" }).toString() === text;
  } catch {
    return false;
  }
}
