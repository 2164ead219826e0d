// Units of several lines in one order, by runs: a line of 9,999 units is one run.
import type { Goods } from "../goods.ts";
import type { State } from "../state.ts";
import { compareUnits, worthOf } from "../units.ts";

/** Lines by list price, dearest first: near to every order that a turn will need. */
export function byListPrice(lines: Int32Array, goods: Goods): Int32Array {
  const list = (line: number) => goods.line[line]!.listMinor;
  return lines.slice().sort((a, b) => list(b) - list(a) || a - b);
}

/**
 * Sorts lines in place by what one unit is worth now, dearest first, of equal ones the earlier
 * line. The order of the last time is kept in place, and differs little from the one that is asked
 * for: insertion is linear then. Where it is not, an ordinary sort finishes.
 */
export function dearestFirst(state: State, order: Int32Array): void {
  const { worth } = state.scratch;
  const { quantity } = state.lines;
  for (let at = 0; at < order.length; at++) {
    const line = order[at]!;
    worth[line] = state.remaining[line]! / quantity[line]!;
  }
  let moves = 8 * order.length;
  for (let at = 1; at < order.length; at++) {
    const line = order[at]!;
    let to = at;
    while (to > 0 && compareLines(state, line, order[to - 1]!) < 0) {
      order[to] = order[to - 1]!;
      to--;
    }
    order[to] = line;
    moves -= at - to;
    if (moves < 0) {
      order.sort((a, b) => compareLines(state, a, b));
      return;
    }
  }
}

// Rounding keeps order: only quotients that are equal as numbers need the exact comparison.
function compareLines(state: State, a: number, b: number): number {
  const { worth } = state.scratch;
  if (worth[a] !== worth[b]) return worth[b]! - worth[a]!;
  const { remaining, lines } = state;
  const exact = compareUnits(
    remaining[b]!,
    lines.quantity[b]!,
    remaining[a]!,
    lines.quantity[a]!,
  );
  return exact || a - b;
}

/** V_l(k) of a line as it is now. */
export function worthNow(state: State, line: number, units: number): number {
  return worthOf(state.remaining[line]!, units, state.lines.quantity[line]!);
}
