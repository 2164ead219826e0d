/** Times that the history's days stand for, as the header `Bihuan-Occurred-At` wants them. */
type Headers = { readonly "bihuan-occurred-at": string };

const at = (day: string, hour: number, timeZone: string): Temporal.Instant =>
  Temporal.PlainDate.from(day).toZonedDateTime({ timeZone, plainTime: { hour } }).toInstant();

/** Midnight with which a day begins. */
export function dayBegins(day: string, timeZone: string): Headers {
  return { "bihuan-occurred-at": at(day, 0, timeZone).toString() };
}

/** The files give days without hours; noon is in the middle of each, whatever its length. */
export function noonOf(day: string, timeZone: string): Headers {
  return { "bihuan-occurred-at": at(day, 12, timeZone).toString() };
}

export function dayOfMillis(millis: number, timeZone: string): string {
  const instant = Temporal.Instant.fromEpochMilliseconds(millis);
  return instant.toZonedDateTimeISO(timeZone).toPlainDate().toString();
}
