import { randomBytes } from "node:crypto";
import { sourcesOf } from "#modules/channels/index.ts";
import { type AgreedPrice, priceOrder } from "#modules/promotions/index.ts";
import { useInOrder } from "#modules/wallet/index.ts";
import { makeDigits } from "#packages/codes/index.ts";
import { formatMinor } from "#packages/money/index.ts";
import { actorId, type Context, json, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { enqueue } from "#platform/jobs.ts";
import { emit } from "#platform/journal.ts";
import { closeUnpaidJobName } from "./job-names.ts";
import { orderSettings } from "./settings.ts";
import { firstState, type PaymentKind } from "./states.ts";
import { keepStock, takeStock } from "./stock.ts";
import type { OrdersTable, OrderTables } from "./tables.ts";

export interface OrderedLine {
  readonly lineId: string;
  readonly productId: string;
  readonly variantId?: string | null | undefined;
  readonly quantity: number;
}

export interface PlaceInput {
  readonly storeId: string;
  /** Null: sold at the till to somebody unknown. */
  readonly memberId: string | null;
  readonly paymentKind: PaymentKind;
  readonly lines: readonly OrderedLine[];
  readonly choose?: readonly string[] | undefined;
  /** What the member saw; another price now is refused, never charged. */
  readonly expectedTotalMinor: number;
  readonly note: string | null;
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
  agreed: AgreedPrice,
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
  agreed: AgreedPrice,
  source: Source,
  payUntil: Temporal.Instant,
): OrdersTable {
  const totalMinor = agreed.record.priced.payable.totalMinor;
  const state = firstState(input.paymentKind, totalMinor);
  return {
    brand_id: ctx.brand.brandId,
    order_id: newId(),
    number: makeDigits(14, randomBytes),
    member_id: input.memberId,
    store_id: input.storeId,
    payment_kind: input.paymentKind,
    state,
    currency: ctx.brand.currency,
    total_minor: totalMinor,
    paid_minor: 0,
    refunded_minor: 0,
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

async function useVouchers(ctx: Context, row: OrdersTable, agreed: AgreedPrice): Promise<void> {
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

async function announce(ctx: Context, row: OrdersTable, agreed: AgreedPrice): Promise<void> {
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
      units: priced.lines.reduce((sum, line) => sum + line.quantity, 0),
      benefits: priced.applied.map(({ offerId, voucherId, amountMinor }) => ({
        offerId,
        voucherId,
        amountMinor,
      })),
    },
  });
}

/**
 * Places an order at the price of this moment: its goods are kept, its vouchers used, its
 * explanation written down. Refuses `order_price_changed` with the new total where the member saw
 * another one, and by the reason of what is gone.
 */
export async function placeOrder(ctx: Context, input: PlaceInput): Promise<OrdersTable> {
  if (input.lines.length === 0) throw refuse("order_empty");
  const agreed = await priceOrder(ctx, input);
  const { totalMinor } = agreed.record.priced.payable;
  if (totalMinor !== input.expectedTotalMinor) {
    const total = formatMinor(totalMinor, ctx.brand.currency, ctx.lang);
    throw refuse("order_price_changed", { total, totalMinor });
  }
  const { payMinutes } = await orderSettings(ctx);
  const source = await sourceOf(ctx, input.memberId);
  const row = rowOf(ctx, input, agreed, source, ctx.now.add({ minutes: payMinutes }));
  const kept = { ...row, reservation_id: await keepStock(ctx, row, input.lines) };
  await insert(ctx, kept, input, agreed);
  await useVouchers(ctx, row, agreed);
  await announce(ctx, row, agreed);
  // Nothing to pay: what others get by paying happens now.
  if (row.state === "paid") await takeStock(ctx, kept);
  if (row.pay_until) {
    await enqueue(ctx, closeUnpaidJobName, { orderId: row.order_id }, { runAt: row.pay_until });
  }
  return kept;
}
