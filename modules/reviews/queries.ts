import { sql } from "kysely";
import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { isUuid } from "#platform/ids.ts";
import { emit } from "#platform/journal.ts";
import { decodeCursor, type Page, pageFrom, type PageInput, pageLimit } from "#platform/paging.ts";
import type { HidingRow, ReplyRow, ReviewRow, ReviewTables } from "./tables.ts";

/** Of one brand, the newest first; a list narrows it. */
export const reviewsOf = (ctx: Context) =>
  tablesOf<ReviewTables>(ctx)
    .selectFrom("reviews.reviews as r")
    .selectAll("r")
    .where("r.brand_id", "=", ctx.brand.brandId);

/** One page of a narrowed list, the newest first. */
export async function pageOfReviews(
  query: ReturnType<typeof reviewsOf>,
  input: PageInput,
): Promise<Page<ReviewRow>> {
  const limit = pageLimit(input);
  const [after] = decodeCursor(input.cursor) ?? [];
  if (after !== undefined && !isUuid(String(after))) {
    throw refuse("invalid_input", { detail: "cursor" });
  }
  const rest = after === undefined ? query : query.where("r.review_id", "<", String(after));
  const rows = await rest.orderBy("r.review_id", "desc").limit(limit + 1).execute();
  return pageFrom(rows, limit, (row) => [row.review_id]);
}

/** A review whose row is held; refuses `review_not_found`. */
export async function lockReview(ctx: Context, reviewId: string): Promise<ReviewRow> {
  const row = await reviewsOf(ctx).where("r.review_id", "=", reviewId).forUpdate()
    .executeTakeFirst();
  if (!row) throw refuse("review_not_found");
  return row;
}

type Changes = Partial<
  Pick<ReviewRow, "member_id" | "first_answer_at" | "outcome" | "outcome_at" | "hidden_reason">
>;

/** Writes columns of a review that is held; its stars and words can not be written. */
export async function changeReview(
  ctx: Context,
  review: ReviewRow,
  changes: Changes,
): Promise<ReviewRow> {
  await tablesOf<ReviewTables>(ctx)
    .updateTable("reviews.reviews")
    .set(changes)
    .where("brand_id", "=", ctx.brand.brandId)
    .where("review_id", "=", review.review_id)
    .execute();
  return { ...review, ...changes };
}

const anyOf = (ids: readonly string[]) => sql<string>`any(${[...ids]}::uuid[])`;

/** Replies of these reviews, the first first; a review has a handful. */
export async function repliesOf(ctx: Context, ids: readonly string[]): Promise<ReplyRow[]> {
  if (ids.length === 0) return [];
  return tablesOf<ReviewTables>(ctx)
    .selectFrom("reviews.replies")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("review_id", "=", anyOf(ids))
    .orderBy("reply_id")
    .execute();
}

/** What was hidden and shown again, the first first. */
export async function hidingsOf(ctx: Context, ids: readonly string[]): Promise<HidingRow[]> {
  if (ids.length === 0) return [];
  return tablesOf<ReviewTables>(ctx)
    .selectFrom("reviews.hidings")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("review_id", "=", anyOf(ids))
    .orderBy("hiding_id")
    .execute();
}

/** Tells something of a review, with its store and, while there is one, its member. */
export const tell = (
  ctx: Context,
  review: ReviewRow,
  kind: string,
  more: Record<string, unknown> = {},
) => emit(ctx, kind, {
  unitId: review.store_id,
  memberId: review.member_id,
  payload: {
    reviewId: review.review_id,
    subjectKind: review.subject_kind,
    subjectId: review.subject_id,
    productId: review.product_id,
    stars: review.stars,
    ...more,
  },
});
