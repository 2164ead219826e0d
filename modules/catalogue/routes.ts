import { Type as T } from "typebox";
import { refuse } from "#platform/errors.ts";
import { pageOf, pageQuery } from "#platform/paging.ts";
import { defineRoute, type Route, staff } from "#platform/route.ts";
import { Id, Millis, Minor, Nullable, Text } from "#platform/schema.ts";
import { createCategory, listCategories } from "./categories.ts";
import { importProducts } from "./import-products.ts";
import { getProduct, listProducts, listVariants, type Product } from "./queries.ts";
import { priceHistory, setPrice } from "./set-price.ts";
import { addVariant, changeProduct, createProduct } from "./write-product.ts";

const tag = "catalogue";
const params = T.Object({ productId: Id });
const nameEn = T.Optional(Nullable(T.String({ maxLength: 200 })));
const Kind = T.Union([
  T.Literal("list"),
  T.Literal("floor"),
  T.Literal("member"),
  T.Literal("activity"),
]);
const Tags = T.Array(T.String(), { description: "words by which offers name a set of goods" });
const optional = {
  nameEn,
  brandLabel: T.Optional(T.String({ maxLength: 120 })),
  category: T.Optional(Nullable(T.String({ maxLength: 600, description: "“group > part”" }))),
  tags: T.Optional(T.Array(Text(40), { maxItems: 40 })),
};

const ProductAnswer = T.Object({
  productId: Id,
  externalCode: T.String(),
  name: T.String(),
  nameEn: Nullable(T.String()),
  brandLabel: T.String(),
  categoryId: Nullable(Id),
  categoryPath: Nullable(T.String()),
  listPriceMinor: Nullable(Minor),
  floorPriceMinor: Nullable(Minor),
  memberPriceMinor: Nullable(Minor),
  activityPriceMinor: Nullable(Minor),
  tags: Tags,
  retiredAt: Nullable(Millis),
});
const VariantAnswer = T.Object({
  variantId: Id,
  sku: T.String(),
  options: T.Record(T.String(), T.String()),
  withdrawn: T.Boolean(),
});
const PriceAnswer = T.Object({
  variantId: Nullable(Id),
  kind: Kind,
  amountMinor: Minor,
  validFrom: Millis,
});

const toAnswer = (product: Product) => ({
  ...product,
  retiredAt: product.retiredAt?.epochMilliseconds ?? null,
});

const list = defineRoute({
  operationId: "listProducts",
  method: "GET",
  path: "/api/:brand/products",
  tag,
  summary: { zh: "商品列表", en: "List products" },
  access: staff("catalogue.read"),
  query: T.Object({
    ...pageQuery,
    categoryId: T.Optional(Id),
    text: T.Optional(Text(80)),
  }),
  answer: pageOf(ProductAnswer),
  async run(ctx, { query }) {
    const page = await listProducts(ctx, query);
    return { items: page.items.map(toAnswer), next: page.next };
  },
});

const get = defineRoute({
  operationId: "getProduct",
  method: "GET",
  path: "/api/:brand/products/:productId",
  tag,
  summary: { zh: "查看商品、规格与价格历史", en: "Read a product with variants and prices" },
  access: staff("catalogue.read"),
  params,
  answer: T.Object({
    ...ProductAnswer.properties,
    variants: T.Array(VariantAnswer),
    prices: T.Array(PriceAnswer),
  }),
  errors: ["product_not_found"],
  async run(ctx, { params: { productId } }) {
    const product = await getProduct(ctx, productId);
    const variants = await listVariants(ctx, productId);
    const prices = (await priceHistory(ctx, productId)).map((price) => ({
      ...price,
      validFrom: price.validFrom.epochMilliseconds,
    }));
    return { ...toAnswer(product), variants: [...variants], prices };
  },
});

const create = defineRoute({
  operationId: "createProduct",
  method: "POST",
  path: "/api/:brand/products",
  tag,
  summary: { zh: "新建商品", en: "Add a product" },
  access: staff("catalogue.write", "brand"),
  body: T.Object(
    { externalCode: Text(64), name: Text(200), ...optional },
    { additionalProperties: false },
  ),
  answer: T.Object({ productId: Id }),
  status: 201,
  errors: ["product_code_taken", "product_name_invalid", "category_invalid", "tags_invalid"],
  async run(ctx, { body }) {
    return { productId: await createProduct(ctx, body) };
  },
});

