// Small carts and offers for unit tests: what a test does not say is ordinary.
import type { Cart, CartLine, Facts, Moment, Options } from "./cart.ts";
import { apply, claimLines } from "./evaluate.ts";
import { tradePolicy, type Benefit, type Offer, type StackingPolicy } from "./model.ts";
import { type Candidate, prepare, type Prepared } from "./prepare.ts";
import { limits } from "./state.ts";

/** Saturday, 22 November 2025, noon in Shanghai. */
export const noon: Moment = { atMs: 1_763_784_000_000, weekday: 6, minuteOfDay: 720 };

export type LineOf = Partial<CartLine> & { readonly listMinor: number };

/** Lines a, b, c …, each of a product of its own name. */
export function cartOf(lines: readonly LineOf[], deliveryMinor?: number): Cart {
  return {
    currency: "CNY",
    deliveryMinor,
    lines: lines.map((line, index) => {
      const name = String.fromCharCode(97 + index);
      return { lineId: name, productId: name, quantity: 1, ...line };
    }),
  };
}

export function offerOf(offerId: string, benefit: Benefit, more: Partial<Offer> = {}): Offer {
  return {
    offerId,
    name: offerId,
    sinceMs: 0,
    trigger: "automatic",
    category: "item",
    scope: {},
    when: {},
    payers: [{ party: "store", bps: 10_000 }],
    ...more,
    benefit,
  };
}

export interface Setting {
  readonly cart: Cart;
  readonly offers: readonly Offer[];
  readonly facts?: Facts;
  readonly policy?: StackingPolicy;
  readonly options?: Options;
}

export function prepared(setting: Setting): Prepared {
  const { cart, offers, facts = {}, policy = tradePolicy, options } = setting;
  return prepare(cart, offers, policy, facts, noon, options);
}

/** What one offer takes off each line, with a word on what limited it, or why it gave nothing. */
export function turnOf(benefit: Benefit, lines: readonly LineOf[], more: Partial<Offer> = {}) {
  const made = prepared({ cart: cartOf(lines), offers: [offerOf("it", benefit, more)] });
  if (made.candidates.length === 0) return { off: [], times: 0, limit: null, lacks: null };
  claimLines(made, [0]);
  const given = apply(made, 0);
  const off = takenOf(made, 0);
  const lacks = given.goodsMinor > 0 ? null : made.candidates[0]!.plan.lacks(made.state);
  return { off, times: given.times, limit: limits[given.limit], lacks };
}

/** What a candidate has taken off each line. */
export function takenOf({ state, lines }: Prepared, index: number): number[] {
  const { from } = state.given[index]!;
  return Array.from(state.taken.subarray(from, from + lines.count));
}

export function namesOf(candidates: readonly Candidate[]): string[] {
  return candidates.map(({ id }) => id);
}
