import { Type as T } from "typebox";
import { storeByCode } from "#modules/stores/index.ts";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { pageOf, pageQuery } from "#platform/paging.ts";
import { defineRoute, memberOnly, open, type Route, staff } from "#platform/route.ts";
import { Id, Nullable, Text, Word } from "#platform/schema.ts";
import { answerReview } from "./answer-review.ts";
import { FiguresSchema, reviewFigures } from "./figures.ts";
import { hideReview, showReview } from "./hide-review.ts";
import { listMine, listPublic, listReviews, shows } from "./list-reviews.ts";
import { PlacesSchema, reviewPlaces } from "./review-places.ts";
import {
  MyReviewSchema, myViews, ReviewSchema, StaffReviewSchema, staffViews,
} from "./review-view.ts";
import { ScoreSchema } from "./scores.ts";
import { hideReasons, outcomes, type ReviewRow, subjectKinds } from "./tables.ts";
import { tellOutcome } from "./tell-outcome.ts";
import { writeReview } from "./write-review.ts";

const tag = "reviews";
const closed = { additionalProperties: false };
const params = T.Object({ reviewId: Id });
const Stars = T.Integer({ minimum: 1, maximum: 5 });
const stars = { stars: T.Optional(Stars) };
const Told = T.Object({ score: ScoreSchema, ...pageOf(ReviewSchema).properties });

const mine = async (ctx: Context, row: ReviewRow) => (await myViews(ctx, [row]))[0]!;
const ofStaff = async (ctx: Context, row: ReviewRow) => (await staffViews(ctx, [row]))[0]!;

/** What people wrote, or refuses a text that is only space. */
function written(text: string): string {
  const trimmed = text.trim();
  if (trimmed === "") throw refuse("invalid_input", { detail: "text" });
  return trimmed;
}

const ofProduct = defineRoute({
  operationId: "listProductReviews",
  method: "GET",
  path: "/:brand/api/products/:productId/reviews",
  tag,
  summary: { zh: "商品的评价和评分", en: "Reviews and the score of a product" },
  access: open(),
  params: T.Object({ productId: Id }),
  query: T.Object({ ...pageQuery, ...stars }),
  answer: Told,
  run: (ctx, { params: { productId }, query }) => listPublic(ctx, "product", productId, query),
});

const ofStore = defineRoute({
  operationId: "listStoreReviews",
  method: "GET",
  path: "/:brand/api/stores/:code/reviews",
  tag,
  summary: { zh: "门店的评价和评分", en: "Reviews and the score of a store" },
  access: open(),
  params: T.Object({ code: Text(32) }),
  query: T.Object({ ...pageQuery, ...stars }),
  answer: Told,
  errors: ["store_not_found"],
  async run(ctx, { params: { code }, query }) {
    const store = await storeByCode(ctx, code);
    if (!store) throw refuse("store_not_found");
    return listPublic(ctx, "store", store.storeId, query);
  },
});

const places = defineRoute({
  operationId: "getMyReviewPlaces",
  method: "GET",
  path: "/:brand/api/review-places/:subjectKind/:subjectId",
  tag,
  summary: { zh: "订单或预约里可以评价的", en: "What I may review of an order or a booking" },
  access: memberOnly(),
  params: T.Object({ subjectKind: Word(...subjectKinds), subjectId: Id }),
  answer: PlacesSchema,
  run: (ctx, { params: { subjectKind, subjectId } }) => reviewPlaces(ctx, subjectKind, subjectId),
});

const write = defineRoute({
  operationId: "writeReview",
  method: "POST",
  path: "/:brand/api/reviews",
  tag,
  summary: { zh: "评价买过的商品或去过的门店", en: "Review what I bought or where I was served" },
  access: memberOnly(),
  body: T.Object(
    {
      subjectKind: Word(...subjectKinds),
      subjectId: Id,
      lineId: Nullable(Text(40)),
      stars: Stars,
      words: T.Optional(Nullable(Text(1_000))),
    },
    closed,
  ),
  status: 201,
  answer: MyReviewSchema,
  errors: ["review_subject_not_found", "review_too_late", "review_exists", "too_many_tries"],
  async run(ctx, { body: { subjectKind: kind, words, ...rest } }) {
    return mine(ctx, await writeReview(ctx, { ...rest, kind, words: words?.trim() || null }));
  },
});

