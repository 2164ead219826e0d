/** The server's clock as this phone knows it: a phone's own may be wrong by hours. */
let ahead = 0;

/** Server time, epoch milliseconds. */
export function serverNow(): number {
  return Date.now() + ahead;
}

/**
 * Sets the clock by the page's own HTML. A page kept by the service worker says the time of an
 * earlier visit: then the phone's clock counts until the server has answered.
 */
export function setClockByPage(now: number): void {
  const [load] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  if (load && load.workerStart > 0) return;
  const answeredAt = load ? performance.timeOrigin + load.responseStart : Date.now();
  ahead = now - answeredAt;
}

/** Corrects the clock by an answer's `Date`, which knows seconds only: small differences stay. */
export function setClockByAnswer(date: string | null): void {
  const at = date === null ? Number.NaN : Date.parse(date);
  if (Number.isFinite(at) && Math.abs(at - serverNow()) > 2500) ahead = at + 500 - Date.now();
}
