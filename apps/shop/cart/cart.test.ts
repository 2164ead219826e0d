import assert from "node:assert/strict";
import { test } from "node:test";
import type { Applied, NotApplied, Reason } from "#packages/pricing/answer.ts";
import {
  choicesOf, nextStepOf, toggled, unusableOf, yielding, type CartAnswer,
} from "./answer.ts";
import { withQuantity, type KeptCart } from "./kept.ts";
import { compared } from "./news.ts";

const applied = (
  offerId: string, amountMinor: number, voucherId: string | null = null,
): Applied => ({
  offerId, voucherId, amountMinor, category: "order", kind: "tiers", deliveryMinor: 0, byLine: [],
  baseMinor: null, base: null, tier: null, times: 1, limitedBy: null, shares: [],
});
const out = (offerId: string, reason: Reason): NotApplied => ({ offerId, voucherId: null, reason });

function answer(
  totalMinor: number,
  has: readonly Applied[],
  not: readonly NotApplied[] = [],
  lines: CartAnswer["priced"]["lines"] = [],
): CartAnswer {
  return {
    priced: {
      currency: "CNY", lines, gifts: [], applied: has, notApplied: not, nextSteps: [],
      delivery: { initialMinor: 0, payableMinor: 0, reductions: [] },
      payable: {
        goodsMinor: totalMinor, deliveryMinor: 0, totalMinor, pointsUsed: 0, pointsMinor: 0,
        storedValueMinor: 0, dueMinor: totalMinor,
      },
      proof: { kind: "best", candidates: 0, evaluated: 0, couldStillSaveMinor: 0 },
    },
    names: {},
    products: {},
    sentences: { applied: [], notApplied: not.map((one) => one.reason.kind), nextSteps: [] },
  };
}

const best = answer(80, [applied("full", 15), applied("shop", 5, "v1")], [
  out("percent", { kind: "not_with", offerIds: ["full"] }),
  out("late", { kind: "ended", toMs: 1 }),
]);
const answers = { best, own: null, gone: [] };

test("the member may choose what applies and what was left out for something better", () => {
  const shown = choicesOf(answers).map(({ id, ticked }) => `${id} ${ticked}`);
  assert.deepEqual(shown, ["full true", "v1 true", "percent false"]);
  assert.deepEqual(unusableOf(answers), [{ offerId: "late", sentence: "ended" }]);
});

test("a tick takes away what stands in its way, another tap unticks", () => {
  assert.deepEqual(toggled(answers, "percent"), ["v1", "percent"]);
  assert.deepEqual(toggled(answers, "v1"), ["full"]);
});

test("a wish that the best of the chosen leaves out makes the others yield", () => {
  const own = answer(85, [applied("full", 15)], [
    out("percent", { kind: "not_with", offerIds: ["full"] }),
  ]);
  assert.deepEqual(yielding(own, ["full", "percent"], "percent"), ["percent"]);
  assert.equal(yielding(own, ["percent"], "percent"), null, "nothing is left to take away");
  assert.equal(yielding(own, ["full", "percent"], "full"), null, "it applies");
});

test("the step shown can be taken with a tap, and costs least", () => {
  const step = (offerId: string, costsMinor: number | null) => ({
    offerId, tier: 0, missingMinor: 1, missingCount: null, worthMinor: null, costsMinor,
    add: costsMinor === null ? null : [{ productId: "p", quantity: 1 }],
  });
  const priced = { ...best.priced, nextSteps: [step("a", null), step("b", 9), step("c", -2)] };
  const sentences = { applied: [], notApplied: [], nextSteps: ["a", "b", "c"] };
  assert.equal(nextStepOf({ ...best, priced, sentences })?.sentence, "c");
  assert.equal(nextStepOf(best), null);
});

const tea = { productId: "tea", name: "茶", nameEn: null, unitMinor: 1_000 };
const cup = { productId: "cup", name: "杯", nameEn: null, unitMinor: 500 };
const empty: KeptCart = { lines: [], choose: null, seen: null };

test("a cart keeps its order, and is forgotten wholly when the last line goes", () => {
  const two = withQuantity(withQuantity(empty, tea, 2), cup, 1);
  const more = withQuantity(two, tea, 3);
  assert.deepEqual(more.lines.map((line) => [line.productId, line.quantity]), [
    ["tea", 3], ["cup", 1],
  ]);
  const chosen = { ...withQuantity(empty, tea, 1), choose: ["x"] };
  assert.deepEqual(withQuantity(chosen, tea, 0), empty);
});

const line = (lineId: string, quantity: number, initialMinor: number) => ({
  lineId, productId: lineId, quantity, initialMinor, payableMinor: initialMinor,
  reductions: [], pointsMinor: 0,
});

test("new prices, a higher total and goods that went away are told", () => {
  const cart: KeptCart = {
    lines: [{ ...tea, quantity: 2 }, { ...cup, quantity: 1 }],
    choose: null,
    seen: { of: "same", totalMinor: 2_500 },
  };
  const now = {
    best: answer(2_600, [], [], [line("tea", 2, 2_600)]), own: null, gone: ["cup"],
  };
  const told = compared(cart, "same", now);
  assert.deepEqual(told.news.map((one) => one.kind), ["gone", "price", "total"]);
  assert.deepEqual(told.cart.lines, [{ ...tea, quantity: 2, unitMinor: 1_300 }]);
  assert.deepEqual(compared(told.cart, "same", { ...now, gone: [] }).news, [], "once is enough");
  assert.equal(compared(cart, "other", now).news.some((one) => one.kind === "total"), false);
});