const own = defineRoute({
  operationId: "listMyReviews",
  method: "GET",
  path: "/:brand/api/reviews",
  tag,
  summary: { zh: "我的评价", en: "My reviews, the newest first" },
  access: memberOnly(),
  query: T.Object(pageQuery),
  answer: pageOf(MyReviewSchema),
  run: (ctx, { query }) => listMine(ctx, query),
});

const outcome = defineRoute({
  operationId: "tellReviewOutcome",
  method: "POST",
  path: "/:brand/api/reviews/:reviewId/outcome",
  tag,
  summary: { zh: "门店回复后是否解决", en: "Whether the store's reply solved it" },
  access: memberOnly(),
  params,
  body: T.Object({ outcome: Word(...outcomes) }, closed),
  answer: MyReviewSchema,
  errors: ["review_not_found", "review_not_answered"],
  run: async (ctx, { params: { reviewId }, body }) =>
    mine(ctx, await tellOutcome(ctx, reviewId, body.outcome)),
});

const list = defineRoute({
  operationId: "listReviews",
  method: "GET",
  path: "/api/:brand/reviews",
  tag,
  summary: { zh: "我负责的门店的评价", en: "Reviews of my stores, the newest first" },
  access: staff("reviews.work"),
  query: T.Object({
    ...pageQuery,
    ...stars,
    show: T.Optional(Word(...shows)),
    storeId: T.Optional(Id),
    productId: T.Optional(Id),
    subjectId: T.Optional(Id),
  }),
  answer: pageOf(StaffReviewSchema),
  run: (ctx, { query }) => listReviews(ctx, { ...query, show: query.show ?? "all" }),
});

const figures = defineRoute({
  operationId: "getReviewFigures",
  method: "GET",
  path: "/api/:brand/review-figures",
  tag,
  summary: { zh: "评价数字：评分、首次回复用时", en: "Scores and the time to the first reply" },
  access: staff("reviews.work"),
  query: T.Object({
    storeId: T.Optional(Id),
    days: T.Integer({ minimum: 1, maximum: 366, default: 30 }),
  }),
  answer: FiguresSchema,
  run: (ctx, { query }) => reviewFigures(ctx, query),
});

const reply = defineRoute({
  operationId: "answerReview",
  method: "POST",
  path: "/api/:brand/reviews/:reviewId/replies",
  tag,
  summary: { zh: "公开回复评价", en: "Reply to a review for everybody to read" },
  access: staff("reviews.work"),
  params,
  body: T.Object({ text: Text(500) }, closed),
  status: 201,
  answer: StaffReviewSchema,
  errors: ["review_not_found", "review_replies_full"],
  run: async (ctx, { params: { reviewId }, body }) =>
    ofStaff(ctx, await answerReview(ctx, reviewId, written(body.text))),
});

const hide = defineRoute({
  operationId: "hideReview",
  method: "POST",
  path: "/api/:brand/reviews/:reviewId/hide",
  tag,
  summary: { zh: "依法隐藏评价文字，星级照常计分", en: "Hide words for a legal reason; stars count" },
  access: staff("reviews.hide"),
  params,
  body: T.Object({ reason: Word(...hideReasons), note: Text(500, 5) }, closed),
  answer: StaffReviewSchema,
  errors: ["review_not_found", "review_hidden", "review_without_words"],
  run: async (ctx, { params: { reviewId }, body: { reason, note } }) =>
    ofStaff(ctx, await hideReview(ctx, reviewId, reason, note)),
});

const show = defineRoute({
  operationId: "showReview",
  method: "POST",
  path: "/api/:brand/reviews/:reviewId/show",
  tag,
  summary: { zh: "恢复显示评价文字", en: "Show hidden words again" },
  access: staff("reviews.hide"),
  params,
  body: T.Object({ note: Text(500, 5) }, closed),
  answer: StaffReviewSchema,
  errors: ["review_not_found", "review_shown"],
  run: async (ctx, { params: { reviewId }, body }) =>
    ofStaff(ctx, await showReview(ctx, reviewId, body.note)),
});

export const reviewRoutes: readonly Route[] = [
  ofProduct, ofStore, places, write, own, outcome, list, figures, reply, hide, show,
];
