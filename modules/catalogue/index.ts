import type { ModuleParts } from "#platform/module.ts";
import { catalogueRoutes } from "./routes.ts";
import "./errors.ts";
import "./events.ts";

export {
  type CartGoods, cartGoods, goodsKey, type GoodsKey, similarGoods,
} from "./cart-goods.ts";
export {
  changedListPrices, countFloored, flooredGoods, type FlooredGoods, type ListPriceStep,
} from "./guarded-prices.ts";
export { type Product, productIdsByExternalCodes } from "./queries.ts";
export { sellsGoods, soldCategories, soldGoods } from "./sold-goods.ts";
export { type NewPrice, setPrice } from "./set-price.ts";
export { createCategory } from "./categories.ts";
export { createProduct, type NewProduct } from "./write-product.ts";

export const catalogueModule: ModuleParts = { name: "catalogue", routes: catalogueRoutes };
