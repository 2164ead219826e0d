import { Type as T } from "typebox";
import { defineEvents } from "#platform/journal.ts";
import { Id, Nullable } from "#platform/schema.ts";

const found = {
  findingId: Id,
  productId: Id,
  variantId: Nullable(Id),
  floorMinor: T.Integer(),
};

/** No unit: a product belongs to the brand. Offers by the ids that carts are priced under. */
defineEvents("promotions", {
  "promotions.price_finding_opened": T.Object({
    ...found,
    attainableMinor: T.Integer(),
    offerIds: T.Array(T.String()),
  }),
  "promotions.price_finding_closed": T.Object(found),
});
