import { Type as T } from "typebox";
import { pageOf, pageQuery } from "#platform/paging.ts";
import { defineRoute, type Route, staff } from "#platform/route.ts";
import { Id, Millis, Nullable } from "#platform/schema.ts";
import { addProducts } from "./add-products.ts";
import { changeState, type StepName } from "./change-state.ts";
import { createOffer } from "./create-offer.ts";
import { issueOffer } from "./issue-offer.ts";
import { claimLimitCodes } from "./limit-rules.ts";
import { getOffer, listOffers } from "./list-offers.ts";
import { CreateOfferBody, VersionBody } from "./offer-input.ts";
import { OfferSchema, VersionSchema } from "./offer-view.ts";
import { publishOffer } from "./publish-offer.ts";
import { CategorySchema, TriggerSchema } from "./rule-input.ts";
import { saveDraft } from "./save-draft.ts";

const tag = "promotions";
const offerParams = T.Object({ offerId: Id });
const ListedSchema = T.Object({
  ...OfferSchema.properties,
  trigger: TriggerSchema,
  category: CategorySchema,
  title: T.String(),
  titleEn: Nullable(T.String()),
  claimed: T.Integer(),
  totalStock: Nullable(T.Integer()),
  claimEndsAt: Nullable(Millis),
});

const list = defineRoute({
  operationId: "listOffers",
  method: "GET",
  path: "/api/:brand/offers",
  tag,
  summary: { zh: "优惠列表", en: "Offers, newest first" },
  access: staff("offers.read"),
  query: T.Object({
    ...pageQuery,
    state: T.Optional(
      T.Union((["draft", "published", "paused", "ended"] as const).map((one) => T.Literal(one))),
    ),
    externalCode: T.Optional(T.String({ maxLength: 100 })),
    unitId: T.Optional(Id),
  }),
  answer: pageOf(ListedSchema),
  run: (ctx, { query }) => listOffers(ctx, query),
});

const get = defineRoute({
  operationId: "getOffer",
  method: "GET",
  path: "/api/:brand/offers/:offerId",
  tag,
  summary: { zh: "优惠详情", en: "An offer with its live version and its draft" },
  access: staff("offers.read"),
  params: offerParams,
  answer: T.Object({
    ...OfferSchema.properties,
    trigger: TriggerSchema,
    category: CategorySchema,
    claimed: T.Integer(),
    live: Nullable(VersionSchema),
    draft: Nullable(VersionSchema),
  }),
  errors: ["offer_not_found"],
  run: (ctx, { params }) => getOffer(ctx, params.offerId),
});

const create = defineRoute({
  operationId: "createOffer",
  method: "POST",
  path: "/api/:brand/offers",
  tag,
  summary: { zh: "新建优惠草稿", en: "Make an offer as a draft" },
  access: staff("offers.write", {
    unit: ({ body }: { body: { unitId: string } }) => body.unitId,
  }),
  body: CreateOfferBody,
  bodyLimit: 2_000_000,
  status: 201,
  answer: T.Object({ offerId: Id }),
  errors: ["offer_invalid", "offer_code_taken"],
  async run(ctx, { body }) {
    return { offerId: await createOffer(ctx, body) };
  },
});

const save = defineRoute({
  operationId: "saveOfferDraft",
  method: "PUT",
  path: "/api/:brand/offers/:offerId/draft",
  tag,
  summary: { zh: "保存草稿（已发布的优惠会产生新版本）", en: "Save the draft, or begin a new version" },
  access: staff("offers.write"),
  params: offerParams,
  body: VersionBody,
  bodyLimit: 2_000_000,
  answer: T.Object({ offerVersion: T.Integer() }),
  errors: ["offer_not_found", "offer_invalid", "offer_wrong_state"],
  async run(ctx, { params, body }) {
    return { offerVersion: await saveDraft(ctx, params.offerId, body) };
  },
});

const products = defineRoute({
  operationId: "addOfferProducts",
  method: "POST",
  path: "/api/:brand/offers/:offerId/products",
  tag,
  summary: { zh: "导入适用商品（可重复，只增不减）", en: "Add products to the scope; repeatable" },
  access: staff("offers.write"),
  params: offerParams,
  body: T.Object(
    {
      externalCodes: T.Array(T.String({ minLength: 1, maxLength: 64 }), {
        minItems: 1,
        maxItems: 5_000,
      }),
    },
    { additionalProperties: false },
  ),
  bodyLimit: 1_000_000,
  answer: T.Object({
    added: T.Integer(),
    known: T.Integer(),
    unknown: T.Array(T.String()),
  }),
  errors: ["offer_not_found", "offer_scope_closed"],
  async run(ctx, { params, body }) {
    const done = await addProducts(ctx, params.offerId, body.externalCodes);
    return { ...done, unknown: [...done.unknown] };
  },
});

const publish = defineRoute({
  operationId: "publishOffer",
  method: "POST",
  path: "/api/:brand/offers/:offerId/publish",
  tag,
  summary: { zh: "发布优惠", en: "Publish the draft" },
  access: staff("offers.publish"),
  params: offerParams,
  answer: T.Object({ offerVersion: T.Integer() }),
  errors: [
    "offer_not_found", "offer_no_draft", "offer_invalid", "offer_wrong_state",
    "offer_below_floor", "offer_words_banned", "offer_reference_price",
  ],
  async run(ctx, { params }) {
    return { offerVersion: await publishOffer(ctx, params.offerId) };
  },
});

function stepRoute(name: StepName, zh: string, en: string): Route {
  return defineRoute({
    operationId: `${name}Offer`,
    method: "POST",
    path: `/api/:brand/offers/:offerId/${name}`,
    tag,
    summary: { zh, en },
    access: staff("offers.publish"),
    params: offerParams,
    errors: ["offer_not_found", "offer_wrong_state", "offer_below_floor"],
    run: (ctx, { params }) => changeState(ctx, params.offerId, name),
  });
}

const issue = defineRoute({
  operationId: "issueOffer",
  method: "POST",
  path: "/api/:brand/offers/:offerId/issue",
  tag,
  summary: { zh: "为会员发放一张券（集成）", en: "Issue a voucher to a member (integrations)" },
  access: staff("import.members"),
  params: offerParams,
  body: T.Object(
    {
      memberId: T.Optional(Id),
      memberExternalId: T.Optional(T.String({ minLength: 1, maxLength: 200 })),
      storeId: T.Optional(Nullable(Id)),
      campaignId: T.Optional(Nullable(Id)),
      permanentKey: T.Optional(T.String({ minLength: 1, maxLength: 200 })),
    },
    { additionalProperties: false },
  ),
  answer: T.Object({ voucherId: Id }),
  errors: [
    "offer_not_found", "member_unknown", "offer_not_published", "offer_not_started", "offer_over",
    "offer_sold_out", "offer_member_limit", "offer_not_at_store", "stopped", ...claimLimitCodes,
  ],
  async run(ctx, { params, body }) {
    const storeId = body.storeId ?? null;
    return { voucherId: await issueOffer(ctx, { ...body, offerId: params.offerId, storeId }) };
  },
});

export const staffRoutes: readonly Route[] = [
  list,
  get,
  create,
  save,
  products,
  publish,
  stepRoute("pause", "暂停领取", "Pause the claiming"),
  stepRoute("resume", "恢复领取", "Resume the claiming"),
  stepRoute("end", "结束优惠", "End the offer"),
  issue,
];
