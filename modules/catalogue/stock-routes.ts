import { Type as T } from "typebox";
import { pageOf, pageQuery } from "#platform/paging.ts";
import { defineRoute, type Route, staff } from "#platform/route.ts";
import { Id, Millis, Nullable, Text, Word } from "#platform/schema.ts";
import { getProduct } from "./queries.ts";
import { adjustStock } from "./stock/adjust-stock.ts";
import { listLevels } from "./stock/list-levels.ts";
import { listMoves } from "./stock/moves.ts";
import { stockLevels } from "./stock/stock-levels.ts";

const tag = "catalogue";
const params = T.Object({ productId: Id });

const levels = defineRoute({
  operationId: "listStock",
  method: "GET",
  path: "/api/:brand/products/:productId/stock",
  tag,
  summary: { zh: "各门店的库存", en: "What lies in which store" },
  access: staff("catalogue.read"),
  params,
  answer: T.Object({
    items: T.Array(T.Object({
      storeId: Id, variantId: Nullable(Id), onHand: T.Integer(), reserved: T.Integer(),
    })),
  }),
  errors: ["product_not_found"],
  async run(ctx, { params: { productId } }) {
    await getProduct(ctx, productId);
    return { items: await stockLevels(ctx, productId) };
  },
});

const all = defineRoute({
  operationId: "listStockLevels",
  method: "GET",
  path: "/api/:brand/stock",
  tag,
  summary: { zh: "全部门店的库存", en: "What lies in all stores" },
  access: staff("catalogue.read"),
  query: T.Object({
    ...pageQuery,
    storeId: T.Optional(Id),
    mostFree: T.Optional(T.Integer({ minimum: 0, description: "at most so many units are free" })),
    search: T.Optional(Text(64)),
  }),
  answer: pageOf(T.Object({
    storeId: Id,
    storeName: T.String(),
    storeNameEn: Nullable(T.String()),
    productId: Id,
    name: T.String(),
    nameEn: Nullable(T.String()),
    externalCode: T.String(),
    variantId: Nullable(Id),
    sku: Nullable(T.String()),
    onHand: T.Integer(),
    reserved: T.Integer(),
  })),
  run: (ctx, { query }) => listLevels(ctx, query),
});

const adjust = defineRoute({
  operationId: "adjustStock",
  method: "POST",
  path: "/api/:brand/products/:productId/stock",
  tag,
  summary: { zh: "调整库存（写明原因）", en: "Change what lies in a store, with the reason" },
  access: staff("catalogue.write", {
    unit: ({ body }: { body: { storeId: string } }) => body.storeId,
  }),
  params,
  body: T.Object({
    storeId: Id,
    variantId: T.Optional(Nullable(Id)),
    change: T.Optional(T.Integer({ minimum: -1_000_000, maximum: 1_000_000 })),
    counted: T.Optional(T.Integer({ minimum: 0, maximum: 100_000_000 })),
    reason: Word("received", "counted", "damaged", "moved"),
    note: T.Optional(Text(200, 0)),
  }, { additionalProperties: false }),
  answer: T.Object({ onHand: T.Integer(), change: T.Integer() }),
  errors: [
    "product_not_found", "variant_not_found", "store_not_found", "stock_not_kept",
    "stock_below_reserved",
  ],
  run: (ctx, { params: { productId }, body }) => adjustStock(ctx, { productId, ...body }),
});

const moves = defineRoute({
  operationId: "listStockMoves",
  method: "GET",
  path: "/api/:brand/products/:productId/stock/moves",
  tag,
  summary: { zh: "库存变动记录", en: "Why the stock of an item changed" },
  access: staff("catalogue.read"),
  params,
  query: T.Object({ ...pageQuery, storeId: Id, variantId: T.Optional(Id) }),
  answer: pageOf(T.Object({
    moveId: Id,
    change: T.Integer(),
    reason: Word("received", "counted", "damaged", "moved", "imported", "sold", "returned"),
    note: T.String(),
    staffId: Nullable(Id),
    causeKind: Nullable(T.String()),
    causeId: Nullable(Id),
    movedAt: Millis,
  })),
  errors: ["product_not_found"],
  async run(ctx, { params: { productId }, query: { storeId, variantId, ...page } }) {
    await getProduct(ctx, productId);
    const found = await listMoves(ctx, { storeId, itemId: variantId ?? productId, ...page });
    const items = found.items.map(({ storeId: _, itemId: __, movedAt, ...move }) =>
      ({ ...move, movedAt: movedAt.epochMilliseconds }));
    return { items, next: found.next };
  },
});

export const stockRoutes: readonly Route[] = [levels, all, adjust, moves];
