// What must hold for every cart. Each property throws in words; a runner shrinks the case.
import assert from "node:assert/strict";
import type { Priced } from "../answer.ts";
import { indexOffers, price } from "../index.ts";
import type { Case } from "./cases.ts";
import { bruteForce } from "./brute-force.ts";
import { differences } from "./compare.ts";

export function answer({ cart, offers, policy, facts, now, options }: Case): Priced {
  return price(cart, indexOffers(offers, policy), facts, now, options);
}

const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

/** Promise 1: the chosen combination, the total and every line are those of trying everything. */
export function isBest(one: Case, priced = answer(one)): void {
  const { cart, offers, facts, now, options, policy } = one;
  const found = differences(priced, bruteForce(cart, offers, facts, now, options, policy));
  assert.deepEqual(found, []);
  assert.equal(priced.proof.kind, "best");
  assert.equal(priced.proof.couldStillSaveMinor, 0);
}

/** Promise 3: to the cent, and never below zero or a floor. */
export function addsUp({ cart, offers }: Case, priced: Priced): void {
  const { payable, lines, delivery } = priced;
  assert.equal(payable.goodsMinor, total(lines.map((line) => line.payableMinor)), "goods");
  assert.equal(payable.deliveryMinor, delivery.payableMinor, "delivery");
  assert.equal(payable.totalMinor, payable.goodsMinor + payable.deliveryMinor, "total");
  assert.equal(
    payable.dueMinor, payable.totalMinor - payable.pointsMinor - payable.storedValueMinor, "due",
  );
  assert.ok(payable.dueMinor >= 0, "due below zero");
  assert.equal(payable.pointsMinor, total(lines.map((line) => line.pointsMinor)), "points");
  assert.ok(delivery.payableMinor >= 0, "delivery below zero");
  assert.deepEqual(lines.map(({ lineId }) => lineId), cart.lines.map(({ lineId }) => lineId));
  lines.forEach((line, i) => {
    const { listMinor, quantity, floorMinor } = cart.lines[i]!;
    assert.equal(line.initialMinor, listMinor * quantity, "initial");
    const taken = total(line.reductions.map(({ amountMinor }) => amountMinor));
    assert.equal(line.payableMinor, line.initialMinor - taken, "reductions of a line");
    assert.ok(line.reductions.every(({ amountMinor }) => amountMinor > 0), "an empty reduction");
    const floor = Math.min((floorMinor ?? 0) * quantity, line.initialMinor);
    assert.ok(line.payableMinor >= floor, `${line.lineId} below its floor`);
    assert.ok(line.pointsMinor >= 0 && line.pointsMinor <= line.payableMinor, "points on a line");
  });
  for (const one of priced.applied) {
    const onLines = total(one.byLine.map(({ amountMinor }) => amountMinor));
    assert.equal(one.amountMinor, onLines + one.deliveryMinor, "an offer's lines");
    const shares = one.shares.map(({ amountMinor }) => amountMinor);
    assert.equal(total(shares), one.amountMinor, "shares");
    assert.ok(shares.every((share) => share >= 0), "a share below zero");
    const given = priced.gifts.some(({ offerId }) => offerId === one.offerId);
    assert.ok(one.amountMinor > 0 || given, "applied, but gives nothing");
  }
  saidOnce(offers.map(({ offerId }) => offerId), priced);
}

/** No offer is both applied and not applied for one voucher, and none is said twice. */
function saidOnce(known: readonly string[], priced: Priced): void {
  const said = [...priced.applied, ...priced.notApplied]
    .map(({ offerId, voucherId }) => `${offerId} ${voucherId ?? ""}`);
  assert.equal(new Set(said).size, said.length, `said twice: ${said.join(", ")}`);
  assert.ok(priced.notApplied.every(({ offerId }) => known.includes(offerId)));
}

