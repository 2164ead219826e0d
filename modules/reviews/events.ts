import { Type as T } from "typebox";
import { defineEvents } from "#platform/journal.ts";
import { Id, Nullable, Word } from "#platform/schema.ts";
import { hideReasons, outcomes, subjectKinds } from "./tables.ts";

const review = {
  reviewId: Id,
  subjectKind: Word(...subjectKinds),
  subjectId: Id,
  productId: Nullable(Id),
  stars: T.Integer(),
};

/** unitId = the store; memberId = who wrote it. Words stay in the module's own tables. */
defineEvents("reviews", {
  "reviews.written": T.Object(review),
  /** `seconds`: from the review to this reply. */
  "reviews.answered": T.Object({ ...review, first: T.Boolean(), seconds: T.Integer() }),
  "reviews.outcome_told": T.Object({ ...review, outcome: Word(...outcomes) }),
  "reviews.hidden": T.Object({ ...review, reason: Word(...hideReasons) }),
  "reviews.shown": T.Object(review),
});
