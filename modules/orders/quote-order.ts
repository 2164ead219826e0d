import { pointsRule, spendablePoints, storedValueOf } from "#modules/wallet/index.ts";
import type { Context } from "#platform/context.ts";
import { type Agreed, agreePrice, type OrderAsk } from "./agree-price.ts";
import { keptOf } from "./presale/presale-terms.ts";

async function pointsIn(ctx: Context, ask: OrderAsk, agreed: Agreed) {
  if (ask.memberId === null || !(await pointsRule(ctx))) return null;
  const balance = await spendablePoints(ctx, ask.memberId);
  const { payable } = agreed.record.priced;
  const most =
    ask.usePoints === "most"
      ? payable
      : (await agreePrice(ctx, { ...ask, usePoints: "most" })).record.priced.payable;
  return {
    balance,
    used: payable.pointsUsed,
    usedMinor: payable.pointsMinor,
    most: most.pointsUsed,
    mostMinor: most.pointsMinor,
  };
}

async function storedValueIn(ctx: Context, { memberId }: OrderAsk, agreed: Agreed) {
  if (memberId === null) return null;
  const { principalMinor, bonusMinor } = await storedValueOf(ctx, memberId);
  if (principalMinor + bonusMinor === 0) return null;
  const usedMinor = agreed.record.priced.payable.storedValueMinor;
  return { principalMinor, bonusMinor, usedMinor };
}

function presaleIn({ deposit, record }: Agreed) {
  if (!deposit) return null;
  const { payable, applied } = record.priced;
  const { depositMinor, unpaidRule } = deposit;
  const moreMinor = applied
    .filter(({ offerId }) => offerId.startsWith("presale:"))
    .reduce((sum, one) => sum + one.amountMinor, 0);
  return {
    depositMinor,
    worthMinor: depositMinor + moreMinor,
    balanceMinor: payable.dueMinor - depositMinor,
    balanceFrom: deposit.balanceFrom.epochMilliseconds,
    balanceTo: deposit.balanceTo.epochMilliseconds,
    unpaidRule,
    keptMinor: keptOf(unpaidRule, depositMinor, payable.totalMinor),
  };
}

/** What an order would cost and how it could be paid now; nothing is written. */
export async function quoteOrder(ctx: Context, ask: OrderAsk) {
  const agreed = await agreePrice(ctx, ask);
  const { totalMinor, dueMinor } = agreed.record.priced.payable;
  return {
    totalMinor,
    dueMinor,
    points: await pointsIn(ctx, ask, agreed),
    storedValue: await storedValueIn(ctx, ask, agreed),
    presale: presaleIn(agreed),
  };
}
