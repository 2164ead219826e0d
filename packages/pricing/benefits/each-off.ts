import { isMine, limitedByZero, lower, noteLimit, type State } from "../state.ts";
import { portion } from "../units.ts";
import type { Kind } from "./plan.ts";
import { byListPrice, dearestFirst, worthNow } from "./units-of.ts";

/**
 * 单品立减, 单品折扣: off k units of a line min(V(k), k × amount), or bps of V(k). With
 * `maxUnits`, of the dearest units over all lines.
 */
export const eachOff: Kind<"each_off"> = (benefit, scope, goods) => {
  const maxUnits = benefit.maxUnits ?? Infinity;
  const order = maxUnits === Infinity ? scope : byListPrice(scope, goods);
  return {
    lines: scope,
    give(state) {
      if (maxUnits !== Infinity) dearestFirst(state, order);
      let units = maxUnits;
      for (let at = 0; at < order.length && units > 0; at++) {
        const line = order[at]!;
        if (!isMine(state, line)) continue;
        const k = Math.min(units, state.lines.quantity[line]!);
        units -= k;
        lower(state, line, wanted(state, worthNow(state, line, k), k));
      }
      state.given[state.self]!.times = 1;
    },
    lacks: () => null,
  };

  function wanted(state: State, worthMinor: number, units: number): number {
    if (benefit.amountMinor === undefined) return portion(worthMinor, benefit.bps ?? 0);
    const offMinor = benefit.amountMinor * units;
    if (offMinor <= worthMinor) return offMinor;
    noteLimit(state.given[state.self]!, limitedByZero);
    return worthMinor;
  }
};
