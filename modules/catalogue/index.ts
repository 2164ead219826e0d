import type { ModuleParts } from "#platform/module.ts";
import { catalogueRoutes } from "./routes.ts";
import "./errors.ts";
import "./events.ts";

export { type Product, productIdsByExternalCodes } from "./queries.ts";
export { type NewPrice, setPrice } from "./set-price.ts";
export { createProduct, type NewProduct } from "./write-product.ts";

export const catalogueModule: ModuleParts = { name: "catalogue", routes: catalogueRoutes };
