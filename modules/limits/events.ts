import { Type as T } from "typebox";
import { defineEvents } from "#platform/journal.ts";
import { Id, Millis } from "#platform/schema.ts";

const hold = { holdId: Id, causeKind: T.String(), causeId: Id };

/** memberId = for whom it is held, where that is a member. */
export const limitsEvents = defineEvents("limits", {
  "limits.held": T.Object({ ...hold, expiresAt: Millis }),
  "limits.hold_used": T.Object(hold),
  "limits.hold_released": T.Object(hold),
  "limits.hold_expired": T.Object(hold),
  "limits.stopped": T.Object({ kind: T.String(), targetId: Id }),
  "limits.stop_lifted": T.Object({ kind: T.String(), targetId: Id }),
});
