import { Type as T } from "typebox";
import { defineEvents } from "#platform/journal.ts";
import { Id } from "#platform/schema.ts";

export const mediaEvents = defineEvents("media", {
  "media.file_added": T.Object({ mediaId: Id, bytes: T.Integer() }),
});
