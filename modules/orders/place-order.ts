import { randomBytes } from "node:crypto";
import { countedProducts } from "#modules/catalogue/index.ts";
import { type Source, sourcesOf } from "#modules/channels/index.ts";
import { type MaskedMember, maskedMembers } from "#modules/members/index.ts";
import { readyOrderUses } from "#modules/wallet/index.ts";
import { makeDigits } from "#packages/codes/index.ts";
import { formatMinor } from "#packages/money/index.ts";
import { actorId, type Context, json, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { enqueue } from "#platform/jobs.ts";
import { writeNow } from "#platform/db/batch-connection.ts";
import { emit } from "#platform/journal.ts";
import { together } from "#platform/together.ts";
import { type Agreed, agreePrice, type OrderAsk, permitKind } from "./agree-price.ts";
import { closeUnpaidJobName } from "./job-names.ts";
import { finishPaid } from "./payments/finish-paid.ts";
import { checkFulfilment, openPickup } from "./pickup/pickups.ts";
import { orderSettings } from "./settings.ts";
import { firstState, type PaymentKind } from "./states.ts";
import { keepStock, takeStock } from "./stock.ts";
import type { LinesTable, OrdersTable, OrderTables } from "./tables.ts";
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

async function sourceOf(ctx: Context, memberId: string | null): Promise<Source | null> {
  if (memberId === null) return null;
  const [source] = await sourcesOf(ctx, [{ memberId, touchId: null, now: ctx.now }]);
  return source ?? null;
}

function linesFor(row: OrdersTable, input: PlaceInput, agreed: Agreed): LinesTable[] {
  const { priced } = agreed.record;
  return input.lines.map((line, place) => {
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
}

function insert(ctx: Context, row: OrdersTable, lines: readonly LinesTable[]) {
  const db = tablesOf<OrderTables>(ctx);
  const record = json(row.record);
  return together([
    writeNow(ctx.tx, db.insertInto("orders.orders").values({ ...row, record })),
    writeNow(ctx.tx, db.insertInto("orders.lines").values([...lines])),
  ]);
}

function rowOf(
  ctx: Context,
  input: PlaceInput,
  agreed: Agreed,
  source: Source | null,
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
    campaign_id: source?.campaignId ?? null,
    channel_id: source?.channelId ?? null,
    source_code_id: source?.sourceCodeId ?? null,
    reservation_id: newId(),
    note: input.note,
    placed_at: ctx.now,
    pay_until: state === "awaiting_payment" ? payUntil : null,
    paid_at: state === "paid" ? ctx.now : null,
    handed_over_at: null,
    accept_at: null,
    ended_at: null,
  };
}

/** Looks at the vouchers that take something off; answers what uses them up. */
async function readyVouchers(
  ctx: Context,
  row: OrdersTable,
  agreed: Agreed,
): Promise<() => Promise<unknown>> {
  const { priced } = agreed.record;
  const used = priced.applied.flatMap(({ voucherId, amountMinor }) =>
    voucherId ? [{ useId: newId(), voucherId, discountMinor: amountMinor }] : [],
  );
  if (used.length === 0 || row.member_id === null) return async () => undefined;
  const before = priced.lines.reduce((sum, line) => sum + line.initialMinor, 0);
  const useUp = await readyOrderUses(ctx, {
    orderId: row.order_id,
    memberId: row.member_id,
    storeId: row.store_id,
    totalMinor: before,
    staffId: actorId(ctx.actor),
    uses: used,
  });
  const noted = tablesOf<OrderTables>(ctx)
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
    );
  return () => together([useUp(), writeNow(ctx.tx, noted)]);
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

/** An order with what was known of it when it was placed. */
export interface Placed {
  readonly order: OrdersTable;
  readonly lines: readonly LinesTable[];
  readonly store: Agreed["store"];
  readonly member: MaskedMember | null;
}

/** What placing asks before it holds anything, all at once. */
async function ask(ctx: Context, input: PlaceInput) {
  const { memberId } = input;
  const source = sourceOf(ctx, memberId);
  const [agreed, settings, from, counted, masked] = await together([
    agreePrice(ctx, { ...input, source }),
    orderSettings(ctx),
    source,
    countedProducts(ctx, input.lines.map((line) => line.productId)),
    maskedMembers(ctx, memberId ? [memberId] : []),
  ]);
  return { agreed, settings, from, counted, member: (memberId && masked.get(memberId)) || null };
}

/**
 * Places an order at the price of this moment: its goods are kept, its vouchers used, its points
 * and stored value spent, its explanation written down. Refuses `order_price_changed` or
 * `order_due_changed` with the new amount where the member saw another one, and by the reason of
 * what is gone. All that many orders want, the stock first, is held from the last moment on.
 */
export async function place(ctx: Context, input: PlaceInput): Promise<Placed> {
  const { agreed, settings, from, counted, member } = await ask(ctx, input);
  const { store } = agreed;
  checkFulfilment(ctx, input, store);
  permitKind(input.paymentKind, agreed.deposit);
  permitSeen(ctx, input, agreed);
  const row = rowOf(ctx, input, agreed, from, ctx.now.add({ minutes: settings.payMinutes }));
  const lines = linesFor(row, input, agreed);
  const useVouchers = await readyVouchers(ctx, row, agreed);
  const { pay_until: runAt, order_id: orderId } = row;
  await together([
    keepStock(ctx, row, input.lines, counted),
    insert(ctx, row, lines),
    useVouchers(),
    runAt && enqueue(ctx, closeUnpaidJobName, { orderId }, { runAt }),
  ]);
  await spendParts(ctx, row);
  await announce(ctx, row, agreed);
  if (input.fulfilment === "pickup") await openPickup(ctx, row);
  // Nothing to pay: what others get by paying happens now.
  if (row.state === "paid") {
    await takeStock(ctx, row);
    await finishPaid(ctx, row);
  }
  return { order: row, lines, store, member };
}

export const placeOrder = async (ctx: Context, input: PlaceInput): Promise<OrdersTable> =>
  (await place(ctx, input)).order;
