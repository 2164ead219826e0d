import { sql } from "kysely";
import { Type as T } from "typebox";
import type { StorePagePart } from "#modules/pages/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import type { AboutKind, ReviewTables } from "./tables.ts";

export const ScoreSchema = T.Object({
  count: T.Integer(),
  mean: T.Union([T.Integer(), T.Null()], { description: "in hundredths of a star" }),
  counts: T.Array(T.Integer(), { description: "of one star, two stars, … five stars" }),
});

/** Counts one review of a product or a store. Nothing ever counts it back. */
export async function countStars(
  ctx: Context,
  aboutKind: AboutKind,
  aboutId: string,
  stars: number,
): Promise<void> {
  await tablesOf<ReviewTables>(ctx)
    .insertInto("reviews.scores")
    .values({
      brand_id: ctx.brand.brandId, about_kind: aboutKind, about_id: aboutId, stars, given: 1,
    })
    .onConflict((on) => on
      .columns(["brand_id", "about_kind", "about_id", "stars"])
      .doUpdateSet({ given: sql<number>`reviews.scores.given + 1` }))
    .execute();
}

/** The score of a product or a store, with the reviews whose words are hidden. */
export async function scoreOf(ctx: Context, aboutKind: AboutKind, aboutId: string) {
  const rows = await tablesOf<ReviewTables>(ctx)
    .selectFrom("reviews.scores")
    .select(["stars", "given"])
    .where("brand_id", "=", ctx.brand.brandId)
    .where("about_kind", "=", aboutKind)
    .where("about_id", "=", aboutId)
    .execute();
  const counts = [1, 2, 3, 4, 5].map(
    (stars) => rows.find((row) => row.stars === stars)?.given ?? 0,
  );
  const count = counts.reduce((sum, given) => sum + given, 0);
  const stars = counts.reduce((sum, given, at) => sum + given * (at + 1), 0);
  return { count, mean: count > 0 ? Math.round((stars * 100) / count) : null, counts };
}

/** The page of a store: its score in brief; null before anybody has said something. */
export const reviewsPagePart: StorePagePart = {
  name: "reviews",
  async load(ctx, { storeId }) {
    const { count, mean } = await scoreOf(ctx, "store", storeId);
    return count > 0 ? { count, mean } : null;
  },
};
