// How much a candidate can take off at most, in any turn from here on. A search that knows this
// may leave out what cannot be better, and can still prove that its answer is the best.
//
// From here on a line's remaining amount only falls, and lines are only lost to candidates that
// keep them. Thresholds, percentages and prices then give less or the same; so what they would
// give now is a bound. Where a turn *chooses* units it may come to choose others (one line was
// lowered below another, or stands at its floor), so those are bounded by their dearest units.
import { baseOf } from "./benefits/base.ts";
import { unitsOf } from "./benefits/blocks.ts";
import { giftScore } from "./benefits/tiers.ts";
import { measure } from "./evaluate.ts";
import { linesInScope, within, type Goods } from "./goods.ts";
import type { Benefit, Tier } from "./model.ts";
import type { Candidate, Prepared } from "./prepare.ts";
import { headroom, isMine, type State } from "./state.ts";
import { portion } from "./units.ts";

/** What a candidate can give at most. */
export interface AtMost {
  /** Off goods and delivery. */
  minor: number;
  /** As gifts count: see `giftScore`. */
  gift: number;
  /** Where it is a percentage: at most so much of what is left before its turn; 0: it is none. */
  bps: number;
  work: number;
}

/** Writes into `most`. */
export type Bound = (state: State, most: AtMost) => void;

type Of<Kind extends Benefit["kind"]> = Extract<Benefit, { kind: Kind }>;

/** The bound of a candidate whose lines other candidates may lower or take before its turn. */
export function boundOf(prepared: Prepared, candidate: Candidate, sums: Sums): Bound {
  const { benefit } = candidate.offer;
  const { goods } = prepared;
  switch (benefit.kind) {
    case "tiers":
      return tiersAtMost(benefit, sums(candidate));
    case "bundle":
      return bundleAtMost(benefit, candidate, goods);
    case "unit_price":
      return byTurn(prepared, candidate);
    case "each_off":
      return benefit.maxUnits == null
        ? byTurn(prepared, candidate)
        : chosenAtMost(candidate.lines, candidate.lines, () => top(benefit.maxUnits!),
            (unit) => Math.min(unit, benefit.amountMinor ?? share(unit, benefit.bps)));
    case "exchange":
      return chosenAtMost(candidate.lines, candidate.lines, () => top(benefit.units),
        (unit) => unit - benefit.payMinor);
    case "add_on":
      return addOnAtMost(benefit, candidate, goods);
    case "nth_off":
      return blocksAtMost(candidate.lines, benefit.n - 1, 1, benefit);
    case "buy_get":
      return benefit.getScope
        ? othersAtMost(benefit, candidate, goods)
        : blocksAtMost(candidate.lines, benefit.buy, benefit.get, benefit);
  }
}

/** Its own turn, measured: exact where nothing before it is open. */
export function byTurn(prepared: Prepared, candidate: Candidate): Bound {
  return (_, most) => {
    const given = measure(prepared, candidate.index);
    most.minor = given.goodsMinor + given.deliveryMinor;
    most.gift = given.giftMinor;
    most.bps = 0;
    most.work += candidate.lines.length;
  };
}

/** Sums over the lines of a candidate; many candidates have the same lines. */
export type Sums = (candidate: Candidate) => (state: State, most: AtMost) => Sum;

export interface Sum {
  units: number;
  initial: number;
  after_items: number;
  after_previous: number;
  room: number;
}

/** Sums that are computed once after each `lapse`, whoever asks. */
export function newSums(lineCount: number): { sums: Sums; lapse: () => void } {
  let now = 0;
  const bySet = new Map<string, ReturnType<Sums>>();
  const sumsOf = (candidate: Candidate): ReturnType<Sums> => {
    const { lines } = candidate;
    const sum = { units: 0, initial: 0, after_items: 0, after_previous: 0, room: 0 };
    let at = -1;
    return (state, most) => {
      if (at === now) return sum;
      at = now;
      most.work += lines.length >> 2;
      addUp(state, lines, sum);
      return sum;
    };
  };
  const sums: Sums = (candidate) => {
    if (candidate.never) return sumsOf(candidate);
    const whole = candidate.lines.length === lineCount;
    const name = whole ? "whole" : candidate.lines.join();
    const found = bySet.get(name) ?? sumsOf(candidate);
    bySet.set(name, found);
    return found;
  };
  return { sums, lapse: () => now++ };
}

