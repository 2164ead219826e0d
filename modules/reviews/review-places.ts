import { Type as T } from "typebox";
import type { Context } from "#platform/context.ts";
import { Id, Millis, Nullable } from "#platform/schema.ts";
import { reviewsOf } from "./queries.ts";
import { MyReviewSchema, myViews } from "./review-view.ts";
import { ownSubject } from "./subjects.ts";
import type { SubjectKind } from "./tables.ts";

export const PlacesSchema = T.Object({
  until: Nullable(Millis),
  places: T.Array(T.Object({
    lineId: Nullable(T.String()),
    productId: Nullable(Id),
    name: Nullable(T.String({ description: "null: the store" })),
    nameEn: Nullable(T.String()),
    open: T.Boolean(),
    review: Nullable(MyReviewSchema),
  })),
});

/** What the member may review of an order or booking, and what they wrote; nothing of others'. */
export async function reviewPlaces(ctx: Context, kind: SubjectKind, subjectId: string) {
  const subject = await ownSubject(ctx, kind, subjectId);
  if (!subject) return { until: null, places: [] };
  const rows = await reviewsOf(ctx)
    .where("r.subject_id", "=", subjectId)
    .where("r.member_id", "=", subject.memberId)
    .orderBy("r.review_id")
    .execute();
  const written = await myViews(ctx, rows);
  const inTime = Temporal.Instant.compare(ctx.now, subject.until) < 0;
  return {
    until: subject.until.epochMilliseconds,
    places: subject.places.map((place) => {
      const review = written.find((one) => one.lineId === place.lineId) ?? null;
      return { ...place, open: inTime && review === null, review };
    }),
  };
}
