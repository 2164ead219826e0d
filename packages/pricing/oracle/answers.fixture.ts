// More that must hold of every answer: its reasons, its next steps, its proof when it had to stop.
import assert from "node:assert/strict";
import type { NextStep, NotApplied, Priced } from "../answer.ts";
import type { CartLine } from "../cart.ts";
import type { Case } from "./cases.ts";
import { bruteForce } from "./brute-force.ts";
import { type Candidate, candidatesOf, canonicalLines, mayMeet } from "./candidates.ts";
import { answer } from "./properties.fixture.ts";

/**
 * A search that had to stop has found an allowed combination, and no other is cheaper by more than
 * it says could still be saved.
 */
export function boundIsTrue(one: Case, budget: number): void {
  const { cart, offers, facts, now, options, policy } = one;
  const priced = answer({ ...one, options: { ...options, budget } });
  const best = bruteForce(cart, offers, facts, now, options, policy);
  const { totalMinor } = priced.payable;
  const { kind, couldStillSaveMinor } = priced.proof;
  assert.ok(BigInt(totalMinor) >= best.total, "cheaper than every allowed combination");
  assert.ok(BigInt(totalMinor - couldStillSaveMinor) <= best.total, "the bound is too tight");
  if (kind === "best") assert.equal(BigInt(totalMinor), best.total, "not the best");
  const chosen = priced.applied.map(({ offerId, voucherId }) => voucherId ?? offerId);
  const again = answer({ ...one, options: { ...options, choose: chosen } });
  assert.deepEqual(again.payable.totalMinor <= totalMinor, true, "not what its offers make");
}

/** To explain everything changes no price, and leaves no offer without a word. */
export function explainsAll(one: Case, priced: Priced): void {
  const all = answer({ ...one, options: { ...one.options, explainAll: true } });
  assert.deepEqual(all.payable, priced.payable);
  assert.deepEqual(all.applied, priced.applied);
  const said = new Set([...all.applied, ...all.notApplied].map(({ offerId }) => offerId));
  assert.deepEqual(one.offers.map(({ offerId }) => offerId).filter((id) => !said.has(id)), []);
  const briefly = priced.notApplied.map((each) => JSON.stringify(each));
  const fully = new Set(all.notApplied.map((each) => JSON.stringify(each)));
  assert.ok(briefly.every((each) => fully.has(each)), "another reason than with explainAll");
}

/** What is said of an offer that does not apply, checked against the semantics. */
export function reasonsAreTrue(one: Case, priced: Priced): void {
  const { cart, offers, facts, now, options, policy } = one;
  const found = candidatesOf(canonicalLines(cart), offers, facts, now, options, policy);
  const applied = found.filter(({ id }) =>
    priced.applied.some(({ offerId, voucherId }) => (voucherId ?? offerId) === id));
  for (const { offerId, voucherId, reason } of priced.notApplied) {
    const about = `${voucherId ?? offerId}: ${JSON.stringify(reason)}`;
    const candidate = found.find(({ id }) => id === (voucherId ?? offerId));
    if (reason.kind === "not_with") {
      const others = applied.filter(({ offer }) => reason.offerIds.includes(offer.offerId));
      assert.equal(new Set(others.map(({ offer }) => offer.offerId)).size,
        reason.offerIds.length, `not with something that does not apply: ${about}`);
      assert.ok(!candidate || others.every((other) =>
        !mayMeet(candidate, other, policy) || keeps(other, candidate)), about);
    }
    if (candidate) assert.ok(ofCandidates.has(reason.kind), `it could apply: ${about}`);
    for (const figure of ["missing", "missingMinor"] as const) {
      if (figure in reason) assert.ok((reason as never)[figure] > 0, about);
    }
    if (reason.kind === "not_better") assert.ok(reason.worseByMinor >= 0, about);
  }
}

const ofCandidates: ReadonlySet<NotApplied["reason"]["kind"]> = new Set([
  "below_amount", "below_count", "goods_missing", "not_with", "nothing_left", "not_better",
  // A price level that none of its goods has.
  "no_goods",
]);

function keeps(one: Candidate, from: Candidate): boolean {
  return one.offer.joins === "never" && one.lines.some((is, i) => is && from.lines[i]);
}

/**
 * What a next step says to add costs what it says, and makes the offer apply. Every product stands
 * in one line, so that it is certain where more of it goes.
 */
export function nextStepsAreTrue(given: Case): void {
  const { lines: all } = given.cart;
  const once = all.filter(({ productId }, i) =>
    all.findIndex((line) => line.productId === productId) === i);
  const one = { ...given, cart: { ...given.cart, lines: once } };
  const suggestions = once.slice(0, 3).map(({ lineId: _id, quantity: _n, ...goods }) =>
    ({ ...goods, productId: `${goods.productId}x` }));
  const asked = { ...one, options: { ...one.options, suggestions } };
  const priced = answer(asked);
  for (const step of priced.nextSteps) {
    assert.ok((step.missingMinor ?? 0) > 0 || (step.missingCount ?? 0) > 0, "nothing is missing");
    if (!step.add) continue;
    const lines = withMore(one.cart.lines, suggestions, step);
    const next = answer({ ...asked, cart: { ...one.cart, lines } });
    const about = JSON.stringify(step);
    assert.equal(next.payable.totalMinor - priced.payable.totalMinor, step.costsMinor, about);
    assert.ok(next.applied.some(({ offerId }) => offerId === step.offerId), `without: ${about}`);
  }
}

function withMore(
  lines: readonly CartLine[],
  suggestions: readonly Omit<CartLine, "lineId" | "quantity">[],
  step: NextStep,
): CartLine[] {
  const more = [...lines];
  for (const { productId, quantity } of step.add ?? []) {
    const at = more.findIndex((line) => line.productId === productId);
    const goods = suggestions.find((each) => each.productId === productId);
    if (at >= 0) more[at] = { ...more[at]!, quantity: more[at]!.quantity + quantity };
    else more.push({ ...goods!, lineId: `added ${productId}`, quantity });
  }
  return more;
}
