import { Type as T } from "typebox";
import { defineEvents } from "#platform/journal.ts";
import { Id } from "#platform/schema.ts";

const version = { offerId: Id, offerVersion: T.Integer() };

/** unitId = the offer's owner. */
export const promotionsEvents = defineEvents("promotions", {
  "promotions.offer_drafted": T.Object(version),
  "promotions.offer_products_added": T.Object({ ...version, count: T.Integer() }),
  "promotions.offer_published": T.Object(version),
  "promotions.offer_paused": T.Object(version),
  "promotions.offer_resumed": T.Object(version),
  "promotions.offer_ended": T.Object(version),
  /** From now on its vouchers are given by what reserved it alone. */
  "promotions.offer_reserved": T.Object({ offerId: Id }),
  "promotions.stacking_changed": T.Object({ policyVersion: T.Integer() }),
});
