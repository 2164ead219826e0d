import { variantWords } from "#modules/catalogue/index.ts";
import { maskedMember } from "#modules/members/index.ts";
import { staffName } from "#modules/organisation/index.ts";
import { getStore } from "#modules/stores/index.ts";
import { pointsOfOrder } from "#modules/wallet/index.ts";
import { type PricedOrder, readRecord } from "#packages/pricing/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import { openMinor } from "../payments/due.ts";
import { linesOf, paymentsOf, refundsOf } from "../queries.ts";
import type { LinesTable, OrdersTable } from "../tables.ts";
import type { TillTables } from "../till/tables.ts";
import type { ReceiptContent, ReceiptLine } from "./content.ts";

const inLang = (ctx: Context, name: string, nameEn: string | null): string =>
  ctx.lang === "en" ? (nameEn ?? name) : name;

function timeOf(ctx: Context, at: Temporal.Instant): string {
  const zoned = at.toZonedDateTimeISO(ctx.brand.timeZone);
  return `${zoned.toPlainDate()} ${zoned.toPlainTime().toString({ smallestUnit: "minute" })}`;
}

function lineOf(
  ctx: Context,
  record: PricedOrder,
  line: LinesTable,
  options: ReadonlyMap<string, string>,
): ReceiptLine {
  const said = record.priced.lines.find((one) => one.lineId === line.line_id);
  const names = new Map(record.offers.map((offer) => [offer.offerId, offer]));
  const shares = new Map(record.priced.applied.map((one) => [one.voucherId ?? one.offerId, one]));
  return {
    name: inLang(ctx, line.name, line.name_en),
    options: options.get(line.variant_id ?? "") ?? "",
    quantity: line.quantity,
    returned: line.returned,
    unitMinor: line.initial_minor / line.quantity,
    initialMinor: line.initial_minor,
    reductions: (said?.reductions ?? []).map(({ offerId, voucherId, amountMinor }) => {
      const offer = names.get(offerId);
      const borne = shares.get(voucherId ?? offerId)?.shares ?? [];
      return {
        name: offer ? inLang(ctx, offer.name, offer.nameEn ?? null) : "",
        by: borne.filter((share) => share.amountMinor > 0).map((share) => share.party),
        amountMinor,
      };
    }),
  };
}

async function tillSale(ctx: Context, orderId: string) {
  const row = await tablesOf<TillTables>(ctx)
    .selectFrom("orders.till_sales")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("order_id", "=", orderId)
    .executeTakeFirst();
  return row ?? null;
}

async function paidOf(ctx: Context, order: OrdersTable, givenMinor: number | null) {
  const paid = (await paymentsOf(ctx, order.order_id)).filter(({ state }) => state === "paid");
  const payments = paid.map(({ method, amount_minor: amountMinor }) => ({ method, amountMinor }));
  const cashMinor = payments
    .filter(({ method }) => method === "cash")
    .reduce((sum, one) => sum + one.amountMinor, 0);
  const cash = givenMinor !== null && givenMinor > cashMinor
    ? { givenMinor, changeMinor: givenMinor - cashMinor }
    : null;
  const refunds = (await refundsOf(ctx, order.order_id))
    .filter((one) => one.amount_minor > 0)
    .map((one) => ({ time: timeOf(ctx, one.started_at), amountMinor: one.amount_minor }));
  return { payments, cash, refunds };
}

const partsOf = (order: OrdersTable, { priced }: PricedOrder) => ({
  deliveryMinor: priced.delivery.payableMinor,
  goodsMinor: priced.lines.reduce((sum, line) => sum + line.initialMinor, 0),
  savedMinor: priced.lines.reduce((sum, one) => sum + one.initialMinor - one.payableMinor, 0),
  totalMinor: order.total_minor,
  points: order.points_used > 0
    ? { used: order.points_used, minor: order.points_minor }
    : null,
  storedValueMinor: order.stored_value_minor,
  unpaidMinor: openMinor(order),
  gifts: priced.gifts.map(({ label, quantity }) => ({ label, quantity })),
});

/** All that the receipt of an order says now. `url`: where its member finds it. */
export async function gatherReceipt(
  ctx: Context,
  order: OrdersTable,
  url: string,
  print: number | null,
): Promise<ReceiptContent> {
  const record = readRecord(order.record);
  const lines = await linesOf(ctx, [order.order_id]);
  const options = await variantWords(ctx, lines.flatMap(({ variant_id: id }) => id ?? []));
  const store = await getStore(ctx, order.store_id);
  const sale = await tillSale(ctx, order.order_id);
  const { member_id: memberId } = order;
  return {
    lang: ctx.lang,
    currency: order.currency,
    brandName: inLang(ctx, ctx.brand.name, ctx.brand.nameEn),
    storeName: inLang(ctx, store.name, store.nameEn),
    storeAddress: store.address,
    storePhone: store.phone,
    print,
    number: order.number,
    url,
    time: timeOf(ctx, order.placed_at),
    cashier: sale?.staff_id ? await staffName(ctx, sale.staff_id) : null,
    memberMasked: memberId ? (await maskedMember(ctx, memberId)).masked : null,
    lines: lines.map((line) => lineOf(ctx, record, line, options)),
    ...partsOf(order, record),
    ...(await paidOf(ctx, order, sale?.given_minor ?? null)),
    earned: memberId ? await pointsOfOrder(ctx, { orderId: order.order_id, memberId }) : null,
  };
}
