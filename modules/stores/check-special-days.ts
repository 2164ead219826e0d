import { refuse } from "#platform/errors.ts";
import { hoursFault, type SpecialDay } from "./opening-hours.ts";

function isDate(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text).toString() === text;
  } catch {
    return false;
  }
}

/** Refuses days that are none, that come twice, or whose hours cannot be. */
export function checkSpecialDays(days: readonly SpecialDay[]): void {
  const seen = new Set<string>();
  for (const { day, opensMin, closesMin } of days) {
    const half = (opensMin === null) !== (closesMin === null);
    const fault =
      opensMin === null || closesMin === null
        ? null
        : hoursFault([{ weekday: 1, opensMin, closesMin }]);
    if (!isDate(day) || seen.has(day) || half || fault) {
      throw refuse("store_hours_invalid", { given: day });
    }
    seen.add(day);
  }
}
