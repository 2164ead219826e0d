import { creditStoredValue, post } from "#modules/wallet/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import { emit } from "#platform/journal.ts";
import type { PaymentState } from "../ports.ts";
import type { NoticeOutcome } from "../tables.ts";
import { lockTopUp } from "./queries.ts";
import type { TopUpsTable, TopUpTables } from "./tables.ts";

/** Where the money of a top-up is after it came in: at its till, or with the provider. */
export const topUpPlace = (ctx: Context, provider: string, unitId: string) =>
  provider === "till"
    ? ({ kind: "at_till", ownerKind: "unit", ownerId: unitId } as const)
    : ({ kind: "at_provider", ownerKind: "brand", ownerId: ctx.brand.brandId } as const);

export const topUpsOf = (unitId: string) =>
  ({ kind: "top_ups", ownerKind: "unit", ownerId: unitId }) as const;

/** Books a top-up that was paid, once: its row is held and not paid yet. */
export async function bookTopUp(
  ctx: Context,
  row: TopUpsTable,
  providerRef: string | null,
): Promise<void> {
  const { top_up_id: topUpId, unit_id: unitId, member_id: memberId } = row;
  await tablesOf<TopUpTables>(ctx)
    .updateTable("orders.top_ups")
    .set({ state: "paid", provider_ref: providerRef, ended_at: ctx.now })
    .where("brand_id", "=", ctx.brand.brandId)
    .where("top_up_id", "=", topUpId)
    .execute();
  const amount = row.pay_minor;
  await creditStoredValue(ctx, {
    memberId,
    unitId,
    source: "top_up",
    sourceId: topUpId,
    principalMinor: amount,
    bonusMinor: row.bonus_minor,
  });
  await post(ctx, [{
    kind: "top_up_money",
    postingKey: `top_up_money:${topUpId}`,
    unit: ctx.brand.currency,
    causeId: topUpId,
    postings: [
      { account: topUpsOf(unitId), amount: -amount },
      { account: topUpPlace(ctx, row.provider, unitId), amount },
    ],
  }]);
  await emit(ctx, "orders.topped_up", {
    unitId,
    memberId,
    payload: { topUpId, payMinor: amount, bonusMinor: row.bonus_minor },
  });
}

type Paid = Extract<PaymentState, { state: "paid" }>;

/** What a provider says was paid: compared, then booked once; also after it was closed. */
export async function settleTopUp(
  ctx: Context,
  known: TopUpsTable,
  paid: Paid,
): Promise<NoticeOutcome> {
  const row = await lockTopUp(ctx, known.top_up_id);
  if (row.state === "paid") return "known";
  if (paid.amountMinor !== row.pay_minor || paid.currency !== ctx.brand.currency) {
    return "amount_differs";
  }
  await bookTopUp(ctx, row, paid.providerRef);
  return "posted";
}

/** Nobody can pay it any more. */
export async function closeTopUp(ctx: Context, topUpId: string): Promise<void> {
  const row = await lockTopUp(ctx, topUpId);
  if (row.state !== "started") return;
  await tablesOf<TopUpTables>(ctx)
    .updateTable("orders.top_ups")
    .set({ state: "closed", ended_at: ctx.now })
    .where("brand_id", "=", ctx.brand.brandId)
    .where("top_up_id", "=", topUpId)
    .execute();
  const { member_id: memberId, unit_id: unitId } = row;
  await emit(ctx, "orders.top_up_closed", { unitId, memberId, payload: { topUpId } });
}
