import type { ModuleParts } from "#platform/module.ts";
import { mediaRoutes } from "./routes.ts";
import "./errors.ts";
import "./events.ts";

export { type Picture } from "./add-picture.ts";
export { folderStore, type PictureStore, wireMedia } from "./ports.ts";
export { type Size } from "./sizes.ts";
export { assertPicture, logoUrl, mediaUrl } from "./read-picture.ts";

export const mediaModule: ModuleParts = { name: "media", routes: mediaRoutes };
