import assert from "node:assert/strict";
import { test } from "node:test";
import { apply, evaluate } from "../evaluate.ts";
import type { Benefit, Tier } from "../model.ts";
import { cartOf, offerOf, prepared, turnOf } from "../shop.fixture.ts";
import { limits } from "../state.ts";

type Tiers = Omit<Extract<Benefit, { kind: "tiers" }>, "kind" | "base" | "tiers">;

const amount = (fromMinor: number, amountMinor: number): Tier =>
  ({ fromMinor, give: { kind: "amount", amountMinor } });
const percent = (fromMinor: number, bps: number, capMinor?: number): Tier =>
  ({ fromMinor, give: { kind: "percent", bps, capMinor: capMinor ?? null } });
const pieces = (fromCount: number, bps: number): Tier =>
  ({ fromCount, give: { kind: "percent", bps } });

type Row = [what: string, each: number, quantity: number, tiers: Tier[], more: Tiers, off: number,
  limit?: string];

const rows: Row[] = [
  ["not reached", 9_999, 1, [amount(10_000, 3_000)], {}, 0],
  ["reached to the cent", 10_000, 1, [amount(10_000, 3_000)], {}, 3_000],
  ["the higher of two", 25_000, 1, [amount(10_000, 3_000), amount(20_000, 7_000)], {}, 7_000],
  ["as often as reached", 35_000, 1, [amount(10_000, 3_000)], { every: true }, 9_000],
  ["as often, up to a cap", 35_000, 1, [amount(10_000, 3_000)],
    { every: true, capMinor: 5_000 }, 5_000, "cap"],
  ["a percentage", 10_001, 1, [percent(0, 1_500)], {}, 1_500],
  ["a percentage with a cap", 50_000, 1, [percent(0, 1_500, 5_000)], {}, 5_000, "cap"],
  ["the lower of two caps", 50_000, 1, [percent(0, 1_500, 5_000)], { capMinor: 900 }, 900, "cap"],
  ["three pieces", 100, 3, [pieces(2, 1_000), pieces(3, 2_000)], {}, 60],
  ["two pieces", 100, 2, [pieces(2, 1_000), pieces(3, 2_000)], {}, 20],
  ["one piece", 100, 1, [pieces(2, 1_000), pieces(3, 2_000)], {}, 0],
  ["more than it costs", 2_000, 1, [amount(0, 3_000)], {}, 2_000, "zero"],
];

for (const [what, listMinor, quantity, tiers, more, off, limit = null] of rows) {
  test(`tiers: ${what}`, () => {
    const benefit: Benefit = { kind: "tiers", base: "initial", tiers, ...more };
    const turn = turnOf(benefit, [{ listMinor, quantity }], { category: "order" });
    assert.deepEqual([turn.off, turn.limit], [[off], limit]);
  });
}

test("three bases for one threshold", () => {
  const cart = cartOf([{ listMinor: 10_000 }]);
  const item = offerOf("item", { kind: "each_off", amountMinor: 1_000 });
  const order = offerOf("order", { kind: "tiers", base: "initial", tiers: [amount(0, 2_000)] },
    { category: "order" });
  const bases = (["initial", "after_items", "after_previous"] as const).map((base) => {
    const tenth: Benefit = { kind: "tiers", base, tiers: [percent(1, 1_000)], percentOf: base };
    const last = offerOf("last", tenth, { category: "store_voucher" });
    const made = prepared({ cart, offers: [last, order, item] });
    evaluate(made, [0, 1, 2]);
    const { baseMinor, goodsMinor } = made.state.given[2]!;
    return [baseMinor, goodsMinor];
  });
  assert.deepEqual(bases, [[10_000, 1_000], [9_000, 900], [7_000, 700]]);
});

test("delivery for nothing, or cheaper by its cap", () => {
  for (const [capMinor, off, limit] of [[null, 800, null], [500, 500, "cap"]] as const) {
    const give = { kind: "delivery" as const, capMinor };
    const offer = offerOf("it", { kind: "tiers", base: "initial", tiers: [{ give }] },
      { category: "delivery" });
    const made = prepared({ cart: cartOf([{ listMinor: 1 }], 800), offers: [offer] });
    const given = apply(made, 0);
    assert.deepEqual([given.deliveryMinor, limits[given.limit]], [off, limit]);
    assert.equal(made.state.deliveryMinor, 800 - off);
  }
});

test("a gift as often as its tier is reached; one of unknown value is better than none", () => {
  const gift = { productId: null, label: "cup", quantity: 2, valueMinor: null };
  const tiers = [{ fromCount: 2, give: { kind: "gifts" as const, gifts: [gift] } }];
  const offer = offerOf("it", { kind: "tiers", base: "initial", tiers, every: true });
  const made = prepared({ cart: cartOf([{ listMinor: 1, quantity: 5 }]), offers: [offer] });
  const given = apply(made, 0);
  assert.deepEqual([given.giftUnits, given.giftMinor, given.times], [4, 4, 2]);
});

test("what the lowest tier still needs", () => {
  const need = (tiers: Tier[]) =>
    turnOf({ kind: "tiers", base: "initial", tiers }, [{ listMinor: 600 }]).lacks;
  const below = { kind: "below_amount", missingMinor: 400, base: "initial" };
  assert.deepEqual(need([amount(1_000, 100), amount(2_000, 300)]), below);
  assert.deepEqual(need([pieces(3, 100)]), { kind: "below_count", missing: 2 });
});
