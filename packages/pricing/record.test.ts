import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { explainRecord } from "./explain-record.ts";
import { type PricedOrder, readRecord, recompute, upgrade } from "./record.ts";
import { offer, orderOf, orders, reduction } from "./refund.fixture.ts";

const order = orderOf([9500, 1000], [
  offer("满100减50", "order", reduction(10000, 5000)),
  offer("满200减90", "order", reduction(20000, 9000)),
]);
const stored = (record: PricedOrder) => JSON.parse(JSON.stringify(record)) as PricedOrder;

test("a record is read back from its JSON and prices the same from itself alone", () => {
  fc.assert(
    fc.property(orders, (one) => {
      const read = readRecord(stored(one));
      assert.deepEqual(recompute(read).differences, []);
      const by = { lang: "zh", timeZone: "Asia/Shanghai" } as const;
      assert.deepEqual(explainRecord(read, by), explainRecord(one, by));
    }),
    { numRuns: 500 },
  );
});

test("a database that sorts keys changes nothing", () => {
  const sorted = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(sorted);
    if (typeof value !== "object" || value === null) return value;
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(entries.map(([key, part]) => [key, sorted(part)]));
  };
  assert.equal(recompute(readRecord(sorted(stored(order)))).same, true);
});

test("a record tells what applied and what did not, by the names of that day", () => {
  assert.deepEqual(explainRecord(order, { lang: "zh", timeZone: "Asia/Shanghai" }).notApplied, [
    "「满200减90」：单品优惠后合计还差 ¥95.00。",
  ]);
});

test("of a large book it keeps the offers that the answer speaks of", () => {
  const elsewhere = Array.from({ length: 50 }, (_, at) => ({
    ...offer(`elsewhere ${at}`, "order", reduction(100, 10)),
    scope: { products: [`other ${at}`] },
  }));
  const here = [offer("满100减50", "order", reduction(10000, 5000)),
    offer("店铺券", "store_voucher", reduction(1000, 100))];
  const vouchers = [...here, ...elsewhere].map(({ offerId }) =>
    ({ voucherId: `v-${offerId}`, offerId, usesLeft: 1 }));
  const record = orderOf([9500, 1000], [...elsewhere, ...here], { facts: { vouchers } });
  assert.deepEqual(record.offers.map(({ offerId }) => offerId), ["满100减50", "店铺券"]);
  assert.equal(record.facts.vouchers?.length, 2);
  assert.deepEqual(recompute(readRecord(stored(record))).differences, []);
});

test("another price is found", () => {
  const { lines, ...rest } = stored(order).priced;
  const [first, ...others] = lines;
  const moved = first!.reductions.map((one) => ({ ...one, amountMinor: one.amountMinor - 1 }));
  const changed = [{ ...first!, payableMinor: first!.payableMinor + 1, reductions: moved }];
  const priced = { ...rest, lines: [...changed, ...others] };
  const { same, differences } = recompute({ ...stored(order), priced });
  assert.deepEqual([same, differences], [false, ["lines"]]);
});

test("what is no record is refused with its reason", () => {
  const good = stored(order);
  const rows: [unknown, RegExp][] = [
    [null, /no format/],
    [[], /no format/],
    [{}, /no format/],
    [{ ...good, format: 2 }, /format 2; this version reads 1/],
    [{ ...good, cart: undefined }, /no cart/],
    [{ ...good, offers: [] }, /applied and is not in the record/],
    [{ ...good, policy: null }, /no stacking policy/],
    [{ ...good, now: {} }, /no moment/],
    [{ ...good, cart: { ...good.cart, lines: good.cart.lines.slice(1) } }, /different lines/],
    [{ ...good, cart: { ...good.cart, lines: [...good.cart.lines].reverse() } }, /differs between/],
    [{ ...good, priced: { ...good.priced, lines: good.priced.lines.map((line) =>
      ({ ...line, payableMinor: line.payableMinor - 1 })) } }, /does not add up/],
    [{ ...good, priced: { ...good.priced, payable: { ...good.priced.payable, dueMinor: 1 } } },
      /payments do not add up/],
  ];
  for (const [value, message] of rows) assert.throws(() => readRecord(value), message);
});

test("records of older formats are brought up step by step", () => {
  const steps = [
    ({ total, ...rest }: Readonly<Record<string, unknown>>) => ({ ...rest, totalMinor: total }),
    (record: Readonly<Record<string, unknown>>) => ({ ...record, currency: "CNY" }),
  ];
  const newest = { format: 3, totalMinor: 5, currency: "CNY" };
  assert.deepEqual(upgrade({ format: 1, total: 5 }, steps), newest);
  assert.deepEqual(upgrade({ format: 2, totalMinor: 5 }, steps), newest);
  assert.deepEqual(upgrade(newest, steps), newest);
  assert.throws(() => upgrade({ format: 4 }, steps), /format 4; this version reads 3/);
});
