import { Type as T } from "typebox";
import type { FastifyRequest } from "fastify";
import { permit } from "#modules/organisation/index.ts";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { defineRoute, memberOnly, type Route, staff } from "#platform/route.ts";
import { Id, Word } from "#platform/schema.ts";
import { publicUrlOf } from "../public-url.ts";
import { findOrder, ownOrder } from "../queries.ts";
import type { OrdersTable } from "../tables.ts";
import { receiptBytes, receiptPdf, receiptSvg } from "./draw-receipt.ts";
import { gatherReceipt } from "./gather-receipt.ts";
import { findPrint, printReceipt } from "./print-receipt.ts";
import type { Paper } from "./receipt-doc.ts";

const tag = "orders";
const path = "/api/:brand/orders/:orderId";
const params = T.Object({ orderId: Id });
const work = staff("orders.work");
const PaperSchema = T.Unsafe<Paper>(T.Union([T.Literal(58), T.Literal(80)]));
const printNo = T.Integer({ minimum: 1, description: "which print; absent: it is only shown" });

function contentOf(
  ctx: Context,
  order: OrdersTable,
  request: FastifyRequest,
  print: number | null,
) {
  const url = `${publicUrlOf(request)}/${ctx.brand.key}/orders/${order.order_id}`;
  return gatherReceipt(ctx, order, url, print);
}

async function workedOn(ctx: Context, orderId: string): Promise<OrdersTable> {
  const order = await findOrder(ctx, orderId);
  if (!order) throw refuse("order_not_found");
  await permit(ctx, "orders.work", order.store_id);
  return order;
}

const print = defineRoute({
  operationId: "printReceipt",
  method: "POST",
  path: `${path}/prints`,
  tag,
  summary: { zh: "打印小票（每次都记数）", en: "Print a receipt; every print is counted" },
  access: work,
  params,
  body: T.Object(
    { paper: PaperSchema, format: Word("escpos", "pdf") },
    { additionalProperties: false },
  ),
  answer: T.Object({ printNo: T.Integer(), reprint: T.Boolean() }),
  errors: ["order_not_found"],
  async run(ctx, { params: { orderId }, body }) {
    const done = await printReceipt(ctx, { orderId, ...body });
    return { printNo: done, reprint: done > 1 };
  },
});

const shown = defineRoute({
  operationId: "getReceiptSvg",
  method: "GET",
  path: `${path}/receipt.svg`,
  tag,
  summary: { zh: "小票预览（SVG）", en: "How the receipt looks (SVG)" },
  access: work,
  params,
  query: T.Object({ paper: T.Optional(PaperSchema) }),
  raw: true,
  errors: ["order_not_found"],
  async run(ctx, { params: { orderId }, query, request, reply }) {
    const order = await workedOn(ctx, orderId);
    const content = await contentOf(ctx, order, request, null);
    await reply.type("image/svg+xml").send(await receiptSvg(content, query.paper ?? 58));
  },
});

const bytes = defineRoute({
  operationId: "getReceiptBytes",
  method: "GET",
  path: `${path}/receipt.bin`,
  tag,
  summary: {
    zh: "小票的打印机指令（ESC/POS，GB18030）",
    en: "A receipt as bytes for a printer or a print bridge (ESC/POS, GB18030)",
  },
  access: work,
  params,
  query: T.Object({ print: printNo }),
  raw: true,
  errors: ["order_not_found", "receipt_not_printed"],
  async run(ctx, { params: { orderId }, query, request, reply }) {
    const order = await workedOn(ctx, orderId);
    const paper = await findPrint(ctx, orderId, query.print);
    const content = await contentOf(ctx, order, request, query.print);
    await reply.type("application/octet-stream").send(await receiptBytes(content, paper));
  },
});

const pdf = defineRoute({
  operationId: "getReceiptPdf",
  method: "GET",
  path: `${path}/receipt.pdf`,
  tag,
  summary: { zh: "小票（PDF）", en: "A receipt as a PDF" },
  access: work,
  params,
  query: T.Object({ print: T.Optional(printNo), paper: T.Optional(PaperSchema) }),
  raw: true,
  errors: ["order_not_found", "receipt_not_printed", "receipt_font_missing"],
  async run(ctx, { params: { orderId }, query, request, reply }) {
    const order = await workedOn(ctx, orderId);
    const paper = query.print ? await findPrint(ctx, orderId, query.print) : (query.paper ?? 80);
    const content = await contentOf(ctx, order, request, query.print ?? null);
    const file = await receiptPdf(content, paper);
    if (!file) throw refuse("receipt_font_missing");
    reply.header("content-disposition", `inline; filename="${order.number}.pdf"`);
    await reply.type("application/pdf").send(file);
  },
});

const own = defineRoute({
  operationId: "getMyReceiptPdf",
  method: "GET",
  path: "/:brand/api/orders/:orderId/receipt.pdf",
  tag,
  summary: { zh: "我的电子小票（PDF）", en: "My receipt as a PDF" },
  access: memberOnly(),
  params,
  raw: true,
  errors: ["order_not_found", "receipt_font_missing"],
  async run(ctx, { params: { orderId }, request, reply }) {
    const order = await ownOrder(ctx, orderId);
    const file = await receiptPdf(await contentOf(ctx, order, request, null), 80);
    if (!file) throw refuse("receipt_font_missing");
    reply.header("content-disposition", `inline; filename="${order.number}.pdf"`);
    await reply.type("application/pdf").send(file);
  },
});

export const receiptRoutes: readonly Route[] = [print, shown, bytes, pdf, own];
