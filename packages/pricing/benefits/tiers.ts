import type { Base, Benefit, Gift, Give, Tier } from "../model.ts";
import { type Given, limitedByCap, noteLimit, type State } from "../state.ts";
import { lowerTogether } from "../split.ts";
import { portion } from "../units.ts";
import {
  baseOfCounted,
  counted,
  type Counted,
  roomOfCounted,
  unitsOfCounted,
} from "./base.ts";
import type { Kind, Lack } from "./plan.ts";

type Tiers = Extract<Benefit, { kind: "tiers" }>;

/** 满减, 每满减, 满折, 满赠, 包邮: the last tier that is reached gives. */
export const tiers: Kind<"tiers"> = (benefit, scope, goods) => {
  const of = counted(scope, goods);
  return {
    lines: scope,
    give: (state) => giveTier(state, benefit, of),
    lacks: (state) => lackOf(state, benefit, of),
  };
};

function giveTier(state: State, benefit: Tiers, of: Counted): void {
  const units = unitsOfCounted(state, of);
  if (units === 0) return;
  const baseMinor = baseOfCounted(state, of, benefit.base);
  const index = reached(benefit.tiers, baseMinor, units);
  if (index < 0) return;
  const tier = benefit.tiers[index]!;
  const given = state.given[state.self]!;
  given.tier = index;
  given.times = benefit.every ? timesOf(tier, baseMinor, units) : 1;
  given.baseMinor = tier.fromMinor === undefined ? -1 : baseMinor;
  give(state, given, benefit, tier.give, of);
}

/**
 * What a gift counts among combinations of one price: its value, and where that is not known or
 * nothing, the least there is. A gift is better than none.
 */
export function giftScore({ quantity, valueMinor }: Gift): number {
  return Math.max(1, valueMinor ?? 1) * quantity;
}

/** The last tier that is reached; −1: none. */
export function reached(list: readonly Tier[], baseMinor: number, units: number): number {
  let last = list.length - 1;
  while (last >= 0 && !isReached(list[last]!, baseMinor, units)) last--;
  return last;
}

function isReached(tier: Tier, baseMinor: number, units: number): boolean {
  return baseMinor >= (tier.fromMinor ?? 0) && units >= (tier.fromCount ?? 0);
}

function timesOf(tier: Tier, baseMinor: number, units: number): number {
  if (tier.fromMinor) return Math.floor(baseMinor / tier.fromMinor);
  return tier.fromCount ? Math.floor(units / tier.fromCount) : 1;
}

function give(
  state: State,
  given: Given,
  benefit: Tiers,
  what: Give,
  of: Counted,
): void {
  switch (what.kind) {
    case "amount":
      return lowerBy(state, given, of, what.amountMinor * given.times, benefit.capMinor);
    case "percent": {
      const base: Base = benefit.percentOf ?? "after_previous";
      const wantedMinor = portion(baseOfCounted(state, of, base), what.bps);
      const capMinor = Math.min(what.capMinor ?? Infinity, benefit.capMinor ?? Infinity);
      return lowerBy(state, given, of, wantedMinor, capMinor);
    }
    case "gifts":
      for (const gift of what.gifts) {
        given.giftUnits += gift.quantity * given.times;
        given.giftMinor += giftScore(gift) * given.times;
      }
      return;
    case "delivery":
      return lowerDelivery(state, given, what.capMinor, benefit.capMinor);
  }
}

function lowerBy(
  state: State,
  given: Given,
  of: Counted,
  wantedMinor: number,
  capMinor: number | null | undefined,
): void {
  const cappedMinor = Math.min(wantedMinor, capMinor ?? Infinity);
  if (cappedMinor < wantedMinor) noteLimit(given, limitedByCap);
  if (cappedMinor <= 0) return;
  if (state.measuring) given.goodsMinor = Math.min(cappedMinor, roomOfCounted(state, of));
  else lowerTogether(state, of.lines, state.remaining, cappedMinor);
}

function lowerDelivery(
  state: State,
  given: Given,
  tierCapMinor: number | null | undefined,
  capMinor: number | null | undefined,
): void {
  const mostMinor = Math.min(tierCapMinor ?? Infinity, capMinor ?? Infinity);
  given.deliveryMinor = Math.min(state.deliveryMinor, mostMinor);
  if (given.deliveryMinor < state.deliveryMinor) noteLimit(given, limitedByCap);
}

// What the lowest tier still needs.
function lackOf(state: State, benefit: Tiers, of: Counted): Lack {
  const units = unitsOfCounted(state, of);
  if (units === 0) return { kind: "no_goods" };
  const baseMinor = baseOfCounted(state, of, benefit.base);
  const lowest = benefit.tiers[0];
  if (!lowest || reached(benefit.tiers, baseMinor, units) >= 0) return null;
  const missingMinor = (lowest.fromMinor ?? 0) - baseMinor;
  if (missingMinor > 0) return { kind: "below_amount", missingMinor, base: benefit.base };
  return { kind: "below_count", missing: (lowest.fromCount ?? 0) - units };
}
