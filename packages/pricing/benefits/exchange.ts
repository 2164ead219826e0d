import { unitsOf } from "./blocks.ts";
import type { Kind } from "./plan.ts";
import { priceUnits } from "./priced-units.ts";
import { byListPrice } from "./units-of.ts";

/** 兑换券: the dearest `units` units of the scope for `payMinor` each. */
export const exchange: Kind<"exchange"> = (benefit, scope, goods) => {
  const order = byListPrice(scope, goods);
  return {
    lines: scope,
    give: (state) => priceUnits(state, order, benefit.units, benefit.payMinor),
    lacks: (state) => (unitsOf(state, scope) === 0 ? { kind: "no_goods" } : null),
  };
};
