// What to pay back for returned units, which benefits are reversed, which thresholds are lost.
import { splitByShares } from "../money/index.ts";
import type { Applied } from "./answer.ts";
import type { PricedOrder } from "./record.ts";
import { type Bill, billFor, type Desk, deskOf, keyOf, pricedFor } from "./refund-bill.ts";
import { cheapestBill } from "./refund-envelope.ts";
import type {
  BenefitChange, LostThreshold, Payback, Refund, RefundLine, RefundPolicy, RefundState, Returned,
} from "./refund-model.ts";
import { stateOf, type Tally, tallyOf, withReturned } from "./refund-returns.ts";

/**
 * The refund of `returned` units of an order, after the returns in `earlier` (its `state`).
 *
 * Over any sequence of returns and for every policy the refunds are never negative, add up to at
 * most what was paid, and when everything is back (gifts too) to exactly that. They depend on
 * what came back, not on the way. RangeError for units that were not bought, are back already, or
 * where `earlier` follows another policy: the returns of one order follow one.
 */
export function refund(
  order: PricedOrder,
  returned: readonly Returned[],
  policy: RefundPolicy,
  earlier?: RefundState,
): Refund {
  const desk = deskOf(order, policy);
  const start = tallyOf(order, policy, earlier);
  const back = withReturned(order, start, returned);
  const { bill, billed, exact } = cheapestBill(desk, back);
  const tally = { ...back, billed };
  const before = billFor(desk, start.billed, start.gifts);
  const asked = billFor(desk, tally.kept, tally.gifts);
  const paidMinor = order.priced.payable.totalMinor;
  const paidBackMinor = paidMinor - bill.owedMinor;
  return {
    state: stateOf(order, policy, tally, paidBackMinor),
    refundMinor: before.owedMinor - bill.owedMinor,
    payback: paybackOf(order, paidMinor - before.owedMinor, paidBackMinor),
    paidMinor,
    paidBackMinor,
    carriedMinor: asked.askedMinor - bill.owedMinor,
    lines: linesOf(order, tally, before, bill),
    delivery: { beforeMinor: before.deliveryMinor, afterMinor: bill.deliveryMinor },
    gifts: { beforeMinor: before.giftsMinor, afterMinor: bill.giftsMinor },
    benefits: benefitsOf(order, before, bill),
    lost: lostOf(desk, tally),
    giftsCharged: asked.giftsCharged,
    exact,
  };
}

/**
 * Money first, then stored value, then points: by all that is paid back so far, so that the way
 * there does not matter here either. Points that do not come out whole wait for the next refund.
 */
function paybackOf({ priced }: PricedOrder, fromMinor: number, toMinor: number): Payback {
  const { dueMinor, storedValueMinor, pointsMinor, pointsUsed } = priced.payable;
  const until = (paidBack: number) => {
    const stored = Math.max(0, paidBack - dueMinor);
    const byPoints = Math.max(0, stored - storedValueMinor);
    return {
      money: Math.min(paidBack, dueMinor),
      stored: Math.min(stored, storedValueMinor),
      byPoints,
      points: byPoints === 0 ? 0 : wholePoints(byPoints, pointsUsed, pointsMinor),
    };
  };
  const [from, to] = [until(fromMinor), until(toMinor)];
  return {
    moneyMinor: to.money - from.money,
    storedValueMinor: to.stored - from.stored,
    points: to.points - from.points,
    pointsMinor: to.byPoints - from.byPoints,
  };
}

function wholePoints(minor: number, pointsUsed: number, pointsMinor: number): number {
  return Number((BigInt(minor) * BigInt(pointsUsed)) / BigInt(pointsMinor));
}

function linesOf(order: PricedOrder, tally: Tally, before: Bill, after: Bill): RefundLine[] {
  return order.cart.lines.map(({ lineId, productId, quantity }, line) => ({
    lineId,
    productId,
    returnedQuantity: quantity - tally.kept[line]!,
    keptQuantity: tally.kept[line]!,
    beforeMinor: before.lines[line]!,
    afterMinor: after.lines[line]!,
  }));
}

function benefitsOf(order: PricedOrder, before: Bill, after: Bill): BenefitChange[] {
  const offers = new Map(order.offers.map((offer) => [offer.offerId, offer]));
  return order.priced.applied.flatMap(({ offerId, voucherId }, at) => {
    const [beforeMinor, afterMinor] = [before.benefits[at]!, after.benefits[at]!];
    if (beforeMinor === afterMinor) return [];
    const payers = offers.get(offerId)?.payers ?? [];
    const shares = differenceOf(payers, beforeMinor, afterMinor);
    return [{ offerId, voucherId, beforeMinor, afterMinor, shares, over: afterMinor === 0 }];
  });
}

// Each amount split by itself, as it was when the order was priced: what is taken back part by
// part is in the end exactly what each one bore.
function differenceOf(
  payers: PricedOrder["offers"][number]["payers"],
  beforeMinor: number,
  afterMinor: number,
): Applied["shares"] {
  const weights = payers.map(({ bps }) => bps);
  if (weights.length === 0) return [];
  const [before, after] = [splitByShares(beforeMinor, weights), splitByShares(afterMinor, weights)];
  return payers.map(({ party }, at) => ({ party, amountMinor: before[at]! - after[at]! }));
}

function lostOf(desk: Desk, tally: Tally): LostThreshold[] {
  const priced = pricedFor(desk, tally.kept);
  const applied = new Map(priced?.applied.map((one) => [keyOf(one), one]));
  const reasons = new Map(priced?.notApplied.map((one) => [keyOf(one), one.reason]));
  return desk.order.priced.applied.flatMap((one) => {
    const still = applied.get(keyOf(one));
    if (still && (still.tier ?? 0) >= (one.tier ?? 0) && still.times >= one.times) return [];
    const reason = reasons.get(keyOf(one)) ?? { kind: "no_goods" as const };
    return [{
      offerId: one.offerId,
      voucherId: one.voucherId,
      reason: still ? null : reason,
      tierBefore: one.tier,
      tierAfter: still?.tier ?? null,
      timesBefore: one.times,
      timesAfter: still?.times ?? 0,
    }];
  });
}
