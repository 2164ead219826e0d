import assert from "node:assert/strict";
import { test } from "node:test";
import { readerOf } from "./explain-record.ts";
import type { PricedOrder } from "./record.ts";
import { gift, offer, orderOf, reduction } from "./refund.fixture.ts";
import type { RefundPolicy, RefundState, Returned } from "./refund-model.ts";
import { refund } from "./refund.ts";
import { tellRefund } from "./tell-refund.ts";

const cross = offer("满100减50", "order", reduction(10000, 5000));
const two = orderOf([9500, 1000], [cross]);
const three = orderOf([9500, 1000, 1000], [cross]);
const eights = orderOf([[3333, 3]], [offer("满99减10", "order", reduction(9900, 1000))]);
const cup = offer("满100赠杯", "gift", gift(10000, 2000));
const given = orderOf([9500, 1000], [cup]);
const tens = orderOf([[1000, 12]], [cup]);
const freight = orderOf([6000, 5000], [offer("满100包邮", "delivery", {
  kind: "tiers", base: "after_previous", tiers: [{ fromMinor: 10000, give: { kind: "delivery" } }],
})], { deliveryMinor: 800 });

const line = (at: number, quantity = 1): Returned => ({ lineId: `l${at}`, quantity });
const cupBack: Returned = { gift: 0, quantity: 1 };

// Each row: one order, its returns one after the other, and what each pays back and carries on.
type Step = [returned: Returned[], refund: number, carried: number];
const rows: [string, PricedOrder, RefundPolicy, Step[]][] = [
  //                          order    policy         returned                    refund carried
  ["95+10, 满100减50: the 10", two,     "reprice",     [[[line(1)],                    0, 4000],
                                                       [[line(0)],                 5500,    0]]],
  ["the 95 first",            two,     "reprice",     [[[line(0)],                 4500,    0],
                                                       [[line(1)],                 1000,    0]]],
  ["both at once",            two,     "reprice",     [[[line(0), line(1)],        5500,    0]]],
  ["95+10+10: one 10",        three,   "reprice",     [[[line(1)],                 1000,    0],
                                                       [[line(2)],                    0, 4000]]],
  ["… and both at once",      three,   "reprice",     [[[line(1), line(2)],        1000, 4000]]],
  ["keep: at what it cost",   two,     "keep",        [[[line(1)],                  524,    0],
                                                       [[line(0)],                 4976,    0]]],
  ["keep: 8999 of 3 units",   eights,  "keep",        [[[line(0)],                 3000,    0],
                                                       [[line(0)],                 2999,    0],
                                                       [[line(0)],                 3000,    0]]],
  ["gift lost: 10 − 20",      given,   "charge_gift", [[[line(1)],                    0, 1000],
                                                       [[line(0)],                 8500,    0],
                                                       [[cupBack],                 2000,    0]]],
  ["gift comes back too",     given,   "charge_gift", [[[line(1), cupBack],        1000,    0],
                                                       [[line(0)],                 9500,    0]]],
  ["gift: charged bit by bit", tens,   "charge_gift", [[[line(0, 2)],              2000,    0],
                                                       [[line(0)],                    0, 1000],
                                                       [[line(0)],                    0,    0],
                                                       [[line(0)],                 1000,    0]]],
  ["gift kept by keep",       given,   "keep",        [[[line(1)],                 1000,    0],
                                                       [[line(0)],                 9500,    0]]],
  ["freight is due again",    freight, "reprice",     [[[line(1)],                 4200,    0],
                                                       [[line(0)],                 6800,    0]]],
  ["freight stays free",      freight, "keep",        [[[line(1)],                 5000,    0],
                                                       [[line(0)],                 6000,    0]]],
];

test("what is paid back, return by return", () => {
  for (const [name, order, policy, returns] of rows) {
    let state: RefundState | undefined;
    for (const [at, [returned, refundMinor, carriedMinor]] of returns.entries()) {
      const one = refund(order, returned, policy, state);
      assert.deepEqual(
        { refundMinor: one.refundMinor, carriedMinor: one.carriedMinor, exact: one.exact },
        { refundMinor, carriedMinor, exact: true },
        `${name}, return ${at + 1}`,
      );
      state = one.state;
    }
  }
});

test("the benefit is reversed with the money, and its cost goes back to who bore it", () => {
  const first = refund(two, [line(1)], "reprice");
  assert.deepEqual(first.benefits, []);
  assert.deepEqual(first.lost, [{
    offerId: "满100减50",
    voucherId: null,
    reason: { kind: "below_amount", missingMinor: 500, base: "after_items" },
    tierBefore: 0,
    tierAfter: null,
    timesBefore: 1,
    timesAfter: 0,
  }]);
  const second = refund(two, [line(0)], "reprice", first.state);
  assert.deepEqual(second.benefits, [{
    offerId: "满100减50",
    voucherId: null,
    beforeMinor: 5000,
    afterMinor: 0,
    shares: [{ party: "group", amountMinor: 3000 }, { party: "platform", amountMinor: 2000 }],
    over: true,
  }]);
});

