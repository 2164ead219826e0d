import type { OpenSpan, SpecialDay } from "#modules/stores/index.ts";
import type { Span, WeekSpan } from "./tables.ts";

/** Half-open, epoch milliseconds. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

/** What says when a resource is there. */
export interface Schedule {
  /** Of its store. */
  readonly storeHours: readonly OpenSpan[];
  readonly storeDays: readonly SpecialDay[];
  /** Its own week; null: the store's. */
  readonly hours: readonly WeekSpan[] | null;
  /** Its own days; they stand before everything else. */
  readonly days: ReadonlyMap<string, readonly Span[]>;
}

const inOrder = (spans: readonly Span[]) => spans.toSorted((a, b) => a.opensMin - b.opensMin);

/**
 * The spans that begin on a date: the resource's own day, else its week (or its store's) cut by a
 * special day of the store.
 */
export function spansOn(schedule: Schedule, date: Temporal.PlainDate): Span[] {
  const day = date.toString();
  const own = schedule.days.get(day);
  if (own) return inOrder(own);
  const week = inOrder(
    (schedule.hours ?? schedule.storeHours).filter((span) => span.weekday === date.dayOfWeek),
  );
  const special = schedule.storeDays.find((one) => one.day === day);
  if (!special) return week;
  const { opensMin, closesMin } = special;
  if (opensMin === null || closesMin === null) return [];
  if (schedule.hours === null) return [{ opensMin, closesMin }];
  return week
    .map((span) => ({
      opensMin: Math.max(span.opensMin, opensMin),
      closesMin: Math.min(span.closesMin, closesMin),
    }))
    .filter((span) => span.opensMin < span.closesMin);
}

/**
 * The instant that a wall clock shows `minutes` after a date's midnight. An hour that is skipped
 * counts from its end; one that comes twice, from the first time.
 */
export function instantAt(zone: string, date: Temporal.PlainDate, minutes: number): number {
  const time = Temporal.PlainTime.from({
    hour: Math.floor((minutes % 1440) / 60),
    minute: minutes % 60,
  });
  const day = date.add({ days: Math.floor(minutes / 1440) });
  return day.toPlainDateTime(time).toZonedDateTime(zone).epochMilliseconds;
}

/**
 * When a resource is there, by spans as they were written down: of the days asked and of the night
 * before them. In real time: a span over a clock change is an hour shorter or longer.
 */
export function windowsOf(
  schedule: Schedule,
  zone: string,
  from: Temporal.PlainDate,
  days: number,
): Window[] {
  const found: Window[] = [];
  for (let turn = -1; turn <= days; turn += 1) {
    const date = from.add({ days: turn });
    for (const span of spansOn(schedule, date)) {
      const window = {
        from: instantAt(zone, date, span.opensMin),
        to: instantAt(zone, date, span.closesMin),
      };
      if (window.from < window.to) found.push(window);
    }
  }
  return found.toSorted((a, b) => a.from - b.from);
}

/** Windows that touch or overlap made one: round the clock has no seam at midnight. */
export function joined(windows: readonly Window[]): Window[] {
  const found: { from: number; to: number }[] = [];
  for (const window of windows) {
    const last = found.at(-1);
    if (last && window.from <= last.to) last.to = Math.max(last.to, window.to);
    else found.push({ ...window });
  }
  return found;
}

/** What is wrong with spans of one day, or null. */
export function spansFault(spans: readonly Span[]): string | null {
  let last = -1;
  for (const { opensMin, closesMin } of inOrder(spans)) {
    if (closesMin <= opensMin) return `${opensMin}–${closesMin}`;
    if (opensMin < last) return `${opensMin}`;
    last = closesMin;
  }
  return null;
}

/** What is wrong with a week, or null. */
export function weekFault(hours: readonly WeekSpan[]): string | null {
  const byDay = Map.groupBy(hours, (span) => span.weekday);
  for (const [weekday, spans] of byDay) {
    const fault = spansFault(spans);
    if (fault) return `${weekday}: ${fault}`;
  }
  return null;
}
