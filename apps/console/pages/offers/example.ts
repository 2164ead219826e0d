import {
  type Benefit,
  type Cart,
  type CartLine,
  type Offer,
  price,
  type Priced,
} from "#packages/pricing/browser.ts";
import type { RuleBody } from "./rule-draft.ts";

/** A small cart that shows what a rule does, priced by the engine itself. */
export interface Example {
  /** What each line stands for: A, B … in the order of the cart. */
  readonly lines: readonly { readonly name: string; readonly line: CartLine }[];
  readonly priced: Priced;
}

const offerId = "this";
const goods = ["A", "B", "C", "D", "E", "F"] as const;

/** Null while too little is typed for an example. */
export function exampleOf(rule: RuleBody, voucher: boolean, currency: string): Example | null {
  const unit = currency === "JPY" || currency === "KRW" ? 1 : 100;
  const sample = sampleOf(rule.benefit, unit);
  if (!sample) return null;
  const { lines, benefit, deliveryMinor = 0 } = sample;
  const offer: Offer = {
    ...rule,
    benefit,
    scope: sample.scope ?? {},
    when: {},
    groups: [],
    payers: [{ party: "group", bps: 10_000 }],
    offerId,
    name: offerId,
    sinceMs: 0,
    trigger: voucher ? "voucher" : "automatic",
  };
  const cart: Cart = { currency, lines, deliveryMinor };
  const facts = voucher
    ? { vouchers: [{ voucherId: "voucher", offerId, usesLeft: rule.perOrder ?? 1 }] }
    : {};
  try {
    const priced = price(cart, [offer], facts, { atMs: 1, weekday: 1, minuteOfDay: 720 });
    if (priced.applied.length === 0) return null;
    return { lines: lines.map((line) => ({ name: line.productId, line })), priced };
  } catch {
    return null; // an amount that is still being typed
  }
}

interface Sample {
  readonly lines: readonly CartLine[];
  readonly benefit: Benefit;
  readonly scope?: Offer["scope"];
  readonly deliveryMinor?: number;
}

const line = (at: number, quantity: number, listMinor: number, more: Partial<CartLine> = {}) => ({
  lineId: String(at),
  productId: goods[at] ?? "A",
  quantity,
  listMinor,
  ...more,
});
const named = (at: number) => ({ products: [goods[at] ?? "A"] });

function sampleOf(benefit: Benefit, unit: number): Sample | null {
  switch (benefit.kind) {
    case "tiers":
      return tiersSample(benefit, unit);
    case "unit_price": {
      const { level, unitMinor } = benefit;
      const price = unitMinor ?? 28 * unit;
      if (price <= 0) return null;
      const list = roundUp(price * 1.15, unit);
      return { benefit, lines: [line(0, 2, list, { prices: { [level]: price } })] };
    }
    case "each_off": {
      const list = roundUp(Math.max(30 * unit, (benefit.amountMinor ?? 0) * 4), unit);
      return { benefit, lines: [line(0, 2, list)] };
    }
    case "nth_off": {
      if (benefit.n < 2) return null;
      return { benefit, lines: [line(0, benefit.n - 1, 32 * unit), line(1, 1, 26 * unit)] };
    }
    case "buy_get":
      return {
        benefit: benefit.getScope ? { ...benefit, getScope: named(1) } : benefit,
        ...(benefit.getScope ? { scope: named(0) } : {}),
        lines: [line(0, benefit.buy, 32 * unit), line(1, benefit.get, 26 * unit)],
      };
    case "bundle":
      return bundleSample(benefit, unit);
    case "add_on": {
      const list = roundUp(benefit.unitMinor * 2 || 20 * unit, unit);
      return {
        benefit: { ...benefit, goods: named(1) },
        lines: [line(0, 1, Math.max(benefit.fromMinor, unit)), line(1, 1, list)],
      };
    }
    case "exchange":
      return { benefit, lines: [line(0, benefit.units + 1, benefit.payMinor + 28 * unit)] };
  }
}

const roundUp = (value: number, unit: number): number => Math.ceil(value / unit) * unit;

function tiersSample(benefit: Extract<Benefit, { kind: "tiers" }>, unit: number): Sample | null {
  const last = benefit.tiers.at(-1);
  if (!last) return null;
  const delivery = last.give.kind === "delivery" ? { deliveryMinor: 10 * unit } : {};
  if (last.fromCount) {
    const first = Math.max(1, last.fromCount - 1);
    return { benefit, ...delivery, lines: [line(0, first, 45 * unit), line(1, 1, 29 * unit)] };
  }
  const from = last.fromMinor || 100 * unit;
  const times = benefit.every ? 2 : 1;
  const total = roundUp(from * times * 1.08, unit);
  // a third of the money on a second line: the split to lines is seen
  const second = roundUp(total / 3, unit);
  return { benefit, ...delivery, lines: [line(0, 1, total - second), line(1, 1, second)] };
}

function bundleSample(
  benefit: Extract<Benefit, { kind: "bundle" }>,
  unit: number,
): Sample | null {
  const count = benefit.parts.reduce((sum, part) => sum + part.quantity, 0);
  if (count === 0 || benefit.priceMinor === 0 || benefit.parts.length > goods.length) return null;
  const each = roundUp((benefit.priceMinor / count) * 1.25, unit);
  const parts = benefit.parts.map((part, at) => ({ ...part, scope: named(at) }));
  const lines = parts.map((part, at) => line(at, part.quantity, each + at * unit));
  return { benefit: { ...benefit, parts }, lines };
}
