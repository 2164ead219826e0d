import { isMine, lower } from "../state.ts";
import type { Kind } from "./plan.ts";

/** 会员价, 活动价: r becomes quantity × unit price, where that is less. */
export const unitPrice: Kind<"unit_price"> = (benefit, scope, goods) => {
  const unitOf = (line: number) =>
    benefit.unitMinor ?? goods.line[line]!.prices?.[benefit.level] ?? null;
  return {
    lines: scope,
    give(state) {
      const given = state.given[state.self]!;
      for (const line of scope) {
        const unitMinor = unitOf(line);
        if (unitMinor === null || !isMine(state, line)) continue;
        const priceMinor = unitMinor * state.lines.quantity[line]!;
        const wantedMinor = state.remaining[line]! - priceMinor;
        if (wantedMinor > 0) lower(state, line, wantedMinor);
      }
      given.times = 1;
    },
    lacks(state) {
      const priced = scope.some((line) => unitOf(line) !== null && isMine(state, line));
      return priced ? null : { kind: "no_goods" };
    },
  };
};
