import { Type as T } from "typebox";
import { defineEvents } from "#platform/journal.ts";
import { Id, Nullable } from "#platform/schema.ts";

const placed = T.Object({ parentId: Nullable(Id), kind: T.String() });

export const organisationEvents = defineEvents("organisation", {
  "organisation.brand_created": T.Object({ timeZone: T.String(), currency: T.String() }),
  "organisation.brand_changed": T.Object({ fields: T.Array(T.String()) }),
  "organisation.unit_created": placed,
  "organisation.unit_moved": T.Object({ fromId: Id, toId: Id, from: T.String() }),
  "organisation.unit_renamed": T.Object({}),
  "organisation.unit_closed": T.Object({}),
  "organisation.role_created": T.Object({ roleId: Id }),
  "organisation.staff_granted": T.Object({
    grantId: Id,
    staffId: Id,
    roleId: Id,
    validTo: Nullable(T.String()),
  }),
  "organisation.grant_revoked": T.Object({ grantId: Id, staffId: Id, roleId: Id }),
  "organisation.staff_invited": T.Object({ inviteId: Id, roleId: Id }),
  "organisation.invite_accepted": T.Object({ inviteId: Id, staffId: Id }),
  "organisation.invite_cancelled": T.Object({ inviteId: Id }),
  "organisation.api_key_created": T.Object({ keyId: Id, scopes: T.Array(T.String()) }),
  "organisation.api_key_revoked": T.Object({ keyId: Id }),
  "organisation.staff_signed_in": T.Object({ staffId: Id, sessionId: Id }),
  "organisation.staff_signed_out": T.Object({ staffId: Id, sessionId: Id }),
  "organisation.password_changed": T.Object({ staffId: Id }),
});
