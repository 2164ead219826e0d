import { randomBytes } from "node:crypto";
import { sourcesOf } from "#modules/channels/index.ts";
import { useInOrder } from "#modules/wallet/index.ts";
import { makeDigits } from "#packages/codes/index.ts";
import { formatMinor } from "#packages/money/index.ts";
import { actorId, type Context, json, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { enqueue } from "#platform/jobs.ts";
import { emit } from "#platform/journal.ts";
import { type Agreed, agreePrice, type OrderAsk, permitKind } from "./agree-price.ts";
import { closeUnpaidJobName } from "./job-names.ts";
import { finishPaid } from "./payments/finish-paid.ts";
import { checkFulfilment, openPickup } from "./pickup/pickups.ts";
import { orderSettings } from "./settings.ts";
import { firstState, type PaymentKind } from "./states.ts";
import { keepStock, takeStock } from "./stock.ts";
import type { OrdersTable, OrderTables } from "./tables.ts";
import { benefitsOf } from "./told-benefits.ts";
import { spendParts } from "./wallet-parts.ts";

export interface PlaceInput extends OrderAsk {
  readonly paymentKind: PaymentKind;
  /** What the member saw; another price now is refused, never charged. */
  readonly expectedTotalMinor: number;
  /** What the member saw as left to pay after points and stored value. */
  readonly expectedDueMinor?: number | undefined;
  readonly note: string | null;
  /** pickup: the member collects it at the store; absent: as store and member agree. */
  readonly fulfilment?: "pickup" | undefined;
}

type Source = Pick<OrdersTable, "campaign_id" | "channel_id" | "source_code_id">;

async function sourceOf(ctx: Context, memberId: string | null): Promise<Source> {
  const asked = memberId ? [{ memberId, touchId: null, now: ctx.now }] : [];
  const [source] = await sourcesOf(ctx, asked);
  return {
    campaign_id: source?.campaignId ?? null,
    channel_id: source?.channelId ?? null,
    source_code_id: source?.sourceCodeId ?? null,
  };
}

async function insert(
  ctx: Context,
  row: OrdersTable,
  input: PlaceInput,
  agreed: Agreed,
): Promise<void> {
  const db = tablesOf<OrderTables>(ctx);
  await db.insertInto("orders.orders").values({ ...row, record: json(row.record) }).execute();
  const { priced } = agreed.record;
  const lines = input.lines.map((line, place) => {
    const product = agreed.products.get(line.productId);
    const said = priced.lines[place];
    if (!product || !said) throw new Error(`line ${line.lineId} has no price`);
    return {
      brand_id: row.brand_id,
      order_id: row.order_id,
      line_id: line.lineId,
      place,
      product_id: line.productId,
      variant_id: line.variantId ?? null,
      name: product.name,
      name_en: product.nameEn,
      quantity: line.quantity,
      initial_minor: said.initialMinor,
      payable_minor: said.payableMinor,
      returned: 0,
    };
  });
  await db.insertInto("orders.lines").values(lines).execute();
}

function rowOf(
  ctx: Context,
  input: PlaceInput,
  agreed: Agreed,
  source: Source,
  payUntil: Temporal.Instant,
): OrdersTable {
  const { payable } = agreed.record.priced;
  const state = firstState(input.paymentKind, payable.dueMinor);
  const { deposit } = agreed;
  return {
    brand_id: ctx.brand.brandId,
    order_id: newId(),
    number: makeDigits(14, randomBytes),
    member_id: input.memberId,
    store_id: input.storeId,
    payment_kind: input.paymentKind,
    state,
    currency: ctx.brand.currency,
    total_minor: payable.totalMinor,
    paid_minor: 0,
    refunded_minor: 0,
    points_used: payable.pointsUsed,
    points_minor: payable.pointsMinor,
    stored_value_minor: payable.storedValueMinor,
    points_back: 0,
    points_back_minor: 0,
    stored_value_back_minor: 0,
    deposit_minor: deposit?.depositMinor ?? 0,
    balance_from: deposit?.balanceFrom ?? null,
    balance_to: deposit?.balanceTo ?? null,
    unpaid_rule: deposit?.unpaidRule ?? null,
    record: agreed.record,
    refund_state: null,
    ...source,
    reservation_id: null,
    note: input.note,
    placed_at: ctx.now,
    pay_until: state === "awaiting_payment" ? payUntil : null,
    paid_at: state === "paid" ? ctx.now : null,
    handed_over_at: null,
    accept_at: null,
    ended_at: null,
  };
}

async function useVouchers(ctx: Context, row: OrdersTable, agreed: Agreed): Promise<void> {
  const { priced } = agreed.record;
  const used = priced.applied.flatMap(({ voucherId, amountMinor }) =>
    voucherId ? [{ useId: newId(), voucherId, discountMinor: amountMinor }] : [],
  );
  if (used.length === 0 || row.member_id === null) return;
  const before = priced.lines.reduce((sum, line) => sum + line.initialMinor, 0);
  await useInOrder(ctx, {
    orderId: row.order_id,
    memberId: row.member_id,
    storeId: row.store_id,
    totalMinor: before,
    staffId: actorId(ctx.actor),
    uses: used,
  });
  await tablesOf<OrderTables>(ctx)
    .insertInto("orders.voucher_uses")
    .values(
      used.map(({ useId, voucherId, discountMinor }) => ({
        brand_id: row.brand_id,
        order_id: row.order_id,
        use_id: useId,
        voucher_id: voucherId,
        discount_minor: discountMinor,
        given_back_at: null,
      })),
    )
    .execute();
}

async function announce(ctx: Context, row: OrdersTable, agreed: Agreed): Promise<void> {
  const { priced } = agreed.record;
  await emit(ctx, "orders.placed", {
    unitId: row.store_id,
    memberId: row.member_id,
    payload: {
      orderId: row.order_id,
      campaignId: row.campaign_id,
      channelId: row.channel_id,
      sourceCodeId: row.source_code_id,
      paymentKind: row.payment_kind,
      totalMinor: row.total_minor,
      pointsUsed: row.points_used,
      pointsMinor: row.points_minor,
      storedValueMinor: row.stored_value_minor,
      dueMinor: priced.payable.dueMinor,
      units: priced.lines.reduce((sum, line) => sum + line.quantity, 0),
      benefits: benefitsOf(priced),
    },
  });
}

function permitSeen(ctx: Context, input: PlaceInput, agreed: Agreed): void {
  const { totalMinor, dueMinor } = agreed.record.priced.payable;
  const said = (minor: number) => formatMinor(minor, ctx.brand.currency, ctx.lang);
  if (totalMinor !== input.expectedTotalMinor) {
    throw refuse("order_price_changed", { total: said(totalMinor), totalMinor });
  }
  if (input.expectedDueMinor !== undefined && dueMinor !== input.expectedDueMinor) {
    throw refuse("order_due_changed", { due: said(dueMinor), dueMinor });
  }
}

/**
 * Places an order at the price of this moment: its goods are kept, its vouchers used, its points
 * and stored value spent, its explanation written down. Refuses `order_price_changed` or
 * `order_due_changed` with the new amount where the member saw another one, and by the reason of
 * what is gone.
 */
export async function placeOrder(ctx: Context, input: PlaceInput): Promise<OrdersTable> {
  const agreed = await agreePrice(ctx, input);
  await checkFulfilment(ctx, input);
  permitKind(input.paymentKind, agreed.deposit);
  permitSeen(ctx, input, agreed);
  const { payMinutes } = await orderSettings(ctx);
  const source = await sourceOf(ctx, input.memberId);
  const row = rowOf(ctx, input, agreed, source, ctx.now.add({ minutes: payMinutes }));
  const kept = { ...row, reservation_id: await keepStock(ctx, row, input.lines) };
  await insert(ctx, kept, input, agreed);
  await useVouchers(ctx, row, agreed);
  await spendParts(ctx, row);
  await announce(ctx, row, agreed);
  if (input.fulfilment === "pickup") await openPickup(ctx, row);
  // Nothing to pay: what others get by paying happens now.
  if (row.state === "paid") {
    await takeStock(ctx, kept);
    await finishPaid(ctx, kept);
  }
  if (row.pay_until) {
    await enqueue(ctx, closeUnpaidJobName, { orderId: row.order_id }, { runAt: row.pay_until });
  }
  return kept;
}
