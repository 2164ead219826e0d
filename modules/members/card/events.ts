import { Type as T } from "typebox";
import { defineEvents } from "#platform/journal.ts";
import { Id, Minor, Nullable } from "#platform/schema.ts";

defineEvents("members", {
  "members.card_saved": T.Object({ tierIds: T.Array(Id), benefits: T.Integer() }),
  /** memberId = whose tier; null: below the first one. */
  "members.tier_changed": T.Object({
    fromTierId: Nullable(Id),
    toTierId: Nullable(Id),
    why: T.String(),
    spentMinor: Minor,
  }),
});