test("a lower tier is a lost threshold too", () => {
  const tiers = offer("满减", "order", { kind: "tiers", base: "initial", tiers: [
    { fromMinor: 10000, give: { kind: "amount", amountMinor: 1000 } },
    { fromMinor: 20000, give: { kind: "amount", amountMinor: 3000 } },
  ] });
  const one = refund(orderOf([12000, 9000], [tiers]), [line(1)], "reprice");
  assert.equal(one.refundMinor, 18000 - 11000);
  assert.deepEqual(one.lost.map(({ reason, tierAfter }) => [reason, tierAfter]), [[null, 0]]);
});

test("money comes back first, then stored value, then points", () => {
  const facts = {
    storedValueMinor: 2000,
    points: { balance: 1000, step: { points: 100, minor: 100 }, use: "most" as const },
  };
  const order = orderOf([3000, 1000, 1000], [], { facts });
  assert.deepEqual(
    [order.priced.payable.dueMinor, order.priced.payable.pointsMinor], [2000, 1000],
  );
  const first = refund(order, [line(0)], "keep");
  assert.deepEqual(first.payback,
    { moneyMinor: 2000, storedValueMinor: 1000, points: 0, pointsMinor: 0 });
  const second = refund(order, [line(1), line(2)], "keep", first.state);
  assert.deepEqual(second.payback,
    { moneyMinor: 0, storedValueMinor: 1000, points: 1000, pointsMinor: 1000 });
});

test("a voucher whose benefit is taken back whole may be given back", () => {
  const voucher = offer("店铺券", "store_voucher", reduction(5000, 1000));
  const order = orderOf([6000, 1000], [voucher]);
  const one = refund(order, [line(0)], "reprice");
  assert.deepEqual(one.benefits.map(({ voucherId, over }) => [voucherId, over]),
    [["v-店铺券", true]]);
  assert.equal(one.refundMinor, 5000);
});

test("what cannot be returned is refused", () => {
  const once = refund(two, [line(1)], "keep").state;
  assert.throws(() => refund(two, [line(1)], "keep", once), /more of l1/);
  assert.throws(() => refund(two, [line(0, 2)], "keep"), RangeError);
  assert.throws(() => refund(two, [line(7)], "keep"), /no line l7/);
  assert.throws(() => refund(two, [line(0, 0)], "keep"), RangeError);
  assert.throws(() => refund(two, [{ gift: 0, quantity: 1 }], "keep"), /no gift 0/);
  assert.throws(() => refund(two, [line(0)], "reprice", once), /reckoned by "keep"/);
});

test("beyond the limit of ways the sums still hold", () => {
  const lines = Array.from({ length: 14 }, () => 1000);
  const order = orderOf(lines, [offer("满120减50", "order", reduction(12000, 5000))]);
  const paid = order.priced.payable.totalMinor;
  let state: RefundState | undefined;
  let sum = 0;
  for (let at = 0; at < lines.length; at++) {
    const one = refund(order, [line(at)], "reprice", state);
    assert.ok(one.refundMinor >= 0);
    sum += one.refundMinor;
    assert.ok(sum <= paid);
    state = one.state;
  }
  assert.equal(sum, paid);
  assert.equal(refund(order, lines.slice(1).map((_, at) => line(at)), "reprice").exact, false);
});

test("said before it is confirmed, in both languages", () => {
  const one = refund(two, [line(1)], "reprice");
  const by = { timeZone: "Asia/Shanghai" };
  assert.deepEqual(tellRefund(one, readerOf(two, { ...by, lang: "zh" })), [
    "本次不退款。",
    "留下的商品重新计价应补 ¥40.00：不向会员收取，结转到以后的退货里抵扣。",
    "留下的商品不再享受「满100减50」（单品优惠后合计还差 ¥5.00）。",
  ]);
  const all = refund(two, [line(0)], "reprice", one.state);
  assert.deepEqual(tellRefund(all, readerOf(two, { ...by, lang: "en" })), [
    "¥55.00 is paid back now.",
    "¥55.00 the way it was paid.",
    "Everything is back and all that was paid is paid back.",
    "¥50.00 of “满100减50” is taken back.",
  ]);
  const charged = refund(given, [line(1)], "charge_gift");
  assert.deepEqual(tellRefund(charged, readerOf(given, { ...by, lang: "zh" })), [
    "本次不退款。",
    "赠品应扣 ¥10.00，本次退款不够扣：不向会员收取，结转到以后的退货里抵扣。",
    "留下的商品不再享受「满100赠杯」（原价合计还差 ¥5.00）。",
    "赠品「茶杯」不再满足条件又没有退回，扣 ¥20.00。",
  ]);
});