function addUp(state: State, lines: Int32Array, sum: Sum): void {
  const { remaining, itemOff, owners } = state;
  const { initial, floor, quantity } = state.lines;
  let [units, listed, off, left, room] = [0, 0, 0, 0, 0];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!;
    if (owners > 0 && !isMine(state, line)) continue;
    const r = remaining[line]!;
    units += quantity[line]!;
    listed += initial[line]!;
    off += itemOff[line]!;
    left += r;
    if (r > floor[line]!) room += r - floor[line]!;
  }
  sum.units = units;
  sum.initial = listed;
  sum.after_items = listed - off;
  sum.after_previous = left;
  sum.room = room;
}

function tiersAtMost(benefit: Of<"tiers">, sumOf: ReturnType<Sums>): Bound {
  const percent = (benefit.percentOf ?? "after_previous") === "after_previous"
    && benefit.tiers.every(({ give }) => give.kind === "percent");
  return (state, most) => {
    most.minor = 0;
    most.gift = 0;
    most.bps = 0;
    most.work++;
    const sum = sumOf(state, most);
    if (sum.units === 0) return;
    const base = sum[benefit.base];
    for (const tier of benefit.tiers) {
      if (base < (tier.fromMinor ?? 0) || sum.units < (tier.fromCount ?? 0)) continue;
      const times = benefit.every ? timesOf(tier, base, sum.units) : 1;
      tierAtMost(state, benefit, tier, times, sum, most);
      if (percent && tier.give.kind === "percent") most.bps = Math.max(most.bps, tier.give.bps);
    }
    const cap = Math.max(state.deliveryMinor, sum.room);
    most.minor = Math.min(most.minor, benefit.capMinor ?? Infinity, cap);
  };
}

function tierAtMost(
  state: State,
  benefit: Of<"tiers">,
  { give }: Tier,
  times: number,
  sum: Sum,
  most: AtMost,
): void {
  if (give.kind === "gifts") {
    let value = 0;
    for (const gift of give.gifts) value += giftScore(gift) * times;
    most.gift = Math.max(most.gift, value);
    return;
  }
  let minor = state.deliveryMinor;
  if (give.kind === "amount") minor = give.amountMinor * times;
  if (give.kind === "percent") {
    minor = portion(sum[benefit.percentOf ?? "after_previous"], give.bps);
  }
  const cap = give.kind === "amount" ? Infinity : give.capMinor ?? Infinity;
  most.minor = Math.max(most.minor, Math.min(minor, cap));
}

function timesOf(tier: Tier, baseMinor: number, units: number): number {
  if (tier.fromMinor) return Math.floor(baseMinor / tier.fromMinor);
  return tier.fromCount ? Math.floor(units / tier.fromCount) : 1;
}

/** How many of the first p units, dearest first, are given something. */
type Chosen = (p: number) => number;

function top(units: number): Chosen {
  return (p) => Math.min(p, units);
}

function share(unit: number, bps: number | undefined): number {
  return (unit * (bps ?? 0)) / 10_000;
}

/** Sum over chosen units, as rationals; two for each line make good what rounding may add. */
function chosenAtMost(
  lines: Int32Array,
  from: Int32Array,
  chosen: (state: State) => Chosen | null,
  off: (unit: number) => number,
): Bound {
  const order = from.slice();
  return (state, most) => {
    most.minor = 0;
    most.gift = 0;
    most.bps = 0;
    most.work += lines.length;
    const given = chosen(state);
    if (!given) return;
    sortByUnit(state, order);
    let sum = 0;
    let chosenUnits = 0;
    for (let at = 0, p = 0; at < order.length; at++) {
      const line = order[at]!;
      if (!isMine(state, line)) continue;
      const units = given(p + state.lines.quantity[line]!) - given(p);
      p += state.lines.quantity[line]!;
      if (units === 0) continue;
      sum += units * Math.max(0, off(state.remaining[line]! / state.lines.quantity[line]!));
      chosenUnits += units;
    }
    const roundings = 2 * Math.min(chosenUnits, order.length);
    most.minor = Math.min(roundedUp(sum) + roundings, roomOf(state, lines));
  };
}

