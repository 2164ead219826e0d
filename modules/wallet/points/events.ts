import { Type as T } from "typebox";
import { defineEvents } from "#platform/journal.ts";
import { Id, Millis, Minor, Nullable } from "#platform/schema.ts";

const points = T.Integer({ minimum: 0 });

/** memberId = whose points they are. What was posted stands in wallet.posted. */
defineEvents("wallet", {
  "wallet.points_settings_saved": T.Object({
    active: T.Boolean(),
    pendingDays: T.Integer(),
    capBps: T.Integer(),
  }),
  "wallet.points_earned": T.Object({ orderId: Id, lotId: Id, points, maturesAt: Millis }),
  "wallet.points_matured": T.Object({ lotId: Id, orderId: Nullable(Id), points }),
  "wallet.points_expired": T.Object({ lotId: Id, points }),
  "wallet.points_spent": T.Object({ spendId: Id, points, amountMinor: Minor }),
  "wallet.points_given_back": T.Object({ spendId: Id, points }),
  /** Of points: had expired before, so that nobody is asked for it; is owed from now on. */
  "wallet.points_taken_back": T.Object({ orderId: Id, points, waived: points, owed: points }),
  "wallet.points_frozen": T.Object({ actId: Id, points }),
  "wallet.points_unfrozen": T.Object({ actId: Id, points }),
  "wallet.points_corrected": T.Object({ actId: Id, points: T.Integer() }),
});
