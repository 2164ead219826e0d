import { type RawBuilder, sql } from "kysely";
import { inScopeSql, permit, unitScope } from "#modules/organisation/index.ts";
import type { Context } from "#platform/context.ts";
import type { PageInput } from "#platform/paging.ts";
import { pageOfReviews, reviewsOf } from "./queries.ts";
import { myViews, publicViews, staffViews } from "./review-view.ts";
import { scoreOf } from "./scores.ts";
import { memberOf } from "./subjects.ts";
import type { AboutKind } from "./tables.ts";

/** Few stars: what a store wants to hear of first. */
export const lowStars = 2;

/** waiting: without a reply; low: one or two stars; unsolved: the member's word; hidden: words. */
export const shows = ["all", "waiting", "low", "unsolved", "hidden"] as const;
type Show = (typeof shows)[number];

interface StarsInput extends PageInput {
  readonly stars?: number | undefined;
}

/** What everybody reads of a product or of a store, the newest first, and the score of all. */
export async function listPublic(
  ctx: Context,
  aboutKind: AboutKind,
  aboutId: string,
  input: StarsInput,
) {
  const all = aboutKind === "product"
    ? reviewsOf(ctx).where("r.product_id", "=", aboutId)
    : reviewsOf(ctx).where("r.store_id", "=", aboutId).where("r.product_id", "is", null);
  const query = input.stars === undefined ? all : all.where("r.stars", "=", input.stars);
  const page = await pageOfReviews(query, input);
  return {
    score: await scoreOf(ctx, aboutKind, aboutId),
    items: await publicViews(ctx, page.items),
    next: page.next,
  };
}

/** The member's own, the newest first; words that are hidden from others too. */
export async function listMine(ctx: Context, input: PageInput) {
  const page = await pageOfReviews(reviewsOf(ctx).where("r.member_id", "=", memberOf(ctx)), input);
  return { items: await myViews(ctx, page.items), next: page.next };
}

function shownOnly(query: ReturnType<typeof reviewsOf>, show: Show) {
  switch (show) {
    case "all":
      return query;
    case "waiting":
      return query.where("r.first_answer_at", "is", null);
    case "low":
      return query.where("r.stars", "<=", lowStars);
    case "unsolved":
      return query.where("r.outcome", "=", "unsolved");
    case "hidden":
      return query.where("r.hidden_reason", "is not", null);
  }
}

export interface StaffListInput extends StarsInput {
  readonly show: Show;
  readonly storeId?: string | undefined;
  readonly productId?: string | undefined;
  /** What was said of one order or booking. */
  readonly subjectId?: string | undefined;
}

/** Narrows to a store that the actor may read, or to all of theirs. */
export async function inReach(
  ctx: Context,
  storeId: string | undefined,
): Promise<RawBuilder<boolean>> {
  if (storeId) {
    await permit(ctx, "reviews.work", storeId);
    return sql<boolean>`r.store_id = ${storeId}`;
  }
  return inScopeSql("r.store_id", await unitScope(ctx, "reviews.work"), ctx.recordedAt);
}

/** Reviews of the stores that the actor works for, the newest first. */
export async function listReviews(ctx: Context, input: StaffListInput) {
  let query = shownOnly(reviewsOf(ctx), input.show).where(await inReach(ctx, input.storeId));
  if (input.stars !== undefined) query = query.where("r.stars", "=", input.stars);
  if (input.productId) query = query.where("r.product_id", "=", input.productId);
  if (input.subjectId) query = query.where("r.subject_id", "=", input.subjectId);
  const page = await pageOfReviews(query, input);
  return { items: await staffViews(ctx, page.items), next: page.next };
}
