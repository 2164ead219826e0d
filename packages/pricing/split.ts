// One amount over many lines: in proportion, to the cent, and no line below its floor.
import {
  isMine,
  limitedByFloor,
  limitedByZero,
  lower,
  type State,
} from "./state.ts";

/** What one pass over the lines finds out; written in place. */
interface Parts {
  /** How many lines take part: they stand in `scratch.lines`. */
  count: number;
  weights: number;
  roomMinor: number;
}

const parts: Parts = { count: 0, weights: 0, roomMinor: 0 };

/** A histogram of remainders; for so few lines as `fewLines` it is not worth filling. */
const bucketCount = 256;
const bucket = new Int32Array(bucketCount);
const fewLines = 32;

/**
 * Takes up to `wantedMinor` off the effective ones of `lines` (ascending), in proportion to
 * `weight` (by line, integers ≥ 0; copied to `scratch.weight`). A line whose part exceeds its
 * headroom gives exactly its headroom, and the rest is split again among the others by the same
 * weights.
 */
export function lowerTogether(
  state: State,
  lines: Int32Array,
  weight: Float64Array,
  wantedMinor: number,
): void {
  takePart(state, lines, weight);
  const given = state.given[state.self]!;
  if (state.measuring) {
    given.goodsMinor += Math.min(wantedMinor, parts.roomMinor);
    return;
  }
  if (wantedMinor >= parts.roomMinor) return lowerAll(state, wantedMinor);
  let restMinor = wantedMinor;
  while (restMinor > 0) {
    const noneFull = splitByWeight(state, restMinor);
    const before = given.goodsMinor;
    if (noneFull || !lowerTheFull(state)) return lowerByShare(state);
    restMinor -= given.goodsMinor - before;
    addUp(state);
  }
}

// Effective lines with a weight. All that is asked of a line later is put side by side.
function takePart(state: State, lines: Int32Array, weight: Float64Array): void {
  const { remaining, scratch } = state;
  const { floor } = state.lines;
  let [count, weights, roomMinor] = [0, 0, 0];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!;
    const w = weight[line]!;
    if (w === 0 || (state.owners > 0 && !isMine(state, line))) continue;
    const left = remaining[line]! - floor[line]!;
    const room = left > 0 ? left : 0;
    scratch.weight[line] = w;
    scratch.room[count] = room;
    scratch.lines[count++] = line;
    weights += w;
    roomMinor += room;
  }
  parts.count = count;
  parts.weights = weights;
  parts.roomMinor = roomMinor;
}

// Where the amount is all there is to take, nothing needs to be split.
function lowerAll(state: State, wantedMinor: number): void {
  const { lines, room, share } = state.scratch;
  for (let at = 0; at < parts.count; at++) share[at] = room[at]!;
  lowerByShare(state);
  if (wantedMinor === parts.roomMinor) return;
  const floors = lines.subarray(0, parts.count).some((line) => state.lines.floor[line]! > 0);
  state.given[state.self]!.limit = floors ? limitedByFloor : limitedByZero;
}

// Lowers the lines whose share exceeds their headroom and keeps the others; false: there are none.
function lowerTheFull(state: State): boolean {
  const { lines, share, room } = state.scratch;
  let others = 0;
  for (let at = 0; at < parts.count; at++) {
    if (share[at]! > room[at]!) {
      lower(state, lines[at]!, room[at]!);
    } else {
      share[others] = share[at]!;
      room[others] = room[at]!;
      lines[others++] = lines[at]!;
    }
  }
  const any = others < parts.count;
  parts.count = others;
  return any;
}

function addUp(state: State): void {
  const { lines, weight } = state.scratch;
  parts.weights = 0;
  for (let at = 0; at < parts.count; at++) parts.weights += weight[lines[at]!]!;
}

function lowerByShare(state: State): void {
  const { lines, share } = state.scratch;
  const { remaining, taken } = state;
  const given = state.given[state.self]!;
  const { from } = given;
  let sumMinor = 0;
  for (let at = 0; at < parts.count; at++) {
    const line = lines[at]!;
    const minor = share[at]!;
    remaining[line] = remaining[line]! - minor;
    taken[from + line] = taken[from + line]! + minor;
    sumMinor += minor;
  }
  given.goodsMinor += sumMinor;
}

