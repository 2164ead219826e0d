// What an evaluation changes: columns that are written in place, so that the search allocates
// nothing while it tries one combination after another.
import { amountColumn, numberColumn } from "./columns.ts";
import type { Lines, Prepared } from "./prepare.ts";

/** Nobody keeps this line to itself. */
export const free = -1;

/** What kept a benefit from taking more off; the greater one is told. */
export const limits = [null, "zero", "floor", "cap"] as const;
export const unlimited = 0;
export const limitedByZero = 1;
export const limitedByFloor = 2;
export const limitedByCap = 3;

/** What one candidate gave when its turn came; amounts in minor units. */
export interface Given {
  goodsMinor: number;
  deliveryMinor: number;
  /** Units handed over as gifts, and their `giftScore`. */
  giftUnits: number;
  giftMinor: number;
  /** What the threshold was tested on; −1: there was none. */
  baseMinor: number;
  /** −1: there are no tiers, or none was reached. */
  tier: number;
  times: number;
  /** Index in `limits`. */
  limit: number;
  /** Where what it has taken off its lines begins in `State.taken`. */
  readonly from: number;
}

export interface State {
  readonly lines: Lines;
  /** r: what is left of list × quantity after the benefits before, by line. */
  readonly remaining: Float64Array;
  /** What price levels and item benefits have taken off so far, by line. */
  readonly itemOff: Float64Array;
  /** The candidate that keeps the line to itself, or `free`. */
  readonly owner: Int32Array;
  /** How many chosen candidates keep lines to themselves. */
  owners: number;
  deliveryMinor: number;
  /** Σ remaining, before the turn that is taken. */
  goodsMinor: number;
  /** Σ itemOff. */
  itemOffMinor: number;
  giftMinor: number;
  /** Candidates applied, in canonical order: what `undo` takes back. */
  readonly applied: number[];
  readonly given: readonly Given[];
  /** Taken off by each candidate, by line: `given.from` + line. */
  readonly taken: Float64Array;
  /** The candidate whose turn it is. */
  self: number;
  /** The turn is only measured: what it takes off is added up, and no line is lowered. */
  measuring: boolean;
  readonly scratch: Scratch;
}

/**
 * Columns that a benefit may use during its turn; nothing in them outlives it, so that all states
 * share them. They are at least as long as the cart.
 */
export interface Scratch {
  /** Line numbers, ascending. */
  readonly lines: Int32Array;
  /** By line. */
  readonly weight: Float64Array;
  readonly worth: Float64Array;
  readonly units: Int32Array;
  readonly pending: Int32Array;
  /** By position. */
  readonly share: Float64Array;
  readonly remainder: Float64Array;
  readonly selection: Float64Array;
  readonly room: Float64Array;
}

export function newState(
  prepared: Pick<Prepared, "lines" | "candidates" | "deliveryMinor">,
): State {
  const { lines, candidates, deliveryMinor } = prepared;
  const { count } = lines;
  const remaining = amountColumn(count);
  for (let line = 0; line < count; line++) remaining[line] = lines.initial[line]!;
  return {
    lines,
    remaining,
    itemOff: amountColumn(count),
    owner: numberColumn(count).fill(free),
    owners: 0,
    deliveryMinor,
    goodsMinor: lines.initialMinor,
    itemOffMinor: 0,
    giftMinor: 0,
    applied: [],
    given: givenBy(candidates.length, count),
    taken: amountColumn(candidates.length * count),
    self: free,
    measuring: false,
    scratch: scratchFor(count),
  };
}

let shared = newScratch(0);

function scratchFor(count: number): Scratch {
  if (shared.lines.length < count) shared = newScratch(Math.max(64, count));
  return shared;
}

function newScratch(count: number): Scratch {
  return {
    lines: new Int32Array(count),
    weight: new Float64Array(count),
    worth: new Float64Array(count),
    units: new Int32Array(count),
    pending: new Int32Array(count),
    share: new Float64Array(count),
    remainder: new Float64Array(count),
    selection: new Float64Array(count),
    room: new Float64Array(count),
  };
}

function givenBy(candidates: number, count: number): Given[] {
  const given: Given[] = [];
  for (let at = 0; at < candidates; at++) given.push(nothingGiven(at * count));
  return given;
}

function nothingGiven(from: number): Given {
  return {
    goodsMinor: 0,
    deliveryMinor: 0,
    giftUnits: 0,
    giftMinor: 0,
    baseMinor: -1,
    tier: -1,
    times: 0,
    limit: unlimited,
    from,
  };
}

/** Empties what a candidate gave, but for what it took off lines: `undo` has emptied that. */
export function forget(given: Given): void {
  given.goodsMinor = 0;
  given.deliveryMinor = 0;
  given.giftUnits = 0;
  given.giftMinor = 0;
  given.baseMinor = -1;
  given.tier = -1;
  given.times = 0;
  given.limit = unlimited;
}

/** Whether the candidate whose turn it is may count and lower the line. */
export function isMine(state: State, line: number): boolean {
  const owner = state.owner[line]!;
  return owner === free || owner === state.self;
}

/** What may still be taken off a line: h = max(0, r − floor × quantity). */
export function headroom(state: State, line: number): number {
  const left = state.remaining[line]! - state.lines.floor[line]!;
  return left > 0 ? left : 0;
}

/** Takes `wantedMinor` off a line, at most its headroom, and notes what kept it from more. */
export function lower(state: State, line: number, wantedMinor: number): void {
  const given = state.given[state.self]!;
  const room = headroom(state, line);
  let minor = wantedMinor;
  if (minor > room) {
    minor = room;
    noteLimit(given, state.lines.floor[line]! > 0 ? limitedByFloor : limitedByZero);
  }
  given.goodsMinor += minor;
  if (state.measuring) return;
  state.remaining[line]! -= minor;
  state.taken[given.from + line]! += minor;
}

export function noteLimit(given: Given, limit: number): void {
  if (limit > given.limit) given.limit = limit;
}