const change = defineRoute({
  operationId: "changeProduct",
  method: "PATCH",
  path: "/api/:brand/products/:productId",
  tag,
  summary: { zh: "修改或下架商品", en: "Change or retire a product" },
  access: staff("catalogue.write", "brand"),
  params,
  body: T.Object(
    { name: T.Optional(Text(200)), retired: T.Optional(T.Boolean()), ...optional },
    { additionalProperties: false },
  ),
  errors: ["product_not_found", "product_name_invalid", "category_invalid", "tags_invalid"],
  async run(ctx, { params: { productId }, body }) {
    await changeProduct(ctx, productId, body as never);
  },
});

const variant = defineRoute({
  operationId: "addVariant",
  method: "POST",
  path: "/api/:brand/products/:productId/variants",
  tag,
  summary: { zh: "新增规格", en: "Add a variant" },
  access: staff("catalogue.write", "brand"),
  params,
  body: T.Object(
    { sku: Text(64), options: T.Record(T.String(), T.String({ maxLength: 60 })) },
    { additionalProperties: false },
  ),
  answer: T.Object({ variantId: Id }),
  status: 201,
  errors: [
    "product_not_found", "product_code_taken", "variant_exists", "variant_not_of_axes",
  ],
  async run(ctx, { params: { productId }, body }) {
    return { variantId: await addVariant(ctx, productId, body) };
  },
});

const price = defineRoute({
  operationId: "setPrice",
  method: "POST",
  path: "/api/:brand/products/:productId/prices",
  tag,
  summary: {
    zh: "设置售价、会员价、活动价或底价",
    en: "Set a list, member, activity or floor price",
  },
  access: staff("catalogue.write", "brand"),
  params,
  body: T.Object(
    {
      variantId: T.Optional(Nullable(Id)),
      kind: Kind,
      amountMinor: T.Integer({ minimum: 0 }),
      validFrom: T.Optional(Millis),
    },
    { additionalProperties: false },
  ),
  errors: ["product_not_found", "variant_not_found", "price_invalid"],
  async run(ctx, { params: { productId }, body }) {
    const { validFrom, ...given } = body;
    const at = validFrom ?? ctx.now.epochMilliseconds;
    const from = Temporal.Instant.fromEpochMilliseconds(at);
    await setPrice(ctx, { productId, ...given, validFrom: from });
  },
});

const categories = defineRoute({
  operationId: "listCategories",
  method: "GET",
  path: "/api/:brand/categories",
  tag,
  summary: { zh: "商品分类", en: "List categories" },
  access: staff("catalogue.read"),
  answer: T.Object({
    items: T.Array(
      T.Object({
        categoryId: Id,
        parentId: Nullable(Id),
        name: T.String(),
        nameEn: Nullable(T.String()),
        path: T.String(),
      }),
    ),
  }),
  async run(ctx) {
    return { items: await listCategories(ctx) };
  },
});

const addCategory = defineRoute({
  operationId: "createCategory",
  method: "POST",
  path: "/api/:brand/categories",
  tag,
  summary: { zh: "新建分类", en: "Add a category" },
  access: staff("catalogue.write", "brand"),
  body: T.Object({ path: Text(600), nameEn }, { additionalProperties: false }),
  answer: T.Object({ categoryId: Id }),
  status: 201,
  errors: ["category_invalid"],
  async run(ctx, { body }) {
    return { categoryId: await createCategory(ctx, body) };
  },
});

const importing = defineRoute({
  operationId: "importProducts",
  method: "POST",
  path: "/api/:brand/products/import",
  tag,
  summary: { zh: "从 CSV 导入商品", en: "Import products from CSV" },
  access: staff("catalogue.write", "brand"),
  streamBody: true,
  transaction: "none",
  answer: T.Object({
    added: T.Integer(),
    changed: T.Integer(),
    unchanged: T.Integer(),
    pricesSet: T.Integer(),
    variantsAdded: T.Integer(),
    stockSet: T.Integer({ description: "stock counts that differed from what was known" }),
    problemCount: T.Integer(),
    problems: T.Array(T.Object({ line: T.Integer(), code: T.String(), detail: T.String() })),
    encoding: T.String(),
    ignoredColumns: T.Array(T.String()),
  }),
  errors: ["invalid_input", "unsupported_media"],
  async run(ctx, { request }) {
    const stream = request.body as AsyncIterable<Uint8Array> | null;
    const streams = typeof stream === "object" && stream && Symbol.asyncIterator in stream;
    if (!streams) throw refuse("unsupported_media");
    const report = await importProducts(ctx, stream);
    return { ...report, ignoredColumns: [...report.ignoredColumns] };
  },
});

export const catalogueRoutes: readonly Route[] = [
  list, create, importing, get, change, variant, price, categories, addCategory,
];
