// Units in one order, cut into blocks of buy + get: the last `get` of each full block are given.
import { isMine, lower, type State } from "../state.ts";
import { portion } from "../units.ts";
import { dearestFirst, worthNow } from "./units-of.ts";

export interface Blocks {
  readonly buy: number;
  readonly get: number;
  /** What is off the units that are given. */
  readonly bps: number;
  readonly maxTimes: number;
}

export function unitsOf(state: State, lines: Int32Array): number {
  let units = 0;
  for (let at = 0; at < lines.length; at++) {
    if (isMine(state, lines[at]!)) units += state.lines.quantity[lines[at]!]!;
  }
  return units;
}

/**
 * Dearest blocks first. A line's run [from, to) of units holds before(to) − before(from) of the
 * given ones, where before(p) = get × ⌊p / block⌋ + max(0, p mod block − buy).
 */
export function giveBlocks(state: State, order: Int32Array, blocks: Blocks): void {
  const { buy, get, bps } = blocks;
  const block = buy + get;
  const times = Math.min(Math.floor(unitsOf(state, order) / block), blocks.maxTimes);
  if (times === 0) return;
  dearestFirst(state, order);
  const end = times * block;
  const before = (p: number) => get * Math.floor(p / block) + Math.max(0, (p % block) - buy);
  let from = 0;
  for (let at = 0; at < order.length && from < end; at++) {
    const line = order[at]!;
    if (!isMine(state, line)) continue;
    const to = Math.min(end, from + state.lines.quantity[line]!);
    const units = before(to) - before(from);
    if (units > 0) lower(state, line, portion(worthNow(state, line, units), bps));
    from = to;
  }
  state.given[state.self]!.times = times;
}
