import type { ModuleParts } from "#platform/module.ts";
import "./errors.ts";
import "./events.ts";
import { reviewRoutes } from "./routes.ts";

export { answerReview } from "./answer-review.ts";
export { hideReview } from "./hide-review.ts";
export { listPublic } from "./list-reviews.ts";
export { memberReviews } from "./member-data.ts";
export { reviewsPagePart } from "./scores.ts";
export { tellOutcome } from "./tell-outcome.ts";
export { type ReviewsVerdict, verifyReviews } from "./verify-reviews.ts";
export { writeReview } from "./write-review.ts";

export const reviewsModule: ModuleParts = { name: "reviews", routes: reviewRoutes };
