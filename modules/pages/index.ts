import type { ModuleParts } from "#platform/module.ts";
import { pagesRoutes } from "./routes.ts";
import "./errors.ts";
import "./events.ts";

export { createBlock, type NewBlock } from "./blocks.ts";
export {
  composeStorePage, type PageBlock, type StorePage, type StorePagePart, wirePageParts,
} from "./compose-page.ts";
export { publishBlock } from "./publish-block.ts";

export const pagesModule: ModuleParts = { name: "pages", routes: pagesRoutes };
