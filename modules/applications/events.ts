import { Type as T } from "typebox";
import { defineEvents } from "#platform/journal.ts";
import { Id } from "#platform/schema.ts";

const application = { applicationId: Id, productId: Id };

/** unitId = the store that sees to it (of a print: that made it); memberId = whose it is. */
export const applicationEvents = defineEvents("applications", {
  "applications.form_saved": T.Object({ productId: Id, fields: T.Integer(), active: T.Boolean() }),
  "applications.submitted": T.Object(application),
  "applications.stepped": T.Object({ ...application, act: T.String(), state: T.String() }),
  "applications.printed": T.Object({ ...application, printNo: T.Integer() }),
  "applications.forgotten": T.Object(application),
});