function blocksAtMost(
  lines: Int32Array,
  buy: number,
  get: number,
  { bps, maxTimes }: Of<"nth_off"> | Of<"buy_get">,
): Bound {
  const block = buy + get;
  const blocks = (state: State) => {
    const times = Math.min(Math.floor(unitsOf(state, lines) / block), maxTimes ?? Infinity);
    const end = times * block;
    return (p: number) => {
      const q = Math.min(p, end);
      return get * Math.floor(q / block) + Math.max(0, (q % block) - buy);
    };
  };
  return chosenAtMost(lines, lines, blocks, (unit) => share(unit, bps));
}

// The cheapest are given; once a cheap line is lost to another candidate, a dearer one is.
function othersAtMost(benefit: Of<"buy_get">, candidate: Candidate, goods: Goods): Bound {
  const scope = linesInScope(candidate.offer.scope, goods);
  const others = within(linesInScope(benefit.getScope!, goods), scope, false);
  const { buy, get, bps } = benefit;
  const chosen = (state: State) => {
    const times = Math.min(
      Math.floor(unitsOf(state, scope) / buy),
      Math.floor(unitsOf(state, others) / get),
      benefit.maxTimes ?? Infinity,
    );
    return top(times * get);
  };
  return chosenAtMost(others, others, chosen, (unit) => share(unit, bps));
}

function addOnAtMost(benefit: Of<"add_on">, candidate: Candidate, goods: Goods): Bound {
  const named = linesInScope(benefit.goods, goods);
  const counted = within(linesInScope(candidate.offer.scope, goods), named, false);
  const chosen = (state: State) => {
    const reached = baseOf(state, counted, benefit.base) >= benefit.fromMinor;
    return reached ? top(benefit.maxUnits) : null;
  };
  return chosenAtMost(named, named, chosen, (unit) => unit - benefit.unitMinor);
}

/**
 * As if each part had its dearest units to itself and bundles could be cut to fractions: what one
 * more bundle is worth then only falls, so it is added up from corner to corner.
 */
function bundleAtMost(benefit: Of<"bundle">, candidate: Candidate, goods: Goods): Bound {
  const scope = linesInScope(candidate.offer.scope, goods);
  const parts = benefit.parts.map((part) => ({
    quantity: part.quantity,
    order: within(linesInScope(part.scope, goods), scope, true).slice(),
    at: 0,
    end: 0,
  }));
  return (state, most) => {
    most.gift = 0;
    most.bps = 0;
    most.work += candidate.lines.length;
    for (const part of parts) {
      sortByUnit(state, part.order);
      part.at = -1;
      part.end = 0;
      advance(state, part, 0);
    }
    let [times, sum] = [0, 0];
    const maxTimes = benefit.maxTimes ?? Infinity;
    while (times < maxTimes && parts.every((part) => part.at < part.order.length)) {
      let [worth, next] = [-benefit.priceMinor, maxTimes];
      for (const part of parts) {
        const line = part.order[part.at]!;
        worth += (part.quantity * state.remaining[line]!) / state.lines.quantity[line]!;
        next = Math.min(next, part.end / part.quantity);
      }
      if (worth <= 0) break;
      sum += worth * (next - times);
      times = next;
      for (const part of parts) advance(state, part, times);
    }
    const complete = times >= 1 || parts.every((part) => part.at < part.order.length);
    const minor = complete ? roundedUp(sum) + 2 * candidate.lines.length : 0;
    most.minor = Math.min(minor, roomOf(state, candidate.lines));
  };
}

interface Part {
  readonly quantity: number;
  readonly order: Int32Array;
  at: number;
  /** Units of the lines up to and with `at`. */
  end: number;
}

function advance(state: State, part: Part, times: number): void {
  const passed = times * part.quantity + 1e-6;
  while (part.at < part.order.length && part.end <= passed) {
    part.at++;
    const line = part.order[part.at];
    if (line !== undefined && isMine(state, line)) part.end += state.lines.quantity[line]!;
  }
}

function sortByUnit(state: State, order: Int32Array): void {
  if (order.length < 2) return;
  const { quantity } = state.lines;
  const unit = (line: number) => state.remaining[line]! / quantity[line]!;
  order.sort((a, b) => unit(b) - unit(a));
}

/** All that may still be taken off some lines. */
export function roomOf(state: State, lines: Int32Array): number {
  let room = 0;
  for (let at = 0; at < lines.length; at++) {
    if (isMine(state, lines[at]!)) room += headroom(state, lines[at]!);
  }
  return room;
}

function roundedUp(sum: number): number {
  return Math.ceil(sum * (1 + 1e-9));
}
