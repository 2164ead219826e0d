import { Type as T } from "typebox";
import { mediaUrl } from "#modules/media/index.ts";
import { defineRoute, type Route, staff } from "#platform/route.ts";
import { Day, Id, Millis, Nullable, Text, Word } from "#platform/schema.ts";
import { dayOf } from "#platform/time.ts";
import { cadence, planCadence } from "./cadence.ts";
import { productPictures, setPictures } from "./pictures.ts";
import { countSubscribers } from "./previews.ts";
import { productForms } from "./product-form.ts";
import { arrangePage, pageArrangement, pageBlocks } from "./product-page.ts";
import { getProduct } from "./queries.ts";
import {
  AxisSchema, ChannelRuleSchema, HandlingSchema, KindSchema, PhaseSchema,
} from "./schemas.ts";
import { phaseAt } from "./sellable.ts";
import { shapeProduct } from "./shape-product.ts";
import { withdrawVariant } from "./write-product.ts";

const tag = "catalogue";
const closed = { additionalProperties: false };
const params = T.Object({ productId: Id });

const read = defineRoute({
  operationId: "getProductForm",
  method: "GET",
  path: "/api/:brand/products/:productId/form",
  tag,
  summary: { zh: "商品的形态、上架时间与渠道", en: "What a product is, when and where it is sold" },
  access: staff("catalogue.read"),
  params,
  answer: T.Object({
    kind: KindSchema,
    handling: HandlingSchema,
    axes: T.Array(AxisSchema),
    stockKept: T.Boolean(),
    onShelf: T.Boolean({ description: "listed and found in the shop" }),
    details: T.String(),
    detailsEn: Nullable(T.String()),
    firstDay: Nullable(Day),
    lastDay: Nullable(Day),
    previewDay: Nullable(Day),
    phase: PhaseSchema,
    channels: T.Array(ChannelRuleSchema),
    subscribers: T.Integer({ description: "members who want to be told when it opens" }),
    pictures: T.Array(T.Object({
      mediaId: Id, url: T.String(), alt: T.String(), altEn: Nullable(T.String()),
    })),
  }),
  errors: ["product_not_found"],
  async run(ctx, { params: { productId } }) {
    await getProduct(ctx, productId);
    const form = (await productForms(ctx, [productId])).get(productId);
    if (!form) throw new Error("a product that exists has a form");
    const { kind, handling, stockKept, onShelf, details, detailsEn } = form;
    const { opensAt, closesAt, previewAt } = form;
    const day = (at: Temporal.Instant | null) => (at ? dayOf(ctx, at) : null);
    const lastMoment = closesAt?.subtract({ milliseconds: 1 }) ?? null;
    const pictures = (await productPictures(ctx, [productId])).get(productId) ?? [];
    return {
      kind, handling, stockKept, onShelf, details, detailsEn,
      axes: form.axes.map((axis) => ({ ...axis, values: [...axis.values] })),
      firstDay: day(opensAt), lastDay: day(lastMoment), previewDay: day(previewAt),
      phase: phaseAt(form, ctx.now),
      channels: [...form.channels],
      subscribers: (await countSubscribers(ctx, [productId])).get(productId) ?? 0,
      pictures: pictures.map((one) => ({ ...one, url: mediaUrl(ctx.brand, one.mediaId) ?? "" })),
    };
  },
});

const shape = defineRoute({
  operationId: "changeProductForm",
  method: "PATCH",
  path: "/api/:brand/products/:productId/form",
  tag,
  summary: {
    zh: "设置商品的选项、办理方式、库存方式、上架时间与渠道",
    en: "Set a product's axes, handling, stock keeping, window and channels",
  },
  access: staff("catalogue.write", "brand"),
  params,
  body: T.Object({
    kind: T.Optional(KindSchema),
    handling: T.Optional(HandlingSchema),
    axes: T.Optional(T.Array(AxisSchema, { maxItems: 10 })),
    stockKept: T.Optional(T.Boolean()),
    onShelf: T.Optional(T.Boolean()),
    details: T.Optional(Text(4000, 0)),
    detailsEn: T.Optional(Nullable(Text(4000, 0))),
    firstDay: T.Optional(Nullable(Day)),
    lastDay: T.Optional(Nullable(Day)),
    previewDay: T.Optional(Nullable(Day)),
    channels: T.Optional(T.Array(ChannelRuleSchema, { maxItems: 200 })),
  }, closed),
  errors: [
    "product_not_found", "axes_invalid", "axes_do_not_fit", "handling_not_for_goods",
    "window_invalid",
  ],
  run: (ctx, { params: { productId }, body }) => shapeProduct(ctx, productId, body),
});

