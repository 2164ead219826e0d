import { Type as T } from "typebox";
import { defineEvents } from "#platform/journal.ts";
import { Id, Nullable } from "#platform/schema.ts";

export const catalogueEvents = defineEvents("catalogue", {
  "catalogue.product_added": T.Object({ productId: Id }),
  "catalogue.product_changed": T.Object({ productId: Id }),
  "catalogue.variant_added": T.Object({ productId: Id, variantId: Id }),
  // One event a chunk of an import: 92,000 products are 93 events, not 92,000.
  "catalogue.products_imported": T.Object({ added: T.Integer(), changed: T.Integer() }),
  "catalogue.price_set": T.Object({
    productId: Id,
    variantId: Nullable(Id),
    kind: T.String(),
    amountMinor: T.Integer(),
    validFrom: T.String(),
  }),
});
