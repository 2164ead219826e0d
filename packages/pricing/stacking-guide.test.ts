// docs/guides/stacking.md: what it says the console shows is what the engine says.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { indexOffers } from "./book.ts";
import type { Cart, Facts, Moment } from "./cart.ts";
import { explainRecord } from "./explain-record.ts";
import type { Category, Offer, Party, Scope } from "./model.ts";
import { price } from "./price.ts";
import { type PricedOrder, recordOf } from "./record.ts";

const guide = readFileSync(new URL("../../docs/guides/stacking.md", import.meta.url), "utf8");
const now: Moment = { atMs: Date.UTC(2026, 5, 18, 4), weekday: 4, minuteOfDay: 720 };

interface Said {
  readonly category: Category;
  readonly name: string;
  readonly nameEn: string;
  readonly from: number;
  readonly off: number;
  readonly scope?: Scope;
  readonly payer?: Party;
}

const stack: readonly Said[] = [
  { category: "order", name: "618 跨店满减", nameEn: "6.18 cross-store", from: 300, off: 30 },
  { category: "category_voucher", name: "618 茶叶品类券", nameEn: "6.18 tea voucher",
    from: 150, off: 10, scope: { categories: ["茶叶"] } },
  { category: "store_voucher", name: "618 店铺券", nameEn: "6.18 store voucher",
    from: 200, off: 10 },
  { category: "subsidy_voucher", name: "618 平台补贴券", nameEn: "6.18 subsidy voucher",
    from: 100, off: 5, payer: "platform" },
];

function offerOf({ category, name, nameEn, from, off, scope = {}, payer = "group" }: Said): Offer {
  const give = { kind: "amount", amountMinor: off * 100 } as const;
  return {
    offerId: name, name, nameEn, category, scope, sinceMs: 0, when: {},
    trigger: category === "order" ? "automatic" : "voucher",
    payers: [{ party: payer, bps: 10_000 }],
    benefit: { kind: "tiers", base: "after_items", tiers: [{ fromMinor: from * 100, give }] },
  };
}

const cart: Cart = {
  currency: "CNY",
  lines: [
    { lineId: "1", productId: "龙井 50 克罐装", quantity: 1, listMinor: 16_800, floorMinor: 12_600,
      categoryIds: ["茶叶"] },
    { lineId: "2", productId: "青花盖碗", quantity: 1, listMinor: 12_800, floorMinor: 8_800 },
    { lineId: "3", productId: "桂花糕一份", quantity: 1, listMinor: 1_800, floorMinor: 1_000 },
  ],
};

function recorded(said: readonly Said[]): PricedOrder {
  const facts: Facts = {
    vouchers: said.filter(({ category }) => category.endsWith("_voucher"))
      .map(({ name }) => ({ voucherId: name, offerId: name, usesLeft: 1 })),
  };
  const book = indexOffers(said.map(offerOf));
  return recordOf(cart, book, facts, now, {}, price(cart, book, facts, now));
}

function inGuide(text: string): void {
  assert.ok(guide.includes(text), `docs/guides/stacking.md does not say: ${text}`);
}

test("the stack of the guide comes to what the guide says, with its words", () => {
  const order = recorded(stack);
  assert.equal(order.priced.payable.totalMinor, 25_900);
  assert.equal(order.priced.applied.length, 4);
  for (const lang of ["zh", "en"] as const) {
    const told = explainRecord(order, { lang, timeZone: "Asia/Shanghai" });
    told.applied.forEach(inGuide);
    told.lines.at(-1)!.sentences.forEach(inGuide);
  }
});

test("two total-price promotions: the better applies, and the guide says why not the other", () => {
  const other: Said = { category: "order", name: "618 满减", nameEn: "6.18 reduction",
    from: 200, off: 20 };
  const order = recorded([...stack, other]);
  assert.equal(order.priced.payable.totalMinor, 25_900);
  for (const lang of ["zh", "en"] as const) {
    const { notApplied } = explainRecord(order, { lang, timeZone: "Asia/Shanghai" });
    notApplied.forEach(inGuide);
  }
});
