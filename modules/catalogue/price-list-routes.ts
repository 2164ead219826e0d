import { sql } from "kysely";
import { Type as T } from "typebox";
import type { Context } from "#platform/context.ts";
import { decodeCursor, pageFrom, pageLimit, pageOf, pageQuery } from "#platform/paging.ts";
import { defineRoute, type Route, staff } from "#platform/route.ts";
import { Day, Id, Millis, Minor, Nullable, Text } from "#platform/schema.ts";
import { dayWindow } from "#platform/time.ts";
import {
  createPriceList, endPriceList, getPriceList, listPriceLists, setListPrices,
} from "./price-lists.ts";

const tag = "catalogue";
const closed = { additionalProperties: false };
const params = T.Object({ listId: Id });

const lists = defineRoute({
  operationId: "listPriceLists",
  method: "GET",
  path: "/api/:brand/price-lists",
  tag,
  summary: { zh: "价目表", en: "Price lists" },
  access: staff("catalogue.read"),
  query: T.Object(pageQuery),
  answer: pageOf(T.Object({
    listId: Id,
    name: T.String(),
    unitId: Nullable(Id),
    segment: Nullable(T.String()),
    validFrom: Millis,
    validTo: Nullable(Millis),
    products: T.Integer(),
  })),
  async run(ctx, { query }) {
    const page = await listPriceLists(ctx, query);
    const items = page.items.map(({ createdAt: _, validFrom, validTo, ...list }) => ({
      ...list,
      validFrom: validFrom.epochMilliseconds,
      validTo: validTo?.epochMilliseconds ?? null,
    }));
    return { items, next: page.next };
  },
});

const create = defineRoute({
  operationId: "createPriceList",
  method: "POST",
  path: "/api/:brand/price-lists",
  tag,
  summary: { zh: "新建价目表（按机构、会员分组、日期）", en: "Add a list by unit, segment and days" },
  access: staff("catalogue.write", "brand"),
  body: T.Object({
    name: Text(80),
    unitId: T.Optional(Nullable(Id)),
    segment: T.Optional(Nullable(Text(120))),
    firstDay: T.Optional(Nullable(Day)),
    lastDay: T.Optional(Nullable(Day)),
  }, closed),
  answer: T.Object({ listId: Id }),
  status: 201,
  errors: ["price_list_invalid"],
  async run(ctx, { body: { name, unitId = null, segment = null, firstDay, lastDay } }) {
    const validFrom = firstDay ? dayWindow(ctx, firstDay).from : ctx.now;
    const validTo = lastDay ? dayWindow(ctx, lastDay).to : null;
    return { listId: await createPriceList(ctx, { name, unitId, segment, validFrom, validTo }) };
  },
});

const end = defineRoute({
  operationId: "endPriceList",
  method: "POST",
  path: "/api/:brand/price-lists/:listId/end",
  tag,
  summary: { zh: "停用价目表", en: "End a price list" },
  access: staff("catalogue.write", "brand"),
  params,
  errors: ["price_list_not_found"],
  run: (ctx, { params: { listId } }) => endPriceList(ctx, listId),
});

const setPrices = defineRoute({
  operationId: "setListPrices",
  method: "PUT",
  path: "/api/:brand/price-lists/:listId/prices",
  tag,
  summary: { zh: "设置价目表中的售价", en: "Set prices of a list; null takes one out of it" },
  access: staff("catalogue.write", "brand"),
  params,
  body: T.Object({
    prices: T.Array(T.Object({
      productId: Id,
      variantId: T.Optional(Nullable(Id)),
      amountMinor: Nullable(T.Integer({ minimum: 0, maximum: 1_000_000_000_000 })),
    }, closed), { maxItems: 1_000 }),
  }, closed),
  errors: ["price_list_not_found", "price_below_floor"],
  run: (ctx, { params: { listId }, body }) => setListPrices(ctx, listId, body.prices),
});

interface RowAnswer {
  readonly productId: string;
  readonly variantId: string | null;
  readonly name: string;
  readonly externalCode: string;
  readonly amountMinor: number;
}

async function listRows(ctx: Context, listId: string, page: { cursor?: string; limit?: number }) {
  await getPriceList(ctx, listId);
  const limit = pageLimit(page);
  const after = decodeCursor(page.cursor)?.[0];
  const { rows } = await sql<RowAnswer & { rowId: string }>`
    select * from (select distinct on (r.product_id, r.variant_id) r.row_id as "rowId",
        r.product_id as "productId", r.variant_id as "variantId", p.name,
        p.external_code as "externalCode", r.amount_minor as "amountMinor"
      from catalogue.price_list_rows r join catalogue.products p
        on p.brand_id = r.brand_id and p.product_id = r.product_id
      where r.brand_id = ${ctx.brand.brandId} and r.list_id = ${listId}
        and r.valid_from <= ${ctx.now}
      order by r.product_id, r.variant_id, r.valid_from desc) x
    where x."amountMinor" is not null
      ${after === undefined ? sql`` : sql`and x."rowId" > ${String(after)}::uuid`}
    order by x."rowId" limit ${limit + 1}`.execute(ctx.tx);
  const found = pageFrom(rows, limit, (row) => [row.rowId]);
  return { items: found.items.map(({ rowId: _, ...row }) => row), next: found.next };
}

const prices = defineRoute({
  operationId: "listListPrices",
  method: "GET",
  path: "/api/:brand/price-lists/:listId/prices",
  tag,
  summary: { zh: "价目表中的商品", en: "What a price list asks" },
  access: staff("catalogue.read"),
  params,
  query: T.Object(pageQuery),
  answer: pageOf(T.Object({
    productId: Id,
    variantId: Nullable(Id),
    name: T.String(),
    externalCode: T.String(),
    amountMinor: Minor,
  })),
  errors: ["price_list_not_found"],
  run: (ctx, { params: { listId }, query }) => listRows(ctx, listId, query),
});

export const priceListRoutes: readonly Route[] = [lists, create, end, prices, setPrices];