const withdraw = defineRoute({
  operationId: "changeVariant",
  method: "PATCH",
  path: "/api/:brand/products/:productId/variants/:variantId",
  tag,
  summary: { zh: "停售或恢复规格", en: "Withdraw a variant, or sell it again" },
  access: staff("catalogue.write", "brand"),
  params: T.Object({ productId: Id, variantId: Id }),
  body: T.Object({ withdrawn: T.Boolean() }, closed),
  errors: ["variant_not_found"],
  run: (ctx, { params: { productId, variantId }, body }) =>
    withdrawVariant(ctx, productId, variantId, body.withdrawn),
});

const pictures = defineRoute({
  operationId: "setProductPictures",
  method: "PUT",
  path: "/api/:brand/products/:productId/pictures",
  tag,
  summary: { zh: "商品图片及顺序", en: "A product's pictures in their order" },
  access: staff("catalogue.write", "brand"),
  params,
  body: T.Object({
    pictures: T.Array(T.Object({
      mediaId: Id, alt: Text(200, 0), altEn: Nullable(Text(200, 0)),
    }, closed), { maxItems: 12 }),
  }, closed),
  errors: ["product_not_found", "media_not_found"],
  run: (ctx, { params: { productId }, body }) => setPictures(ctx, productId, body.pictures),
});

const pageFields = {
  blocks: T.Array(Word(...pageBlocks), { maxItems: 12 }),
  area: Text(300, 0),
  areaEn: Nullable(Text(300, 0)),
  promise: Text(300, 0),
  promiseEn: Nullable(Text(300, 0)),
};
const unitParams = T.Object({ unitId: Id });

const readPage = defineRoute({
  operationId: "getProductPage",
  method: "GET",
  path: "/api/:brand/units/:unitId/product-page",
  tag,
  summary: { zh: "商品页栏目顺序与服务承诺", en: "The order of product pages and their promise" },
  access: staff("catalogue.read"),
  params: unitParams,
  answer: T.Object({ ...pageFields, own: T.Boolean() }),
  async run(ctx, { params: { unitId } }) {
    const { unitId: of, ...page } = await pageArrangement(ctx, [unitId]);
    return { ...page, blocks: [...page.blocks], own: of === unitId };
  },
});

const savePage = defineRoute({
  operationId: "saveProductPage",
  method: "PUT",
  path: "/api/:brand/units/:unitId/product-page",
  tag,
  summary: { zh: "设置商品页栏目顺序与服务承诺", en: "Arrange the product pages of a unit" },
  access: staff("pages.write", { unit: ({ params: { unitId } }: {
    params: { unitId: string };
  }) => unitId }),
  params: unitParams,
  body: T.Object(pageFields, closed),
  errors: ["page_blocks_invalid"],
  run: (ctx, { params: { unitId }, body }) => arrangePage(ctx, unitId, body),
});

const readCadence = defineRoute({
  operationId: "getCadence",
  method: "GET",
  path: "/api/:brand/cadence",
  tag,
  summary: { zh: "上新节奏", en: "How often something new comes" },
  access: staff("catalogue.read"),
  answer: T.Object({
    plannedDays: Nullable(T.Integer()),
    lastNewAt: Nullable(Millis),
    nextNewAt: Nullable(Millis),
    daysSince: Nullable(T.Integer()),
    late: T.Boolean({ description: "more days have passed than are planned" }),
  }),
  async run(ctx) {
    const { lastNewAt, nextNewAt, ...rest } = await cadence(ctx);
    const at = (instant: Temporal.Instant | null) => instant?.epochMilliseconds ?? null;
    return { ...rest, lastNewAt: at(lastNewAt), nextNewAt: at(nextNewAt) };
  },
});

const plan = defineRoute({
  operationId: "planCadence",
  method: "PUT",
  path: "/api/:brand/cadence",
  tag,
  summary: { zh: "计划多少天上一次新品", en: "Plan something new every so many days" },
  access: staff("catalogue.write", "brand"),
  body: T.Object({ days: T.Integer({ minimum: 1, maximum: 1000 }) }, closed),
  run: (ctx, { body }) => planCadence(ctx, body.days),
});

export const formRoutes: readonly Route[] = [
  read, shape, withdraw, pictures, readPage, savePage, readCadence, plan,
];
