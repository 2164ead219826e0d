import { auditAct, permit } from "#modules/organisation/index.ts";
import { actorId, type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { changeReview, lockReview, tell } from "./queries.ts";
import type { HideReason, ReviewRow, ReviewTables } from "./tables.ts";

const capability = "reviews.hide";

async function act(
  ctx: Context,
  review: ReviewRow,
  reason: HideReason | null,
  note: string,
): Promise<ReviewRow> {
  const trimmed = note.trim();
  if (trimmed.length < 5) throw refuse("invalid_input", { detail: "note" });
  const { review_id: reviewId, store_id: unitId } = review;
  await tablesOf<ReviewTables>(ctx)
    .insertInto("reviews.hidings")
    .values({
      brand_id: ctx.brand.brandId,
      hiding_id: newId(),
      review_id: reviewId,
      act: reason ? "hide" : "show",
      reason,
      note: trimmed,
      acted_by: actorId(ctx.actor),
      acted_at: ctx.now,
    })
    .execute();
  await auditAct(ctx, reason ? "hideReview" : "showReview", reviewId, { unitId, capability });
  return changeReview(ctx, review, { hidden_reason: reason });
}

/**
 * Hides the words of a review for one of the law's reasons, said in a note. Its stars are shown and
 * count as before, and everybody sees that words are hidden and why.
 */
export async function hideReview(
  ctx: Context,
  reviewId: string,
  reason: HideReason,
  note: string,
): Promise<ReviewRow> {
  const review = await lockReview(ctx, reviewId);
  await permit(ctx, capability, review.store_id);
  if (review.words === null) throw refuse("review_without_words");
  if (review.hidden_reason) throw refuse("review_hidden");
  const hidden = await act(ctx, review, reason, note);
  await tell(ctx, hidden, "reviews.hidden", { reason });
  return hidden;
}

/** Shows hidden words again; that they were hidden stays written down. */
export async function showReview(
  ctx: Context,
  reviewId: string,
  note: string,
): Promise<ReviewRow> {
  const review = await lockReview(ctx, reviewId);
  await permit(ctx, capability, review.store_id);
  if (!review.hidden_reason) throw refuse("review_shown");
  const shown = await act(ctx, review, null, note);
  await tell(ctx, shown, "reviews.shown");
  return shown;
}
