import type { Moment } from "./cart.ts";

const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * What the clock in a time zone (IANA, such as "Asia/Shanghai") shows at an instant (epoch
 * milliseconds). Runs where Temporal does not. RangeError for a zone that does not exist.
 */
export function momentOf(epochMs: number, timeZone: string): Moment {
  const parts = formatFor(timeZone).formatToParts(epochMs);
  const of = (type: Intl.DateTimeFormatPartTypes) =>
    parts.find((part) => part.type === type)?.value ?? "";
  return {
    atMs: epochMs,
    weekday: weekdays.indexOf(of("weekday")) + 1,
    minuteOfDay: Number(of("hour")) * 60 + Number(of("minute")),
  };
}

// Making a format costs a hundred times more than using it.
function formatFor(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone,
      weekday: "short",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    });
    formats.set(timeZone, format);
  }
  return format;
}
