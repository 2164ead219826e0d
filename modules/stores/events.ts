import { Type as T } from "typebox";
import { defineEvents } from "#platform/journal.ts";
import { Id } from "#platform/schema.ts";

export const storesEvents = defineEvents("stores", {
  "stores.store_opened": T.Object({ storeId: Id, code: T.String(), role: T.String() }),
  "stores.store_changed": T.Object({ storeId: Id, role: T.String() }),
});
