import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { throttle } from "#platform/throttle.ts";
import { tell } from "./queries.ts";
import { countStars } from "./scores.ts";
import { memberOf, ownSubject, reviewDays } from "./subjects.ts";
import type { ReviewRow, ReviewTables, SubjectKind } from "./tables.ts";

export interface NewReview {
  readonly kind: SubjectKind;
  readonly subjectId: string;
  /** The line of the order whose product is reviewed; null: the store. */
  readonly lineId: string | null;
  readonly stars: number;
  readonly words: string | null;
}

/**
 * Who bought or was served says how it was, once for each product and visit. Refuses
 * `review_subject_not_found`, `review_too_late`, `review_exists` and `too_many_tries`.
 */
export async function writeReview(ctx: Context, input: NewReview): Promise<ReviewRow> {
  const memberId = memberOf(ctx);
  await throttle(ctx, { purpose: "review", keys: [memberId], max: 30, windowSeconds: 3_600 });
  const subject = await ownSubject(ctx, input.kind, input.subjectId);
  const place = subject?.places.find((one) => one.lineId === input.lineId);
  if (!subject || !place) throw refuse("review_subject_not_found");
  if (Temporal.Instant.compare(ctx.now, subject.until) >= 0) {
    throw refuse("review_too_late", { days: reviewDays });
  }
  const row: ReviewRow = {
    brand_id: ctx.brand.brandId,
    review_id: newId(),
    subject_kind: subject.kind,
    subject_id: subject.subjectId,
    line_id: place.lineId,
    product_id: place.productId,
    store_id: subject.storeId,
    member_id: memberId,
    about_name: place.name,
    about_name_en: place.nameEn,
    stars: input.stars,
    words: input.words,
    wrote_at: ctx.now,
    first_answer_at: null,
    outcome: null,
    outcome_at: null,
    hidden_reason: null,
  };
  const made = await tablesOf<ReviewTables>(ctx)
    .insertInto("reviews.reviews")
    .values(row)
    .onConflict((on) => on.columns(["brand_id", "subject_id", "line_id"]).doNothing())
    .returning("review_id")
    .executeTakeFirst();
  if (!made) throw refuse("review_exists");
  if (row.product_id) await countStars(ctx, "product", row.product_id, row.stars);
  else await countStars(ctx, "store", row.store_id, row.stars);
  await tell(ctx, row, "reviews.written");
  return row;
}
