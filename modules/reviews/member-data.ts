import { type Context, tablesOf } from "#platform/context.ts";
import { repliesOf, reviewsOf } from "./queries.ts";
import type { ReviewTables } from "./tables.ts";

async function exportReviews(ctx: Context, memberId: string) {
  const rows = await reviewsOf(ctx)
    .where("r.member_id", "=", memberId)
    .orderBy("r.review_id")
    .execute();
  const replies = Map.groupBy(
    await repliesOf(ctx, rows.map((row) => row.review_id)),
    (reply) => reply.review_id,
  );
  return rows.map((row) => ({
    of: row.subject_kind,
    id: row.subject_id,
    storeId: row.store_id,
    productId: row.product_id,
    name: row.about_name,
    stars: row.stars,
    words: row.words,
    wroteAt: row.wrote_at.epochMilliseconds,
    replies: (replies.get(row.review_id) ?? []).map(({ text, replied_at }) => ({
      text, repliedAt: replied_at.epochMilliseconds,
    })),
    outcome: row.outcome,
    hiddenReason: row.hidden_reason,
  }));
}

/** The reviews stay, and count, without a person. */
async function eraseReviews(ctx: Context, memberId: string): Promise<void> {
  await tablesOf<ReviewTables>(ctx)
    .updateTable("reviews.reviews")
    .set({ member_id: null })
    .where("brand_id", "=", ctx.brand.brandId)
    .where("member_id", "=", memberId)
    .execute();
}

export const memberReviews = { name: "reviews", export: exportReviews, erase: eraseReviews };
