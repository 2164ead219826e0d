import { Type as T } from "typebox";
import { defineEvents } from "#platform/journal.ts";
import { Id } from "#platform/schema.ts";

const block = T.Object({ blockId: Id });

export const pagesEvents = defineEvents("pages", {
  "pages.block_drafted": block,
  "pages.block_changed": block,
  "pages.block_published": block,
  "pages.block_withdrawn": block,
  "pages.block_deleted": block,
  "pages.blocks_reordered": T.Object({ blocks: T.Integer() }),
  "pages.block_marked_model": T.Object({ blockId: Id, model: T.Boolean() }),
  "pages.block_copied": T.Object({ blockId: Id, copiedFrom: Id }),
  "pages.standard_set": T.Object({ version: T.Integer() }),
});
