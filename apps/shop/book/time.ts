import { clock, day } from "#packages/ui/format.ts";
import type { Lang } from "#packages/ui/i18n.ts";

export type DayPart = "morning" | "afternoon" | "evening" | "night";

const order: readonly DayPart[] = ["morning", "afternoon", "evening", "night"];

/** Which part of the booked day an instant lies in; after its midnight it is the night. */
export function dayPart(at: number, bookedDay: string, timeZone: string): DayPart {
  if (dayIn(at, timeZone) > bookedDay) return "night";
  const hour = Number(clock(at, timeZone).slice(0, 2));
  if (hour < 12) return "morning";
  return hour < 18 ? "afternoon" : "evening";
}

/** Times by parts of the day, in their order; parts without a time are left out. */
export function byDayPart<Slot extends { startsAt: number }>(
  slots: readonly Slot[],
  bookedDay: string,
  timeZone: string,
): { part: DayPart; slots: Slot[] }[] {
  return order.flatMap((part) => {
    const mine = slots.filter((slot) => dayPart(slot.startsAt, bookedDay, timeZone) === part);
    return mine.length > 0 ? [{ part, slots: mine }] : [];
  });
}

/** The calendar day of an instant in a zone: `2026-11-21`. */
export function dayIn(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat("en-CA", {
    timeZone, year: "numeric", month: "2-digit", day: "2-digit",
  }).format(at);
}

/** A calendar day as the strip shows it; it has no zone of its own. */
export function dayWords(text: string, lang: Lang): { weekday: string; date: string } {
  const at = Date.parse(`${text}T00:00:00Z`);
  const locale = lang === "zh" ? "zh-CN" : "en-GB";
  return {
    weekday: new Intl.DateTimeFormat(locale, { timeZone: "UTC", weekday: "short" }).format(at),
    date: new Intl.DateTimeFormat(locale, {
      timeZone: "UTC", month: "numeric", day: "numeric",
    }).format(at),
  };
}

/** `11月24日 周二 14:00–15:30`. */
export function whenWords(
  from: number,
  to: number,
  timeZone: string,
  lang: Lang,
  now: number,
): string {
  const locale = lang === "zh" ? "zh-CN" : "en-GB";
  const weekday = new Intl.DateTimeFormat(locale, { timeZone, weekday: "short" }).format(from);
  const date = day(from, timeZone, lang, now);
  return `${date} ${weekday} ${clock(from, timeZone)}–${clock(to, timeZone)}`;
}
