import { maskedMembers } from "#modules/members/index.ts";
import { getStores, type Store } from "#modules/stores/index.ts";
import { explainRecord, readRecord } from "#packages/pricing/index.ts";
import type { Context } from "#platform/context.ts";
import { together } from "#platform/together.ts";
import { dueOf, openMinor } from "./payments/due.ts";
import type { Placed } from "./place-order.ts";
import { keptOf } from "./presale/presale-terms.ts";
import { linesOf, paymentsOf, refundsOf } from "./queries.ts";
import { stepsFrom } from "./states.ts";
import type { LinesTable, OrdersTable, PaymentsTable, RefundsTable } from "./tables.ts";

type NamedStore = Pick<Store, "name" | "nameEn">;

const millis = (at: Temporal.Instant | null): number | null => at?.epochMilliseconds ?? null;

function lineView(line: LinesTable) {
  return {
    lineId: line.line_id,
    productId: line.product_id,
    variantId: line.variant_id,
    name: line.name,
    nameEn: line.name_en,
    quantity: line.quantity,
    returned: line.returned,
    initialMinor: line.initial_minor,
    payableMinor: line.payable_minor,
  };
}

function brief(order: OrdersTable, lines: readonly LinesTable[]) {
  return {
    orderId: order.order_id,
    number: order.number,
    state: order.state,
    paymentKind: order.payment_kind,
    storeId: order.store_id,
    totalMinor: order.total_minor,
    paidMinor: order.paid_minor,
    refundedMinor: order.refunded_minor,
    dueMinor: dueOf(order),
    openMinor: stepsFrom(order.payment_kind, order.state).includes("pay") ? openMinor(order) : 0,
    currency: order.currency,
    placedAt: order.placed_at.epochMilliseconds,
    payUntil: millis(order.pay_until),
    units: lines.reduce((sum, line) => sum + line.quantity, 0),
    firstName: lines[0]?.name ?? "",
    firstNameEn: lines[0]?.name_en ?? null,
  };
}

/** Orders of a list, with names of stores and masks of members. */
export async function orderBriefs(ctx: Context, orders: readonly OrdersTable[]) {
  const lines = await linesOf(ctx, orders.map((order) => order.order_id));
  const byOrder = Map.groupBy(lines, (line) => line.order_id);
  const stores = await getStores(ctx, [...new Set(orders.map((order) => order.store_id))]);
  const names = new Map(stores.map((store) => [store.storeId, store]));
  const ids = [...new Set(orders.flatMap((order) => order.member_id ?? []))];
  const members = await maskedMembers(ctx, ids);
  return orders.map((order) => ({
    ...brief(order, byOrder.get(order.order_id) ?? []),
    storeName: names.get(order.store_id)?.name ?? "",
    storeNameEn: names.get(order.store_id)?.nameEn ?? null,
    memberMasked: (order.member_id && members.get(order.member_id)?.masked) || null,
  }));
}

const paymentView = (payment: PaymentsTable) => ({
  paymentId: payment.payment_id,
  provider: payment.provider,
  method: payment.method,
  state: payment.state,
  amountMinor: payment.amount_minor,
  link: payment.state === "started" ? payment.link : null,
  startedAt: payment.started_at.epochMilliseconds,
  endedAt: millis(payment.ended_at),
});

const refundView = (refund: RefundsTable) => ({
  refundId: refund.refund_id,
  state: refund.state,
  amountMinor: refund.amount_minor,
  storedValueMinor: refund.stored_value_minor,
  points: refund.points,
  reason: refund.reason,
  failure: refund.failure,
  startedAt: refund.started_at.epochMilliseconds,
  endedAt: millis(refund.ended_at),
});

const walletView = (order: OrdersTable) => ({
  pointsUsed: order.points_used,
  pointsMinor: order.points_minor,
  pointsBack: order.points_back,
  storedValueMinor: order.stored_value_minor,
  storedValueBackMinor: order.stored_value_back_minor,
});

/** The stages of a presale; null: the order is none. */
function presaleView(order: OrdersTable) {
  const { balance_from: from, balance_to: to, unpaid_rule: unpaidRule } = order;
  if (!from || !to || !unpaidRule) return null;
  const { deposit_minor: depositMinor, total_minor: totalMinor } = order;
  return {
    depositMinor,
    balanceMinor: dueOf(order) - depositMinor,
    balanceFrom: from.epochMilliseconds,
    balanceTo: to.epochMilliseconds,
    unpaidRule,
    keptMinor: keptOf(unpaidRule, depositMinor, totalMinor),
  };
}

/** What an order's answer is made of. */
interface Parts {
  readonly order: OrdersTable;
  readonly lines: readonly LinesTable[];
  readonly store: NamedStore | null;
  readonly memberMasked: string | null;
  readonly payments: readonly PaymentsTable[];
  readonly refunds: readonly RefundsTable[];
}

/** An order with its goods, why it costs what it costs, its payments and refunds. */
function viewOf(ctx: Context, { order, lines, store, memberMasked, ...money }: Parts) {
  const products = Object.fromEntries(
    lines.map(({ product_id: id, name, name_en: nameEn }) => [id, { name, nameEn }]),
  );
  const { lang, brand } = ctx;
  const record = readRecord(order.record);
  const told = explainRecord(record, { lang, timeZone: brand.timeZone, products });
  return {
    ...brief(order, lines),
    storeName: store?.name ?? "",
    storeNameEn: store?.nameEn ?? null,
    memberMasked,
    ...walletView(order),
    presale: presaleView(order),
    note: order.note,
    paidAt: millis(order.paid_at),
    handedOverAt: millis(order.handed_over_at),
    acceptAt: millis(order.accept_at),
    endedAt: millis(order.ended_at),
    lines: lines.map(lineView),
    gifts: record.priced.gifts.map(({ label, quantity }) => ({ label, quantity })),
    applied: [...told.applied],
    shares: [...told.shares],
    payments: money.payments.map(paymentView),
    refunds: money.refunds.map(refundView),
    steps: stepsFrom(order.payment_kind, order.state),
  };
}

/** An order as it is now. */
export async function orderView(ctx: Context, order: OrdersTable) {
  const { order_id: orderId, store_id: storeId, member_id: memberId } = order;
  const [lines, [store], members, payments, refunds] = await together([
    linesOf(ctx, [orderId]),
    getStores(ctx, [storeId]),
    maskedMembers(ctx, memberId ? [memberId] : []),
    paymentsOf(ctx, orderId),
    refundsOf(ctx, orderId),
  ]);
  const memberMasked = (memberId && members.get(memberId)?.masked) || null;
  return viewOf(ctx, { order, lines, store: store ?? null, memberMasked, payments, refunds });
}

/** {@link orderView} of one that was placed just now: nothing is asked again. */
export function placedView(ctx: Context, { order, lines, store, member }: Placed) {
  const memberMasked = member?.masked ?? null;
  return viewOf(ctx, { order, lines, store, memberMasked, payments: [], refunds: [] });
}
