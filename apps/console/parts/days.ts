/** Calendar days as 'YYYY-MM-DD', the form the server and date inputs speak. */
export type DayText = string;

const dayMs = 86_400_000;

/** Today in a zone. */
export function today(timeZone: string): DayText {
  return new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).format(Date.now());
}

export function addDays(day: DayText, count: number): DayText {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * dayMs).toISOString().slice(0, 10);
}

/** `11月21日`, `21 Nov`; a calendar day has no zone of its own. */
export function dayName(day: DayText, lang: "zh" | "en"): string {
  return new Intl.DateTimeFormat(lang === "zh" ? "zh-CN" : "en-GB", {
    timeZone: "UTC",
    month: lang === "zh" ? "long" : "short",
    day: "numeric",
  }).format(Date.parse(`${day}T00:00:00Z`));
}

/** The calendar day of an instant (epoch milliseconds) in a zone. */
export function dayOfInstant(at: number, timeZone: string): DayText {
  return new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).format(at);
}

/** The first instant (epoch milliseconds) of a day in a zone, also where its clock changes. */
export function dayStart(day: DayText, timeZone: string): number {
  const guess = Date.parse(`${day}T00:00:00Z`);
  const once = guess - offsetMs(guess, timeZone);
  return guess - offsetMs(once, timeZone);
}

/** What a clock on that zone's wall shows, as date-time inputs speak: `2026-11-22T20:00:00`. */
export function wallTime(at: number, timeZone: string): string {
  return new Date(at + offsetMs(at, timeZone)).toISOString().slice(0, 19);
}

/** The instant (epoch ms) when a clock in that zone shows this, with or without seconds. */
export function instantOfWall(wall: string, timeZone: string): number {
  const guess = Date.parse(`${wall.length === 16 ? `${wall}:00` : wall.slice(0, 19)}Z`);
  const once = guess - offsetMs(guess, timeZone);
  return guess - offsetMs(once, timeZone);
}

function offsetMs(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(at);
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0);
  const wall = Date.UTC(
    of("year"), of("month") - 1, of("day"), of("hour"), of("minute"), of("second"),
  );
  return wall - Math.floor(at / 1000) * 1000;
}
