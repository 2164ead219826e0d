// Quantities and companions with which benefits on single goods give the most.
import type { CartLine } from "./cart.ts";
import type { Offer, Scope } from "./model.ts";
import { type GuardItem, inScope, isAlone } from "./worst-case-effect.ts";
import { lineOf, madeUp, realGoods, type Wanted } from "./worst-case-goods.ts";
import { itemLineId } from "./worst-case-model.ts";

const mostUnits = 9_999;
const mostStarts = 14;

interface Start {
  readonly quantity: number;
  readonly beside: readonly CartLine[];
}

/** Carts to begin with: the item in every quantity that matters, with what its offers need. */
export function startsOf(
  item: GuardItem,
  offers: readonly Offer[],
  goods: readonly GuardItem[],
  unitMinor: number,
): CartLine[][] {
  const needed = offers.flatMap((offer) => needsOf(item, offer, goods));
  const together: Start = {
    quantity: Math.max(1, ...needed.map((start) => start.quantity)),
    beside: needed.flatMap((start) => start.beside),
  };
  const quantities = quantitiesOf(offers, item, unitMinor);
  const starts: Start[] = [
    ...needed,
    together,
    ...quantities.map((quantity) => ({ quantity, beside: [] })),
  ];
  const seen = new Map<string, CartLine[]>();
  for (const { quantity, beside } of starts) {
    if (quantity < 1 || quantity > mostUnits) continue;
    const others = beside.map((line, index) => ({ ...line, lineId: `beside-${index + 1}` }));
    const lines = [lineOf(item, itemLineId, quantity), ...others];
    seen.set(JSON.stringify(lines), lines);
  }
  return [...seen.values()].slice(0, mostStarts);
}

function quantitiesOf(
  offers: readonly Offer[],
  item: GuardItem,
  unitMinor: number,
): readonly number[] {
  const quantities = new Set([1]);
  for (const { benefit } of offers) {
    if (benefit.kind !== "tiers") continue;
    for (const { fromMinor, fromCount } of benefit.tiers) {
      if (fromCount) quantities.add(fromCount);
      if (!fromMinor) continue;
      for (const unit of [unitMinor, item.listMinor]) {
        if (unit <= 0) continue;
        quantities.add(Math.floor(fromMinor / unit));
        quantities.add(Math.ceil(fromMinor / unit));
      }
    }
  }
  return [...quantities].filter((quantity) => quantity >= 1).sort((a, b) => a - b);
}

function needsOf(item: GuardItem, offer: Offer, goods: readonly GuardItem[]): Start[] {
  const { benefit, scope } = offer;
  switch (benefit.kind) {
    case "nth_off":
      return withDearer(item, scope, goods, benefit.n - 1, 1, benefit.n);
    case "buy_get": {
      const { buy, get, getScope } = benefit;
      if (!getScope) return withDearer(item, scope, goods, buy, get, buy + get);
      const bought = oneOf(item, goods, "bought", { ins: [scope], outs: [], rather: [getScope] });
      return bought ? [{ quantity: get, beside: [lineOf(bought, "", buy)] }] : [];
    }
    case "bundle":
      return bundleStarts(item, offer, goods);
    case "add_on": {
      const wanted = { ins: [scope], outs: [benefit.goods], rather: [] };
      const needs = Math.max(1, benefit.fromMinor);
      const bought = madeUp(item, "made-up-bought", needs, wanted);
      const real = realGoods(goods, wanted)[0];
      const beside = bought
        ? lineOf(bought, "", 1)
        : real && real.listMinor > 0
          ? lineOf(real, "", Math.ceil(needs / real.listMinor))
          : null;
      return beside ? [{ quantity: 1, beside: [beside] }] : [];
    }
    default:
      return [];
  }
}

/** The cheapest units are given: the item beside `count` dearer ones, or alone in blocks. */
function withDearer(
  item: GuardItem,
  scope: Scope,
  goods: readonly GuardItem[],
  count: number,
  given: number,
  block: number,
): Start[] {
  const alone: Start = { quantity: block, beside: [] };
  if (isAlone(scope, item)) return [alone];
  const wanted = { ins: [scope], outs: [], rather: [] };
  const real = realGoods(goods, wanted).find((good) => good.listMinor > item.listMinor);
  const dearer = real ?? madeUp(item, "made-up-dearer", item.listMinor + 1, wanted);
  if (!dearer || count < 1) return [alone];
  return [alone, { quantity: given, beside: [lineOf(dearer, "", count)] }];
}

function oneOf(
  item: GuardItem,
  goods: readonly GuardItem[],
  name: string,
  wanted: Wanted,
): GuardItem | null {
  const real = realGoods(goods, wanted).at(-1);
  return real ?? madeUp(item, `made-up-${name}`, item.listMinor, wanted);
}

/** The item in as many places as it fits, and in one place beside the dearest other goods. */
function bundleStarts(
  item: GuardItem,
  { benefit, scope }: Offer,
  goods: readonly GuardItem[],
): Start[] {
  if (benefit.kind !== "bundle") return [];
  const start = (once: boolean): Start | null => {
    let [quantity, number] = [0, 0];
    const beside: CartLine[] = [];
    for (const part of benefit.parts) {
      const fits = inScope(part.scope, item) && inScope(scope, item);
      const own = !fits ? 0 : once ? (quantity === 0 ? 1 : 0) : part.quantity;
      quantity += own;
      if (own === part.quantity) continue;
      number += 1;
      const wanted = { ins: [part.scope, scope], outs: [], rather: [] };
      const other = oneOf(item, goods, `part-${number}`, wanted);
      if (other) beside.push(lineOf(other, "", part.quantity - own));
      else if (fits) quantity += part.quantity - own;
      else return null;
    }
    return quantity > 0 ? { quantity, beside } : null;
  };
  return [start(false), start(true)].filter((one) => one !== null);
}
