import { Type as T } from "typebox";
import { defineEvents } from "#platform/journal.ts";

const consent = T.Object({ purpose: T.String(), version: T.String() });

export const memberEvents = defineEvents("members", {
  "members.joined": T.Object({ via: T.Union([T.Literal("phone"), T.Literal("external_id")]) }),
  "members.consent_given": consent,
  "members.consent_withdrawn": consent,
  "members.erased": T.Object({ by: T.Union([T.Literal("member"), T.Literal("staff")]) }),
  "members.contact_shown": T.Object({}),
  "members.household_set": T.Object({ known: T.Boolean() }),
});
