/** The server's clock as this phone knows it: a phone's own may be wrong by hours. */
let ahead = 0;

/** The shortest way there and back so far: what came by it is the most exact. */
let bestTripMs = Number.POSITIVE_INFINITY;

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

/**
 * Sets the clock by an answer that says its own time to the millisecond. It was written somewhere
 * between `askedAt` and `gotAt` (this phone's clock), so half of the way is the largest error.
 */
export function setClockByReply(serverAt: number, askedAt: number, gotAt: number): void {
  const tripMs = gotAt - askedAt;
  const next = serverAt + tripMs / 2 - gotAt;
  const impossible = Math.abs(next - ahead) > tripMs / 2 + bestTripMs / 2;
  if (tripMs > bestTripMs && !impossible) return;
  bestTripMs = tripMs;
  ahead = next;
}

/** Corrects the clock by an answer's `Date`, which knows seconds only: small differences stay. */
export function setClockByAnswer(date: string | null): void {
  const at = date === null ? Number.NaN : Date.parse(date);
  if (Number.isFinite(at) && Math.abs(at - serverNow()) > 2500) ahead = at + 500 - Date.now();
}
