// Some units at a price of their own: what 兑换券 and 加价购 have in common.
import { isMine, lower, type State } from "../state.ts";
import { dearestFirst, worthNow } from "./units-of.ts";

/** Up to `maxUnits` dearest units of the lines cost `unitMinor` each: V(k) − k × unit, if > 0. */
export function priceUnits(
  state: State,
  order: Int32Array,
  maxUnits: number,
  unitMinor: number,
): void {
  dearestFirst(state, order);
  let left = maxUnits;
  for (let at = 0; at < order.length && left > 0; at++) {
    const line = order[at]!;
    if (!isMine(state, line)) continue;
    const k = Math.min(left, state.lines.quantity[line]!);
    const wantedMinor = worthNow(state, line, k) - k * unitMinor;
    if (wantedMinor > 0) lower(state, line, wantedMinor);
    left -= k;
  }
  state.given[state.self]!.times = maxUnits - left;
}
