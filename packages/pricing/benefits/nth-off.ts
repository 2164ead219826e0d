import { giveBlocks, unitsOf } from "./blocks.ts";
import type { Kind } from "./plan.ts";
import { byListPrice } from "./units-of.ts";

/** 第 N 件 X 折: of every n units, dearest first, the last has bps off. */
export const nthOff: Kind<"nth_off"> = (benefit, scope, goods) => {
  const order = byListPrice(scope, goods);
  const blocks = {
    buy: benefit.n - 1,
    get: 1,
    bps: benefit.bps,
    maxTimes: benefit.maxTimes ?? Infinity,
  };
  return {
    lines: scope,
    give: (state) => giveBlocks(state, order, blocks),
    lacks(state) {
      const missing = benefit.n - unitsOf(state, scope);
      return missing > 0 ? { kind: "below_count", missing } : null;
    },
  };
};
