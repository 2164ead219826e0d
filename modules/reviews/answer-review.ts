import { permit } from "#modules/organisation/index.ts";
import { actorId, type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { changeReview, lockReview, repliesOf, tell } from "./queries.ts";
import type { ReviewRow, ReviewTables } from "./tables.ts";

/** A conversation in public has an end. */
const mostReplies = 5;

/** The store replies, for everybody to read; the first reply's time is kept. */
export async function answerReview(
  ctx: Context,
  reviewId: string,
  text: string,
): Promise<ReviewRow> {
  const review = await lockReview(ctx, reviewId);
  await permit(ctx, "reviews.work", review.store_id);
  const before = await repliesOf(ctx, [reviewId]);
  if (before.length >= mostReplies) throw refuse("review_replies_full", { count: before.length });
  await tablesOf<ReviewTables>(ctx)
    .insertInto("reviews.replies")
    .values({
      brand_id: ctx.brand.brandId,
      reply_id: newId(),
      review_id: reviewId,
      text,
      replied_by: actorId(ctx.actor),
      replied_at: ctx.now,
    })
    .execute();
  const first = review.first_answer_at === null;
  const changed = first ? await changeReview(ctx, review, { first_answer_at: ctx.now }) : review;
  const seconds = Math.max(0, Math.round(ctx.now.since(review.wrote_at).total("seconds")));
  await tell(ctx, changed, "reviews.answered", { first, seconds });
  return changed;
}
