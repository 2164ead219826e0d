import { Type as T } from "typebox";
import { defineEvents } from "#platform/journal.ts";
import { Id, Millis, Nullable } from "#platform/schema.ts";

const reservation = { reservationId: Id, causeKind: T.String(), causeId: Id };
/** itemId: the variant, or the product that has none. */
const lines = T.Array(T.Object({ storeId: Id, itemId: Id, quantity: T.Integer() }));

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
  "catalogue.variant_changed": T.Object({
    productId: Id, variantId: Id, withdrawn: T.Boolean(),
  }),
  "catalogue.product_shaped": T.Object({
    productId: Id,
    kind: T.String(),
    handling: T.String(),
    stockKept: T.Boolean(),
    opensAt: Nullable(Millis),
    closesAt: Nullable(Millis),
    previewAt: Nullable(Millis),
  }),
  "catalogue.pictures_set": T.Object({ productId: Id, pictures: T.Integer() }),
  // unitId = the store.
  "catalogue.stock_adjusted": T.Object({
    storeId: Id,
    productId: Id,
    variantId: Nullable(Id),
    change: T.Integer(),
    onHand: T.Integer(),
    reason: T.String(),
  }),
  "catalogue.stock_imported": T.Object({ rows: T.Integer() }),
  "catalogue.stock_reserved": T.Object({ ...reservation, expiresAt: Millis, lines }),
  "catalogue.stock_released": T.Object(reservation),
  "catalogue.stock_expired": T.Object(reservation),
  "catalogue.stock_taken": T.Object(reservation),
  "catalogue.stock_returned": T.Object({ causeKind: T.String(), causeId: Id, lines }),
  // memberId = who asked.
  "catalogue.preview_subscribed": T.Object({ productId: Id }),
  "catalogue.preview_left": T.Object({ productId: Id }),
  "catalogue.price_list_made": T.Object({ listId: Id, unitId: Nullable(Id) }),
  "catalogue.price_list_ended": T.Object({ listId: Id, unitId: Nullable(Id) }),
  "catalogue.list_prices_set": T.Object({ listId: Id, prices: T.Integer() }),
  "catalogue.page_arranged": T.Object({ unitId: Id }),
  "catalogue.cadence_planned": T.Object({ days: T.Integer() }),
});
