import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { splitByShares } from "../money/index.ts";
import { explainRecord } from "./explain-record.ts";
import type { Lang } from "./words.ts";
import { now, offer, orderOf, orders, reduction } from "./refund.fixture.ts";
import { indexOffers } from "./book.ts";
import { price } from "./price.ts";
import { type PricedOrder, recordOf } from "./record.ts";
import { traceSplit } from "./split-trace.ts";

const linesOf = (order: PricedOrder, lang: Lang) =>
  explainRecord(order, { lang, timeZone: "Asia/Shanghai" }).lines.map(({ sentences }) => sentences);

test("why the odd cent went to the first line", () => {
  const order = orderOf([3333, 3333, 3334], [offer("满100减50", "order", reduction(10000, 5000))]);
  assert.deepEqual(linesOf(order, "zh").map((sentences) => sentences[1]), [
    "「满100减50」减 ¥16.67：共减 ¥50.00，按扣它之前的金额分摊，这一行占 ¥100.00 中的 ¥33.33，"
      + "应摊 ¥16.6650…；先舍零头得 ¥16.66；各行舍去的零头合计 ¥0.01，从零头最大的行起每行补 ¥0.01，"
      + "这一行排第 1，补到 ¥16.67。",
    "「满100减50」减 ¥16.66：共减 ¥50.00，按扣它之前的金额分摊，这一行占 ¥100.00 中的 ¥33.33，"
      + "应摊 ¥16.6650…；先舍零头得 ¥16.66；各行舍去的零头合计 ¥0.01，从零头最大的行起每行补 ¥0.01，"
      + "这一行排第 2，没有补到。",
    "「满100减50」减 ¥16.67：共减 ¥50.00，按扣它之前的金额分摊，这一行占 ¥100.00 中的 ¥33.34，"
      + "正好除尽。",
  ]);
  assert.equal(
    linesOf(order, "en")[0]![1],
    "“满100减50” takes off ¥16.67: ¥50.00 in all, split by what the lines cost before it; this line "
      + "is ¥33.33 of ¥100.00, exactly ¥16.6650…; rounded down to ¥16.66 at first; what all lines "
      + "lost by that is ¥0.01, handed out by ¥0.01 from the largest fraction on; this line is 1st "
      + "and comes to ¥16.67.",
  );
});

test("a line at its floor says so, and the others that they bear the rest", () => {
  const offers = [offer("满100减50", "order", reduction(10000, 5000))];
  const cart = {
    currency: "CNY",
    lines: [
      { lineId: "a", productId: "a", quantity: 1, listMinor: 5000, floorMinor: 4500 },
      { lineId: "b", productId: "b", quantity: 1, listMinor: 5000 },
    ],
  };
  const book = indexOffers(offers);
  const order = recordOf(cart, book, {}, now, {}, price(cart, book, {}, now));
  assert.deepEqual(linesOf(order, "zh"), [
    ["原价 ¥50.00 × 1 = ¥50.00。",
      "「满100减50」减 ¥5.00：按比例会减得更多，但已到这一行的最低价，多出的由其他行分摊。",
      "应付 ¥45.00。"],
    ["原价 ¥50.00 × 1 = ¥50.00。",
      "「满100减50」减 ¥45.00：1 行已到最低价，余下的由其他行再分；"
        + "共减 ¥45.00，按扣它之前的金额分摊，这一行占 ¥50.00 中的 ¥50.00，正好除尽。",
      "应付 ¥5.00。"],
  ]);
});

test("one line alone, an item benefit, a voucher", () => {
  const order = orderOf([[3000, 2]], [
    offer("第二件半价", "item", { kind: "nth_off", n: 2, bps: 5000 }),
    offer("店铺券", "store_voucher", reduction(4000, 500)),
  ]);
  assert.deepEqual(linesOf(order, "en"), [[
    "List price ¥30.00 × 2 = ¥60.00.",
    "“第二件半价” takes off ¥15.00: reckoned on the goods of this line alone.",
    "“店铺券” takes off ¥5.00: ¥5.00 in all, all on this line.",
    "To pay ¥40.00.",
  ]]);
});

test("a split retraced is the split that was made", () => {
  const weights = fc.array(fc.nat(100_000), { minLength: 1, maxLength: 8 })
    .filter((list) => list.some((weight) => weight > 0));
  fc.assert(fc.property(fc.nat(100_000), weights, (amount, list) => {
    const parts = traceSplit(amount, list, list.map(() => Infinity));
    assert.deepEqual(parts.map((part) => part?.partMinor ?? 0), splitByShares(amount, list));
  }));
});

test("every cent of every cart is told: a cent's sentence never falls back", () => {
  let told = 0;
  fc.assert(fc.property(orders, (order) => {
    const { applied } = order.priced;
    const together = new Set(applied.filter(({ kind }) => kind === "tiers" || kind === "bundle")
      .map(({ offerId }) => offerId));
    for (const [at, sentences] of linesOf(order, "en").entries()) {
      const reductions = order.priced.lines[at]!.reductions;
      assert.ok(sentences.length >= 2 + reductions.length);
      for (const [index, { offerId }] of reductions.entries()) {
        const own = /on the goods of this line alone/.test(sentences[1 + index]!);
        assert.equal(own, !together.has(offerId), sentences[1 + index]!);
        told++;
      }
    }
  }), { numRuns: 1000 });
  assert.ok(told > 500, "the carts have reductions to tell");
});