/** Promise 4: the same answer whatever order lines, offers and vouchers come in. */
export function orderDecidesNothing(one: Case, priced: Priced, turns: number): void {
  const { cart, offers, facts } = one;
  const other = answer({
    ...one,
    cart: { ...cart, lines: turned(cart.lines, turns) },
    offers: turned(offers, turns + 1),
    facts: { ...facts, vouchers: turned(facts.vouchers ?? [], turns + 2) },
  });
  assert.deepEqual(other.payable, priced.payable);
  assert.deepEqual(other.gifts, priced.gifts);
  assert.deepEqual(byId(other), byId(priced));
  const sorted = (answered: Priced) => answered.notApplied
    .map((each) => JSON.stringify(each)).sort();
  assert.deepEqual(sorted(other), sorted(priced));
}

/** Other ids for the lines: the same goods cost the same together, whichever line they stand in. */
export function lineIdsDecideOnlyTies(one: Case, priced: Priced, turns: number): void {
  const { lines } = one.cart;
  const ids = turned(lines.map(({ lineId }) => lineId), turns);
  const other = answer({
    ...one,
    cart: { ...one.cart, lines: lines.map((line, i) => ({ ...line, lineId: ids[i]! })) },
  });
  assert.deepEqual(other.payable, priced.payable);
  assert.deepEqual(
    other.applied.map(({ offerId, voucherId, amountMinor }) => [offerId, voucherId, amountMinor]),
    priced.applied.map(({ offerId, voucherId, amountMinor }) => [offerId, voucherId, amountMinor]),
  );
  // Lines with the same content may change places with each other, and with nobody else.
  const bag = (answered: Priced) => answered.lines
    .map(({ productId, quantity, payableMinor }) => `${productId} x${quantity} ${payableMinor}`)
    .sort();
  assert.deepEqual(bag(other), bag(priced));
}

/** What the member chooses instead is priced rightly, and is never better than the best. */
export function choiceIsNoBetter(one: Case, priced: Priced, keep: number): void {
  const ids = [
    ...one.offers.map(({ offerId }) => offerId),
    ...(one.facts.vouchers ?? []).map(({ voucherId }) => voucherId),
  ];
  const choose = ids.filter((_, i) => (keep >> (i % 20)) & 1);
  const chosen = { ...one, options: { ...one.options, choose } };
  const other = answer(chosen);
  isBest(chosen, other);
  assert.ok(other.payable.totalMinor >= priced.payable.totalMinor, "a choice beats the best");
}

/** Prices as the terms alone would make them are no higher than prices with floors. */
export function withoutFloors(one: Case): void {
  const free = { ...one, options: { ...one.options, ignoreFloors: true } };
  isBest(free);
}

/** What `applied` says by line is what the lines say by offer, in the order of the cart. */
export function explainsEachCent(priced: Priced): void {
  const fromLines = priced.lines.flatMap(({ lineId, reductions }) =>
    reductions.map((one) => `${lineId} ${one.offerId} ${one.voucherId} ${one.amountMinor}`));
  const fromOffers = priced.applied.flatMap(({ offerId, voucherId, byLine }) =>
    byLine.map(({ lineId, amountMinor }) => `${lineId} ${offerId} ${voucherId} ${amountMinor}`));
  assert.deepEqual(fromLines.sort(), fromOffers.sort());
}

function turned<T>(list: readonly T[], turns: number): T[] {
  const at = list.length === 0 ? 0 : turns % list.length;
  const moved = [...list.slice(at), ...list.slice(0, at)];
  return turns % 2 === 0 ? moved : moved.reverse();
}

/** Everything that is said of lines and offers, without the order of the cart's lines. */
function byId({ lines, applied }: Priced): unknown {
  return {
    lines: [...lines].sort((a, b) => (a.lineId < b.lineId ? -1 : 1)),
    applied: applied.map((one) => ({
      ...one,
      byLine: [...one.byLine].sort((a, b) => (a.lineId < b.lineId ? -1 : 1)),
    })),
  };
}
