import { Type as T } from "typebox";
import type { Context } from "#platform/context.ts";
import { defineRoute, open, type Route, staff } from "#platform/route.ts";
import { Id, Nullable } from "#platform/schema.ts";
import { dayOf } from "#platform/time.ts";
import { PresaleSchema, ShownPresaleSchema } from "../shapes.ts";
import type { PresalesTable } from "../tables.ts";
import { openPresale } from "./open-presale.ts";
import { presalesOf } from "./presale-terms.ts";
import { endPresale, savePresale } from "./save-presale.ts";

const tag = "orders";
const params = T.Object({ productId: Id });
const path = "/api/:brand/products/:productId/presale";

function view(ctx: Context, row: PresalesTable | undefined) {
  if (!row) return null;
  const lastDay = (to: Temporal.Instant) => dayOf(ctx, to.subtract({ milliseconds: 1 }));
  return {
    depositMinor: row.deposit_minor,
    depositBps: row.deposit_bps,
    worthMinor: row.worth_minor,
    depositFirstDay: dayOf(ctx, row.deposit_from),
    depositLastDay: lastDay(row.deposit_to),
    balanceFirstDay: dayOf(ctx, row.balance_from),
    balanceLastDay: lastDay(row.balance_to),
    unpaidRule: row.unpaid_rule,
  };
}

const read = defineRoute({
  operationId: "getPresale",
  method: "GET",
  path,
  tag,
  summary: { zh: "商品的预售规则", en: "A product's presale" },
  access: staff("catalogue.read"),
  params,
  answer: T.Object({ presale: Nullable(PresaleSchema) }),
  async run(ctx, { params: { productId } }) {
    return { presale: view(ctx, (await presalesOf(ctx, [productId])).get(productId)) };
  },
});

const save = defineRoute({
  operationId: "savePresale",
  method: "PUT",
  path,
  tag,
  summary: { zh: "设置商品的预售：定金与尾款", en: "Set a product's presale: deposit and balance" },
  access: staff("catalogue.write", "brand"),
  params,
  body: PresaleSchema,
  errors: ["product_not_found", "presale_deposit_invalid", "presale_days_invalid"],
  run: (ctx, { params: { productId }, body }) => savePresale(ctx, productId, body),
});

const end = defineRoute({
  operationId: "endPresale",
  method: "DELETE",
  path,
  tag,
  summary: { zh: "结束商品的预售", en: "End a product's presale" },
  access: staff("catalogue.write", "brand"),
  params,
  errors: ["presale_not_found"],
  run: (ctx, { params: { productId } }) => endPresale(ctx, productId),
});

const told = defineRoute({
  operationId: "showPresale",
  method: "GET",
  path: "/:brand/api/products/:productId/presale",
  tag,
  summary: { zh: "商品正在进行的预售", en: "The presale that a product is in now" },
  access: open(),
  params,
  answer: T.Object({ presale: Nullable(ShownPresaleSchema) }),
  run: async (ctx, { params: { productId } }) => ({ presale: await openPresale(ctx, productId) }),
});

export const presaleRoutes: readonly Route[] = [read, save, end, told];
