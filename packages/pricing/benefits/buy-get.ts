import { unionOf, within, linesInScope, type Goods } from "../goods.ts";
import type { Benefit } from "../model.ts";
import { isMine, lower, type State } from "../state.ts";
import { portion } from "../units.ts";
import { giveBlocks, unitsOf } from "./blocks.ts";
import type { Kind, Plan } from "./plan.ts";
import { byListPrice, dearestFirst, worthNow } from "./units-of.ts";

type BuyGet = Extract<Benefit, { kind: "buy_get" }>;

/** 买 X 赠 Y, of the same goods or of others. */
export const buyGet: Kind<"buy_get"> = (benefit, scope, goods) =>
  benefit.getScope
    ? buyGetOthers(benefit, scope, linesInScope(benefit.getScope, goods), goods)
    : buyGetSame(benefit, scope, goods);

function buyGetSame(benefit: BuyGet, scope: Int32Array, goods: Goods): Plan {
  const order = byListPrice(scope, goods);
  const { buy, get, bps } = benefit;
  const blocks = { buy, get, bps, maxTimes: benefit.maxTimes ?? Infinity };
  return {
    lines: scope,
    give: (state) => giveBlocks(state, order, blocks),
    lacks(state) {
      const missing = buy + get - unitsOf(state, scope);
      return missing > 0 ? { kind: "below_count", missing } : null;
    },
  };
}

/** The cheapest get × times units of the other goods; what is in both scopes is bought. */
function buyGetOthers(benefit: BuyGet, scope: Int32Array, named: Int32Array, goods: Goods): Plan {
  const order = byListPrice(within(named, scope, false), goods);
  const { buy, get, bps } = benefit;
  const maxTimes = benefit.maxTimes ?? Infinity;
  return {
    lines: unionOf([scope, named], goods),
    give(state) {
      const bought = Math.floor(unitsOf(state, scope) / buy);
      const times = Math.min(bought, Math.floor(unitsOf(state, order) / get), maxTimes);
      if (times === 0) return;
      dearestFirst(state, order);
      lowerCheapest(state, order, times * get, bps);
      state.given[state.self]!.times = times;
    },
    lacks(state) {
      const toBuy = buy - unitsOf(state, scope);
      if (toBuy > 0) return { kind: "below_count", missing: toBuy };
      const missing = get - unitsOf(state, order);
      return missing > 0 ? { kind: "goods_missing", missing } : null;
    },
  };
}

function lowerCheapest(state: State, order: Int32Array, units: number, bps: number): void {
  for (let at = order.length - 1, left = units; at >= 0 && left > 0; at--) {
    const line = order[at]!;
    if (!isMine(state, line)) continue;
    const k = Math.min(left, state.lines.quantity[line]!);
    lower(state, line, portion(worthNow(state, line, k), bps));
    left -= k;
  }
}
