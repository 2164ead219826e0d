/** Epoch milliseconds, half-open. */
export interface Timed {
  readonly startsAt: number;
  readonly endsAt: number;
}

export interface Placed<One> {
  readonly one: One;
  /** Side by side with what overlaps: from 0, of so many. */
  readonly lane: number;
  readonly lanes: number;
}

/**
 * What overlaps stands side by side; what does not takes the whole width. Each is drawn at least
 * `leastMs` long, so that it can be read and clicked.
 */
export function placed<One extends Timed>(list: readonly One[], leastMs = 0): Placed<One>[] {
  const sorted = [...list].sort((a, b) => a.startsAt - b.startsAt || b.endsAt - a.endsAt);
  const found: Placed<One>[] = [];
  let group: { one: One; end: number; lane: number }[] = [];
  let until = -Infinity;
  const close = () => {
    const lanes = Math.max(0, ...group.map(({ lane }) => lane + 1));
    found.push(...group.map(({ one, lane }) => ({ one, lane, lanes })));
    group = [];
  };
  for (const one of sorted) {
    if (one.startsAt >= until) close();
    const end = Math.max(one.endsAt, one.startsAt + leastMs);
    group.push({ one, end, lane: freeLane(group, one) });
    until = Math.max(until, end);
  }
  close();
  return found;
}

function freeLane(group: readonly { end: number; lane: number }[], { startsAt }: Timed): number {
  const busy = new Set(group.filter(({ end }) => end > startsAt).map(({ lane }) => lane));
  let lane = 0;
  while (busy.has(lane)) lane += 1;
  return lane;
}

/** Whole hours of a day that are drawn: usual ones, and as early and late as anything stands. */
export function hoursShown(minutes: readonly { from: number; to: number }[]) {
  const first = Math.min(9 * 60, ...minutes.map(({ from }) => from));
  const last = Math.max(21 * 60, ...minutes.map(({ to }) => to));
  return { fromHour: Math.floor(first / 60), toHour: Math.ceil(last / 60) };
}
