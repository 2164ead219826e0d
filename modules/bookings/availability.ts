import { joined, type Window } from "./schedule.ts";
import type { ResourceKind } from "./tables.ts";

const dayMs = 86_400_000;

/** What is taken of a resource, with its buffers; epoch milliseconds, half-open. */
export interface Busy {
  readonly bookingId: string;
  readonly place: number;
  readonly seat: number;
  readonly session: string;
  readonly from: number;
  readonly to: number;
}

export interface Candidate {
  readonly resourceId: string;
  readonly kind: ResourceKind;
  readonly places: number;
  /** By spans as they were written down: slots count from their openings. */
  readonly windows: readonly Window[];
  readonly busy: readonly Busy[];
}

/** A service as the reckoning needs it; milliseconds. */
export interface Wanted {
  readonly serviceId: string;
  readonly needs: readonly ResourceKind[];
  readonly durationMs: number;
  readonly beforeMs: number;
  readonly afterMs: number;
  readonly gridMs: number;
  readonly capacity: number;
  readonly shared: boolean;
}

export interface Slot {
  readonly startsAt: number;
  readonly endsAt: number;
  /** People who still fit. */
  readonly left: number;
}

/** A place of a resource and its free seats; `joins`: people of the same session are there. */
export interface Free {
  readonly resourceId: string;
  readonly kind: ResourceKind;
  readonly place: number;
  readonly places: number;
  readonly seats: readonly number[];
  readonly joins: boolean;
}

/** A candidate with its busy times by the day, so that a slot looks at few of them. */
interface Indexed {
  readonly candidate: Candidate;
  readonly windows: readonly Window[];
  readonly byDay: ReadonlyMap<number, readonly Busy[]>;
}

function index(candidate: Candidate): Indexed {
  const byDay = new Map<number, Busy[]>();
  for (const busy of candidate.busy) {
    const last = Math.floor((busy.to - 1) / dayMs);
    for (let day = Math.floor(busy.from / dayMs); day <= last; day += 1) {
      byDay.set(day, [...(byDay.get(day) ?? []), busy]);
    }
  }
  return { candidate, windows: joined(candidate.windows), byDay };
}

function overlapping({ byDay }: Indexed, from: number, to: number): Busy[] {
  const found = new Set<Busy>();
  for (let day = Math.floor(from / dayMs); day <= Math.floor((to - 1) / dayMs); day += 1) {
    for (const one of byDay.get(day) ?? []) if (one.from < to && one.to > from) found.add(one);
  }
  return [...found];
}

/** Who shares a slot: the same service from the same instant. */
export const sessionOf = (wanted: Wanted, startsAt: number, bookingId: string): string =>
  wanted.shared ? `${wanted.serviceId} ${startsAt}` : bookingId;

const seatsOf = (wanted: Wanted): number => (wanted.shared ? wanted.capacity : 1);

/** Free seats of each place of a candidate; none where it is not there or busy. */
function freeOf(one: Indexed, wanted: Wanted, startsAt: number): Free[] {
  const endsAt = startsAt + wanted.durationMs;
  if (!one.windows.some(({ from, to }) => from <= startsAt && endsAt <= to)) return [];
  const { resourceId, kind, places } = one.candidate;
  const busy = overlapping(one, startsAt - wanted.beforeMs, endsAt + wanted.afterMs);
  const session = sessionOf(wanted, startsAt, "");
  const all = Array.from({ length: seatsOf(wanted) }, (_, at) => at + 1);
  return Array.from({ length: places }, (_, at) => at + 1).flatMap((place) => {
    const here = busy.filter((use) => use.place === place);
    if (here.some((use) => !wanted.shared || use.session !== session)) return [];
    const taken = new Set(here.map((use) => use.seat));
    const seats = all.filter((seat) => !taken.has(seat));
    return [{ resourceId, kind, place, places, seats, joins: here.length > 0 }];
  });
}

const peopleIn = (wanted: Wanted, free: Free): number =>
  wanted.shared ? free.seats.length : wanted.capacity;

/** The better place first: where people of the session are already, then who has least to do. */
function better(load: ReadonlyMap<string, number>) {
  return (a: Free, b: Free): number =>
    Number(b.joins) - Number(a.joins) ||
    (load.get(a.resourceId) ?? 0) - (load.get(b.resourceId) ?? 0) ||
    (a.resourceId < b.resourceId ? -1 : a.resourceId > b.resourceId ? 1 : a.place - b.place);
}

/**
 * One place of each kind that the service needs, for so many people at one start; null: the slot is
 * full or nobody is there. `only` names a resource that must be among them.
 */
export function choose(
  wanted: Wanted,
  candidates: readonly Candidate[],
  ask: { readonly startsAt: number; readonly people: number; readonly only?: string | null },
): Free[] | null {
  const load = new Map(candidates.map((one) => [one.resourceId, one.busy.length]));
  const named = candidates.find((one) => one.resourceId === ask.only);
  if (ask.only && !named) return null;
  const chosen: Free[] = [];
  for (const kind of wanted.needs) {
    const [best] = candidates
      .filter((one) => one.kind === kind && (named?.kind !== kind || one === named))
      .flatMap((one) => freeOf(index(one), wanted, ask.startsAt))
      .filter((free) => peopleIn(wanted, free) >= ask.people)
      .toSorted(better(load));
    if (!best) return null;
    chosen.push(best);
  }
  return chosen;
}

/** Starts on the service's grid, counted from each opening of who serves. */
function startsOf(wanted: Wanted, candidates: readonly Candidate[], range: Window): number[] {
  const starts = new Set<number>();
  for (const { windows } of candidates.filter((one) => one.kind === wanted.needs[0])) {
    for (const window of windows) {
      // Up to its end: a service may run over into the window that follows without a seam.
      for (let at = window.from; at < window.to; at += wanted.gridMs) {
        if (range.from <= at && at < range.to) starts.add(at);
      }
    }
  }
  return [...starts].sort((a, b) => a - b);
}

/**
 * The slots of a service that start within a range, full ones with nothing left; a start at which
 * nobody would be there is no slot. Pure: what is busy, and when who is there, comes in.
 */
export function slotsOf(
  wanted: Wanted,
  candidates: readonly Candidate[],
  range: Window,
  only: string | null = null,
): Slot[] {
  const named = candidates.find((one) => one.resourceId === only);
  if (only && !named) return [];
  const asked = candidates.filter((one) => !named || one === named || one.kind !== named.kind);
  const byKind = Map.groupBy(asked.map(index), (one) => one.candidate.kind);
  const there = (one: Indexed, at: number) =>
    one.windows.some(({ from, to }) => from <= at && at + wanted.durationMs <= to);
  return startsOf(wanted, asked, range).flatMap((startsAt) => {
    const kinds = wanted.needs.map((kind) => byKind.get(kind) ?? []);
    if (kinds.some((some) => !some.some((one) => there(one, startsAt)))) return [];
    const left = Math.min(
      ...kinds.map((some) =>
        Math.max(
          0,
          ...some
            .flatMap((one) => freeOf(one, wanted, startsAt))
            .map((free) => peopleIn(wanted, free)),
        ),
      ),
    );
    return [{ startsAt, endsAt: startsAt + wanted.durationMs, left }];
  });
}
