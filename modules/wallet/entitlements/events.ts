import { Type as T } from "typebox";
import { defineEvents } from "#platform/journal.ts";
import { Id, Word } from "#platform/schema.ts";

/** memberId = whose wallet it is in; its use is an event of module redemption. */
defineEvents("wallet", {
  "wallet.entitlement_rule_created": T.Object({
    ruleId: Id,
    audience: Word("everyone", "out_of_town", "granted"),
  }),
  "wallet.entitlement_rule_ended": T.Object({ ruleId: Id }),
  "wallet.entitlement_taken": T.Object({ entitlementId: Id, ruleId: Id }),
  "wallet.entitlement_recalled": T.Object({ entitlementId: Id, ruleId: Id }),
});
