import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { changeReview, lockReview, tell } from "./queries.ts";
import { memberOf } from "./subjects.ts";
import type { Outcome, ReviewRow } from "./tables.ts";

/** Only who wrote the review says whether the reply solved it; the last word holds. */
export async function tellOutcome(
  ctx: Context,
  reviewId: string,
  outcome: Outcome,
): Promise<ReviewRow> {
  const review = await lockReview(ctx, reviewId);
  if (review.member_id !== memberOf(ctx)) throw refuse("review_not_found");
  if (!review.first_answer_at) throw refuse("review_not_answered");
  if (review.outcome === outcome) return review;
  const changed = await changeReview(ctx, review, { outcome, outcome_at: ctx.now });
  await tell(ctx, changed, "reviews.outcome_told", { outcome });
  return changed;
}
