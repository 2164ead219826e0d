import assert from "node:assert/strict";
import { test } from "node:test";
import { type StackingPolicy, tradePolicy } from "#packages/pricing/browser.ts";
import { apartOf, move, samePolicy, turnPair } from "./policy-draft.ts";

const trade: Required<StackingPolicy> = { ...tradePolicy, groups: [] };

test("a pair goes round: together, not on one line, not in one cart, together", () => {
  let policy = trade;
  const seen = ["together"];
  for (let turn = 0; turn < 3; turn += 1) {
    policy = turnPair(policy, "order", "store_voucher");
    seen.push(apartOf(policy, "store_voucher", "order"));
  }
  assert.deepEqual(seen, ["together", "line", "cart", "together"]);
  assert.ok(samePolicy(policy, trade));
});

test("a category moves one place, and never off the end", () => {
  assert.deepEqual(move(trade, "item", -1).order.slice(0, 2), ["item", "price"]);
  assert.equal(move(trade, "price", -1), trade);
  assert.equal(move(trade, "delivery", 1), trade);
});

test("a pair says the same from either side, in any order of the list", () => {
  const turned = {
    ...trade,
    apart: [...trade.apart].reverse().map(({ a, b, per }) => ({ a: b, b: a, per })),
  };
  assert.ok(samePolicy(turned, trade));
  assert.equal(samePolicy(move(trade, "item", -1), trade), false);
});
