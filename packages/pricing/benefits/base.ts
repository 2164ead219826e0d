import type { Goods } from "../goods.ts";
import type { Base } from "../model.ts";
import { headroom, isMine, type State } from "../state.ts";
import { unitsOf } from "./blocks.ts";

/** Some lines, with the sums over them that do not change. */
export interface Counted {
  readonly lines: Int32Array;
  readonly units: number;
  /** List price × quantity. */
  readonly initialMinor: number;
  /** They are all lines of the cart. */
  readonly whole: boolean;
  readonly floors: boolean;
}

export function counted(lines: Int32Array, goods: Goods): Counted {
  let [units, initialMinor, floors] = [0, 0, false];
  for (const index of lines) {
    const { quantity, listMinor, floorMinor } = goods.line[index]!;
    units += quantity;
    initialMinor += listMinor * quantity;
    floors ||= (floorMinor ?? 0) > 0;
  }
  return { lines, units, initialMinor, whole: lines.length === goods.count, floors };
}

/** baseOf, from sums that are known where no line is kept by another candidate. */
export function baseOfCounted(state: State, of: Counted, base: Base): number {
  if (state.owners === 0) {
    if (base === "initial") return of.initialMinor;
    if (base === "after_items" && state.itemOffMinor === 0) return of.initialMinor;
    if (of.whole && base === "after_items") return of.initialMinor - state.itemOffMinor;
    if (of.whole) return state.goodsMinor;
  }
  return baseOf(state, of.lines, base);
}

export function unitsOfCounted(state: State, of: Counted): number {
  return state.owners === 0 ? of.units : unitsOf(state, of.lines);
}

/** All that may still be taken off: Σ h. Without floors that is Σ r. */
export function roomOfCounted(state: State, of: Counted): number {
  if (!of.floors) return baseOfCounted(state, of, "after_previous");
  let roomMinor = 0;
  for (let at = 0; at < of.lines.length; at++) {
    if (isMine(state, of.lines[at]!)) roomMinor += headroom(state, of.lines[at]!);
  }
  return roomMinor;
}

/**
 * The amount that a threshold is tested on, over the effective ones of `lines`:
 * initial Σ list × quantity; after_items: that − price levels and item benefits so far;
 * after_previous: Σ r.
 */
export function baseOf(state: State, lines: Int32Array, base: Base): number {
  const column = base === "after_previous" ? state.remaining : state.lines.initial;
  const { itemOff } = state;
  const all = state.owners === 0;
  const less = base === "after_items";
  let sum = 0;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!;
    if (all || isMine(state, line)) sum += less ? column[line]! - itemOff[line]! : column[line]!;
  }
  return sum;
}
