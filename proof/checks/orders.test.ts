import assert from "node:assert/strict";
import test from "node:test";
import type { Trade } from "#integrations/payment-simulator/index.ts";
import { type OrderFacts, orderFaults } from "./orders.ts";

const order = {
  orderId: "o1", memberId: "m", state: "paid", units: 2, returned: 1, totalMinor: 2_000,
  paidMinor: 2_000, refundedMinor: 1_000, keeps: false,
};
const payment = { tradeNo: "t1", orderId: "o1", state: "paid", amountMinor: 2_000 };
const refund = {
  refundNo: "r1", orderId: "o1", state: "done", amountMinor: 1_000, tradeNo: "t1",
};
const sound: OrderFacts = {
  orders: [order], payments: [payment], refunds: [refund], onHand: 9, reserved: 0,
  entries: new Map([["t1", 1]]),
};
const trade = {
  tradeNo: "t1", amountMinor: 2_000, state: "paid",
  refunds: [{ refundNo: "r1", amountMinor: 1_000, refundRef: "x" }],
} as unknown as Trade;

test("what holds has no faults", () => {
  assert.deepEqual(orderFaults(sound, 10, [trade]), []);
});

const planted: readonly (readonly [string, Partial<OrderFacts>, readonly Trade[], RegExp])[] = [
  ["a unit too many left", { onHand: 8 }, [trade], /8 lie there/],
  ["kept for nobody", { reserved: 1 }, [trade], /1 are kept/],
  ["posted twice", { entries: new Map([["t1", 2]]) }, [trade], /posted 2 times/],
  ["not posted", { entries: new Map() }, [trade], /posted undefined/],
  ["money kept of a cancelled order", {
    orders: [{ ...order, state: "cancelled", returned: 2, refundedMinor: 1_000 }], onHand: 10,
  }, [trade], /kept of 0/],
  ["the provider has not been paid", {}, [{ ...trade, state: "open" }], /at the provider/],
  ["the provider paid back more", {}, [
    { ...trade, refunds: [{ refundNo: "r1", amountMinor: 2_000, refundRef: "x" }] },
  ], /refunds of t1 differ/],
];

for (const [name, more, trades, words] of planted) {
  test(`a planted fault is found: ${name}`, () => {
    assert.match(orderFaults({ ...sound, ...more }, 10, trades).join("; "), words);
  });
}

test("more sold than there was", () => {
  assert.match(orderFaults({ ...sound, onHand: -1 }, 0, [trade]).join("; "), /of a stock of 0/);
});
