import assert from "node:assert/strict";
import { test } from "node:test";
import type { Reason } from "./answer.ts";
import type { Cart, Facts, Options } from "./cart.ts";
import type { Benefit, Offer } from "./model.ts";
import { price } from "./price.ts";
import { cartOf, noon, offerOf } from "./shop.fixture.ts";

const amount = (fromMinor: number, amountMinor: number): Benefit => ({
  kind: "tiers",
  base: "after_items",
  tiers: [{ fromMinor, give: { kind: "amount", amountMinor } }],
});

const order = offerOf("order", amount(10_000, 3_000), { category: "order" });
const after = offerOf("after", amount(0, 500), { category: "store_voucher" });
const tea = cartOf([{ listMinor: 10_000 }], 800);

interface Case {
  readonly cart?: Cart;
  readonly others?: readonly Offer[];
  readonly facts?: Facts;
  readonly options?: Options;
}

/** Why the offer `it` does not apply; null: it is not told. */
function reason(benefit: Benefit, more: Partial<Offer> = {}, at: Case = {}): Reason | null {
  const offers = [offerOf("it", benefit, { category: "order", ...more }), ...(at.others ?? [])];
  const { notApplied } = price(at.cart ?? tea, offers, at.facts ?? {}, noon, at.options);
  return notApplied.find(({ offerId }) => offerId === "it")?.reason ?? null;
}

const ten: Benefit = { kind: "each_off", amountMinor: 10 };
const all = { options: { explainAll: true } };

const rows: [what: string, told: Reason | null, expected: Reason | null][] = [
  ["below its threshold", reason(amount(12_000, 10)),
    { kind: "below_amount", missingMinor: 2_000, base: "after_items" }],
  ["no second unit", reason({ kind: "nth_off", n: 2, bps: 5_000 }),
    { kind: "below_count", missing: 1 }],
  ["the other part of a bundle", reason({ kind: "bundle", parts: [
    { scope: {}, quantity: 1 }, { scope: { products: ["z"] }, quantity: 1 }], priceMinor: 1 }),
    { kind: "goods_missing", missing: 1 }],
  ["not with a better one", reason(amount(0, 10), {}, { others: [order] }),
    { kind: "not_with", offerIds: ["order"] }],
  ["its goods are kept by another", reason(ten, { category: "gift" }, {
    others: [offerOf("keeps", amount(0, 900), { joins: "never" })] }),
    { kind: "not_with", offerIds: ["keeps"] }],
  ["below its threshold comes before not with", reason(amount(99_999, 10), {}, { others: [order] }),
    { kind: "below_amount", missingMinor: 89_999, base: "after_items" }],
  ["a price that is no lower", reason({ kind: "unit_price", level: "activity", unitMinor: 10_000 }),
    { kind: "not_better", worseByMinor: 0 }],
  ["nothing costs anything", reason(ten, {}, { cart: cartOf([{ listMinor: 0 }]) }),
    { kind: "nothing_left", why: "zero" }],
  ["at its floor", reason(ten, {}, { cart: cartOf([{ listMinor: 100, floorMinor: 100 }]) }),
    { kind: "nothing_left", why: "floor" }],
  ["no delivery to pay", reason(
    { kind: "tiers", base: "initial", tiers: [{ give: { kind: "delivery" } }] }, {},
    { cart: cartOf([{ listMinor: 1 }]) }), { kind: "nothing_left", why: "delivery" }],
  ["it would break a better threshold", reason(ten, { category: "item" }, { others: [order] }),
    { kind: "not_better", worseByMinor: 2_990 }],
  ["it would break one of two", reason(ten, { category: "item" }, { others: [order, after] }),
    { kind: "not_better", worseByMinor: 2_990 }],
  ["not chosen", reason(ten, {}, { options: { choose: ["order"] } }), { kind: "not_chosen" }],
  ["ended", reason(ten, { when: { toMs: 5 } }), { kind: "ended", toMs: 5 }],
  ["other goods, untold", reason(ten, { scope: { products: ["z"] } }), null],
  ["other goods", reason(ten, { scope: { products: ["z"] } }, all), { kind: "no_goods" }],
  ["another store, untold", reason(ten, { when: { stores: ["s"] } }), null],
  ["another store", reason(ten, { when: { stores: ["s"] } }, all), { kind: "not_at_store" }],
  ["no voucher, untold", reason(ten, { trigger: "voucher" }), null],
  ["no voucher", reason(ten, { trigger: "voucher" }, all), { kind: "no_voucher" }],
  ["a used voucher", reason(ten, { trigger: "voucher" }, {
    facts: { vouchers: [{ voucherId: "v", offerId: "it", usesLeft: 0 }] } }),
    { kind: "voucher_used_up" }],
  ["a second voucher where one is allowed", reason(ten, { trigger: "voucher" }, {
    facts: { vouchers: ["v", "w"].map((id) => ({ voucherId: id, offerId: "it", usesLeft: 1 })) } }),
    { kind: "not_with", offerIds: ["it"] }],
  ["applied, so not told", reason(ten), null],
];

for (const [what, told, expected] of rows) {
  test(what, () => assert.deepEqual(told, expected));
}
