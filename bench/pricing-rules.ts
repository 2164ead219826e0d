// Rules that three engines can all express, and carts for them. Prices are whole yuan and
// percentages whole, so that no engine has to round and all must come to the same total.
import type { Cart } from "#packages/pricing/cart.ts";
import type { Offer, StackingPolicy } from "#packages/pricing/model.ts";
import { tradePolicy } from "#packages/pricing/model.ts";

/** Amounts in yuan. */
export type SharedRule =
  | { readonly kind: "category_percent"; readonly category: string; readonly percent: number }
  | { readonly kind: "product_amount"; readonly product: string; readonly amount: number }
  | { readonly kind: "order_amount"; readonly from: number; readonly amount: number }
  | { readonly kind: "free_delivery"; readonly from: number };

export interface SharedLine {
  readonly lineId: string;
  readonly product: string;
  readonly category: string;
  readonly quantity: number;
  readonly price: number;
}

export interface SharedCart {
  readonly lines: readonly SharedLine[];
  readonly delivery: number;
}

/** A small linear congruential generator: the same rules and carts in every run. */
export function sequence(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * below);
  };
}

/**
 * Four in ten for a category, five for a product, at most five for the whole order.
 * In the order in which Medusa takes them: by value, the highest first. So percentages (20 to 30)
 * come before amounts (1 to 15), which is our order of levels too.
 */
export function sharedRules(count: number): SharedRule[] {
  const next = sequence(count);
  const rules: SharedRule[] = [{ kind: "free_delivery", from: 300 }];
  for (let at = 1; at < count; at++) {
    if (at % 10 < 4) {
      rules.push({ kind: "category_percent", category: `c${at}`, percent: 20 + next(11) });
    } else if (at % 10 < 9 || at > 50) {
      rules.push({ kind: "product_amount", product: `p${at}`, amount: 1 + next(9) });
    } else {
      rules.push({ kind: "order_amount", from: 100 * (1 + next(20)), amount: 10 + next(6) });
    }
  }
  const value = (rule: SharedRule) =>
    rule.kind === "free_delivery" ? 100 : rule.kind === "category_percent" ? rule.percent
      : rule.amount;
  return rules.sort((a, b) => value(b) - value(a));
}

/** Goods of the first categories and products, so that many of the rules meet. */
export function sharedCart(lineCount: number, rules: number, seed: number): SharedCart {
  const next = sequence(seed);
  return {
    delivery: 8,
    lines: Array.from({ length: lineCount }, (_, at) => ({
      lineId: `l${at}`,
      product: `p${next(Math.min(rules, 60))}`,
      category: `c${next(Math.min(rules, 30))}`,
      quantity: 1 + next(4),
      price: 20 + next(200),
    })),
  };
}

/** Nothing is held apart: the peers let everything apply that matches. */
export const everythingJoins: StackingPolicy = { order: tradePolicy.order, apart: [] };

export function ourOffers(rules: readonly SharedRule[]): Offer[] {
  return rules.map((rule, at) => ({
    offerId: `o${at}`,
    name: `${rule.kind} ${at}`,
    sinceMs: at,
    trigger: "automatic",
    when: {},
    payers: [{ party: "group", bps: 10_000 }],
    ...termsOf(rule),
  }));
}

function termsOf(rule: SharedRule): Pick<Offer, "category" | "scope" | "benefit"> {
  switch (rule.kind) {
    case "category_percent":
      return {
        category: "item",
        scope: { categories: [rule.category] },
        benefit: { kind: "each_off", bps: rule.percent * 100 },
      };
    case "product_amount":
      return {
        category: "item",
        scope: { products: [rule.product] },
        benefit: { kind: "each_off", amountMinor: rule.amount * 100 },
      };
    case "order_amount":
    case "free_delivery": {
      const give = rule.kind === "free_delivery" ? { kind: "delivery" as const }
        : { kind: "amount" as const, amountMinor: rule.amount * 100 };
      const tiers = [{ fromMinor: rule.from * 100, give }];
      const category = rule.kind === "free_delivery" ? "delivery" : "order";
      return { category, scope: {}, benefit: { kind: "tiers", base: "initial", tiers } };
    }
  }
}

export function ourCart({ lines, delivery }: SharedCart): Cart {
  return {
    currency: "CNY",
    deliveryMinor: delivery * 100,
    lines: lines.map((line) => ({
      lineId: line.lineId,
      productId: line.product,
      quantity: line.quantity,
      listMinor: line.price * 100,
      categoryIds: [line.category],
    })),
  };
}
