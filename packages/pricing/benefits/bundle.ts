import { linesInScope, unionOf, within, type Goods } from "../goods.ts";
import type { Benefit } from "../model.ts";
import { lowerTogether } from "../split.ts";
import { isMine, type State } from "../state.ts";
import type { Kind } from "./plan.ts";
import { byListPrice, dearestFirst, worthNow } from "./units-of.ts";

type Bundle = Extract<Benefit, { kind: "bundle" }>;

/**
 * 打包一口价, 任选 N 件: bundle after bundle, each part with its dearest units that are left, while
 * a bundle's goods are worth more than its price. Off: Σ value − times × price, over the lines by
 * the value of their bundled units.
 */
export const bundle: Kind<"bundle"> = (benefit, scope, goods) => {
  const sets = benefit.parts.map((part) => within(linesInScope(part.scope, goods), scope, true));
  const lines = unionOf(sets, goods);
  const table: Table = {
    order: byListPrice(lines, goods),
    parts: sets.map((set, index) => partOf(set, benefit.parts[index]!.quantity, goods)),
    touched: new Int32Array(goods.count),
    count: 0,
  };
  return {
    lines,
    give(state) {
      start(state, table);
      const times = formBundles(state, table, benefit);
      if (times > 0) lowerBundled(state, lines, times, benefit.priceMinor);
    },
    lacks(state) {
      start(state, table);
      const missing = formOne(state, table);
      return missing > 0 ? { kind: "goods_missing", missing } : null;
    },
  };
};

/** Where bundles are put together. */
interface Table {
  /** All lines, dearest first. */
  readonly order: Int32Array;
  readonly parts: readonly Part[];
  /** The lines of the bundle that is being formed; `scratch.pending` says how many of each. */
  readonly touched: Int32Array;
  count: number;
}

interface Part {
  readonly has: Uint8Array;
  readonly quantity: number;
  /** Position in `order` before which it has no unit left. */
  at: number;
}

function partOf(set: Int32Array, quantity: number, goods: Goods): Part {
  const has = new Uint8Array(goods.count);
  for (const line of set) has[line] = 1;
  return { has, quantity, at: 0 };
}

// scratch.units: bundled so far, by line.
function start(state: State, table: Table): void {
  const { units, pending } = state.scratch;
  dearestFirst(state, table.order);
  for (const line of table.order) {
    units[line] = 0;
    pending[line] = 0;
  }
  for (const part of table.parts) part.at = 0;
  table.count = 0;
}

function formBundles(state: State, table: Table, { priceMinor, maxTimes }: Bundle): number {
  const most = maxTimes ?? Infinity;
  let times = 0;
  while (times < most && formOne(state, table) === 0) {
    if (valueOf(state, table) <= priceMinor) break;
    const again = Math.min(repeats(state, table, priceMinor), most - times);
    take(state, table, again);
    times += again;
  }
  return times;
}

/** Fills `pending` with the units of the next bundle; answers how many units it lacks. */
function formOne(state: State, table: Table): number {
  let missing = 0;
  for (const part of table.parts) missing += fillPart(state, table, part);
  return missing;
}

function fillPart(state: State, table: Table, part: Part): number {
  const { units, pending } = state.scratch;
  const { order, touched } = table;
  let needed = part.quantity;
  while (needed > 0 && part.at < order.length) {
    const line = order[part.at]!;
    const usable = part.has[line] === 1 && isMine(state, line);
    const left = usable ? state.lines.quantity[line]! - units[line]! - pending[line]! : 0;
    if (left === 0) {
      part.at++;
      continue;
    }
    if (pending[line] === 0) touched[table.count++] = line;
    const k = Math.min(needed, left);
    pending[line]! += k;
    needed -= k;
  }
  return needed;
}

/** V(units with the bundle) − V(units before), summed over its lines. */
function valueOf(state: State, { touched, count }: Table): number {
  const { units, pending } = state.scratch;
  let valueMinor = 0;
  for (let at = 0; at < count; at++) {
    const line = touched[at]!;
    const before = units[line]!;
    valueMinor += worthNow(state, line, before + pending[line]!) - worthNow(state, line, before);
  }
  return valueMinor;
}

/**
 * How many bundles of exactly these units can follow each other and are all worth more than their
 * price. What k units of a line are worth differs from bundle to bundle by rounding alone, and is
 * at least V(k) − 1; where that does not decide, one at a time.
 */
function repeats(state: State, { touched, count }: Table, priceMinor: number): number {
  const { units, pending } = state.scratch;
  let leastMinor = 0;
  let times = Infinity;
  for (let at = 0; at < count; at++) {
    const line = touched[at]!;
    const k = pending[line]!;
    times = Math.min(times, Math.floor((state.lines.quantity[line]! - units[line]!) / k));
    leastMinor += worthNow(state, line, k) - 1;
  }
  return leastMinor > priceMinor ? times : 1;
}

function take(state: State, table: Table, times: number): void {
  const { units, pending } = state.scratch;
  for (let at = 0; at < table.count; at++) {
    const line = table.touched[at]!;
    units[line]! += pending[line]! * times;
    pending[line] = 0;
  }
  table.count = 0;
}

function lowerBundled(state: State, lines: Int32Array, times: number, priceMinor: number): void {
  const { units, weight } = state.scratch;
  let valueMinor = 0;
  for (const line of lines) {
    weight[line] = units[line] === 0 ? 0 : worthNow(state, line, units[line]!);
    valueMinor += weight[line]!;
  }
  state.given[state.self]!.times = times;
  lowerTogether(state, lines, weight, valueMinor - times * priceMinor);
}