/**
 * `scratch.share[at]` of the amount for each line by its weight w of the sum W:
 * floor(amount × w / W), and what is left over, one each, to the largest remainders, of equal ones
 * to the earlier line: splitByShares, without allocating and without sorting. Answers whether no
 * share can exceed its headroom; false: perhaps.
 */
function splitByWeight(state: State, amountMinor: number): boolean {
  const { lines, weight, share, remainder, room } = state.scratch;
  const { count, weights } = parts;
  if (amountMinor * weights >= Number.MAX_SAFE_INTEGER) {
    splitExactly(state, BigInt(amountMinor));
    return false;
  }
  let left = amountMinor;
  let noneFull = true;
  for (let at = 0; at < count; at++) {
    const product = amountMinor * weight[lines[at]!]!;
    const whole = Math.floor(product / weights);
    const rest = product - whole * weights;
    share[at] = whole;
    remainder[at] = rest;
    left -= whole;
    if (whole >= room[at]!) noneFull = false;
  }
  if (left > 0) giveLeftOver(state, left);
  return noneFull;
}

function splitExactly(state: State, amount: bigint): void {
  const { lines, weight, share, remainder } = state.scratch;
  const weights = BigInt(parts.weights);
  let left = Number(amount);
  for (let at = 0; at < parts.count; at++) {
    const product = amount * BigInt(weight[lines[at]!]!);
    share[at] = Number(product / weights);
    remainder[at] = Number(product % weights);
    left -= share[at]!;
  }
  if (left > 0) giveLeftOver(state, left);
}

/** One more for the `left` largest remainders. */
function giveLeftOver(state: State, left: number): void {
  const { share, remainder, selection } = state.scratch;
  const { count } = parts;
  let [few, above] = [count, 0];
  if (count > fewLines) [few, above] = preselect(state, left);
  else for (let at = 0; at < count; at++) selection[at] = remainder[at]!;
  const least = greatestBut(selection, few, left - above - 1);
  let equal = left - above;
  for (let at = 0; at < few; at++) if (selection[at]! > least) equal--;
  for (let at = 0; at < count; at++) {
    const rest = remainder[at]!;
    if (rest > least || (rest === least && equal-- > 0)) share[at] = share[at]! + 1;
  }
}

/**
 * Into `selection` the remainders of the bucket that the least of the `left` largest is in; answers
 * how many, and how many lie above. A third of the time of a selection among all, whose branches
 * are coin tosses.
 */
function preselect(state: State, left: number): [few: number, above: number] {
  const { remainder, selection } = state.scratch;
  const { count } = parts;
  const scale = bucketCount / parts.weights;
  bucket.fill(0);
  for (let at = 0; at < count; at++) bucket[bucketOf(remainder[at]!, scale)]!++;
  let chosen = bucketCount - 1;
  let above = 0;
  while (above + bucket[chosen]! < left) above += bucket[chosen--]!;
  let few = 0;
  for (let at = 0; at < count; at++) {
    if (bucketOf(remainder[at]!, scale) === chosen) selection[few++] = remainder[at]!;
  }
  return [few, above];
}

function bucketOf(remainder: number, scale: number): number {
  return Math.min(bucketCount - 1, remainder * scale) | 0;
}

/** The value with exactly `rank` others before it, counted from the greatest; reorders `values`. */
export function greatestBut(values: Float64Array, count: number, rank: number): number {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const pivot = values[(low + high) >>> 1]!;
    let i = low;
    let j = high;
    while (i <= j) {
      while (values[i]! > pivot) i++;
      while (values[j]! < pivot) j--;
      if (i <= j) {
        const swapped = values[i]!;
        values[i++] = values[j]!;
        values[j--] = swapped;
      }
    }
    if (rank <= j) high = j;
    else if (rank >= i) low = i;
    else return values[rank]!;
  }
  return values[rank]!;
}
