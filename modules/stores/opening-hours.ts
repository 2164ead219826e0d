/** Hours of one weekday: 1 is Monday; minutes after its midnight, past 1440 on the next day. */
export interface OpenSpan {
  readonly weekday: number;
  readonly opensMin: number;
  readonly closesMin: number;
}

/** Stands in place of the weekday's hours; both null: closed on that day. */
export interface SpecialDay {
  readonly day: string;
  readonly opensMin: number | null;
  readonly closesMin: number | null;
}

export interface DayHours {
  readonly opensMin: number;
  readonly closesMin: number;
}

/** Turns wall-clock minutes of a day into instants, each once: thousands of stores share them. */
export interface Clock {
  readonly at: Temporal.Instant;
  readonly today: Temporal.PlainDate;
  readonly yesterday: Temporal.PlainDate;
  readonly minuteOfDay: number;
  /** The zone's clocks are put on or back yesterday, today or tomorrow. */
  readonly shifts: boolean;
  /** Of `today` or `yesterday`, as they are here. */
  millis(date: Temporal.PlainDate, minutes: number): number;
}

export function clockOf(zone: string, at: Temporal.Instant): Clock {
  const local = at.toZonedDateTimeISO(zone);
  const today = local.toPlainDate();
  const known = new Map<number, number>();
  return {
    at,
    today,
    yesterday: today.subtract({ days: 1 }),
    minuteOfDay: local.hour * 60 + local.minute,
    shifts: local.subtract({ days: 1 }).offset !== local.add({ days: 1 }).offset,
    millis(date, minutes) {
      const key = date === today ? minutes : -1 - minutes;
      const found = known.get(key);
      if (found !== undefined) return found;
      // By the clock on the wall: "until 03:00" is an hour shorter in the night DST begins.
      const time = Temporal.PlainTime.from({
        hour: Math.floor((minutes % 1440) / 60),
        minute: minutes % 60,
      });
      const day = date.add({ days: Math.floor(minutes / 1440) });
      const millis = day.toPlainDateTime(time).toZonedDateTime(zone).epochMilliseconds;
      known.set(key, millis);
      return millis;
    },
  };
}

/** The spans that hold on a date, in order; a special day replaces the weekday's. */
export function spansOn(
  hours: readonly OpenSpan[],
  specials: readonly SpecialDay[],
  date: Temporal.PlainDate,
): DayHours[] {
  const day = specials.length > 0 ? date.toString() : "";
  const special = specials.find((one) => one.day === day);
  if (special) {
    const { opensMin, closesMin } = special;
    return opensMin === null || closesMin === null ? [] : [{ opensMin, closesMin }];
  }
  const weekday = date.dayOfWeek;
  return hours
    .filter((span) => span.weekday === weekday)
    .toSorted((a, b) => a.opensMin - b.opensMin);
}

/** Like {@link isOpenAt}, for many stores at one instant. */
export function isOpenBy(
  clock: Clock,
  hours: readonly OpenSpan[],
  specials: readonly SpecialDay[],
): boolean {
  const now = clock.at.epochMilliseconds;
  return [clock.yesterday, clock.today].some((date) =>
    spansOn(hours, specials, date).some(
      (span) =>
        clock.millis(date, span.opensMin) <= now && now < clock.millis(date, span.closesMin),
    ),
  );
}

/** True from the minute of opening until just before the minute of closing, in the zone given. */
export function isOpenAt(
  hours: readonly OpenSpan[],
  specials: readonly SpecialDay[],
  zone: string,
  instant: Temporal.Instant,
): boolean {
  return isOpenBy(clockOf(zone, instant), hours, specials);
}

/** Today's span that runs or comes next, else today's last; null: closed today. */
export function hoursToday(
  clock: Clock,
  hours: readonly OpenSpan[],
  specials: readonly SpecialDay[],
): DayHours | null {
  const spans = spansOn(hours, specials, clock.today);
  const now = clock.at.epochMilliseconds;
  const next = spans.find((span) => now < clock.millis(clock.today, span.closesMin));
  const span = next ?? spans.at(-1);
  return span ? { opensMin: span.opensMin, closesMin: span.closesMin } : null;
}

/** The hours as PostgreSQL's int4multirange of minutes of the week, 0 being Monday's midnight. */
export function openWeekOf(hours: readonly OpenSpan[]): string {
  const spans = hours.map(({ weekday, opensMin, closesMin }) => {
    const midnight = (weekday - 1) * 1440;
    return `[${midnight + opensMin},${midnight + closesMin})`;
  });
  return `{${spans.join(",")}}`;
}

/**
 * Minutes of the week that a store must hold to be open at the clock's instant: one minute, or in
 * the night that DST begins or ends those an hour around it, where {@link isOpenBy} decides.
 */
export function openMinutes(clock: Clock): { readonly from: number; readonly to: number } {
  const minute = (clock.today.dayOfWeek - 1) * 1440 + clock.minuteOfDay;
  return clock.shifts ? { from: minute - 120, to: minute + 121 } : { from: minute, to: minute + 1 };
}

/** What is wrong with a week's hours, or null. Spans of one day must not overlap. */
export function hoursFault(hours: readonly OpenSpan[]): string | null {
  const sorted = hours.toSorted((a, b) => a.weekday - b.weekday || a.opensMin - b.opensMin);
  for (const [index, span] of sorted.entries()) {
    const { weekday, opensMin, closesMin } = span;
    if (weekday < 1 || weekday > 7) return `weekday ${weekday}`;
    if (opensMin < 0 || opensMin > 1439) return `opensMin ${opensMin}`;
    if (closesMin <= opensMin || closesMin > 2880) return `closesMin ${closesMin}`;
    const before = sorted[index - 1];
    if (before?.weekday === weekday && before.closesMin > opensMin) return `weekday ${weekday}`;
  }
  return null;
}

/** "9:30", "09:30:00", "24:00", "26:00" as minutes after midnight; null when it is no time. */
export function parseClock(text: string): number | null {
  const found = /^(\d{1,2})[:：](\d{2})(?:[:：](\d{2}))?$/.exec(text.trim());
  if (!found) return null;
  const minutes = Number(found[1]) * 60 + Number(found[2]);
  return Number(found[2]) < 60 && minutes <= 2880 ? minutes : null;
}

/**
 * The same hours on each weekday. A closing time not after the opening one is past midnight;
 * the same time twice is the whole day.
 */
export function dailyHours(opensMin: number, closesMin: number): OpenSpan[] {
  const closes = closesMin > opensMin ? closesMin : closesMin + 1440;
  return [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opensMin, closesMin: closes }));
}
