// After all benefits: what points and stored value pay. They are payments, no discounts.
import { splitByShares } from "../money/index.ts";
import type { Facts, PointsRule } from "./cart.ts";
import type { Minor } from "./model.ts";

export interface Payments {
  readonly pointsUsed: number;
  readonly pointsMinor: Minor;
  readonly storedValueMinor: Minor;
  readonly dueMinor: Minor;
}

/** Points pay for goods in whole steps; stored value pays of what is left, delivery included. */
export function paymentsOf(goodsMinor: Minor, deliveryMinor: Minor, facts: Facts): Payments {
  const steps = facts.points ? stepsOf(facts.points, goodsMinor) : 0;
  const pointsUsed = steps * (facts.points?.step.points ?? 0);
  const pointsMinor = steps * (facts.points?.step.minor ?? 0);
  const leftMinor = goodsMinor + deliveryMinor - pointsMinor;
  const storedValueMinor = Math.min(Math.max(0, facts.storedValueMinor ?? 0), leftMinor);
  return { pointsUsed, pointsMinor, storedValueMinor, dueMinor: leftMinor - storedValueMinor };
}

/**
 * Whole steps: ⌊min(balance, use) / points of a step⌋, and as many as pay no more than `capMinor`,
 * ⌊goods × capBps / 10,000⌋ and the goods themselves.
 */
function stepsOf(points: PointsRule, goodsMinor: Minor): number {
  const { step, balance } = points;
  if (!(step.points > 0 && step.minor > 0)) return 0;
  const wanted = points.use === "most" ? balance : Math.min(balance, points.use);
  const shareMinor = Number((BigInt(goodsMinor) * BigInt(points.capBps ?? 10_000)) / 10_000n);
  const mostMinor = Math.min(goodsMinor, shareMinor, points.capMinor ?? Infinity);
  const steps = Math.min(Math.floor(wanted / step.points), Math.floor(mostMinor / step.minor));
  return Math.max(0, steps);
}

/** What points pay of each line, in proportion to its payable. */
export function pointsByLine(pointsMinor: Minor, payables: readonly Minor[]): Minor[] {
  return pointsMinor === 0 ? payables.map(() => 0) : splitByShares(pointsMinor, payables);
}
