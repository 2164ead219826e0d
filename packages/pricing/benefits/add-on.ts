import { linesInScope, unionOf, within } from "../goods.ts";
import { baseOf } from "./base.ts";
import { unitsOf } from "./blocks.ts";
import type { Kind } from "./plan.ts";
import { priceUnits } from "./priced-units.ts";
import { byListPrice } from "./units-of.ts";

/** 加价购: whoever reaches the threshold with other goods may have some units at a price. */
export const addOn: Kind<"add_on"> = (benefit, scope, goods) => {
  const named = linesInScope(benefit.goods, goods);
  const counted = within(scope, named, false);
  const order = byListPrice(named, goods);
  return {
    lines: unionOf([scope, named], goods),
    give(state) {
      const given = state.given[state.self]!;
      given.baseMinor = baseOf(state, counted, benefit.base);
      if (given.baseMinor < benefit.fromMinor) return;
      priceUnits(state, order, benefit.maxUnits, benefit.unitMinor);
    },
    lacks(state) {
      const missingMinor = benefit.fromMinor - baseOf(state, counted, benefit.base);
      if (missingMinor > 0) return { kind: "below_amount", missingMinor, base: benefit.base };
      return unitsOf(state, named) === 0 ? { kind: "goods_missing", missing: 1 } : null;
    },
  };
};
