import type { ModuleParts } from "#platform/module.ts";
import { formRoutes } from "./form-routes.ts";
import { catalogueMemberRoutes } from "./member-routes.ts";
import { priceListRoutes } from "./price-list-routes.ts";
import { catalogueRoutes } from "./routes.ts";
import { stockRoutes } from "./stock-routes.ts";
import { indexSearchJob } from "./search/index-products.ts";
import { expireReservationsJob } from "./stock/end-reservations.ts";
import "./errors.ts";
import "./events.ts";

export {
  type CartGoods, cartGoods, goodsKey, type GoodsKey, similarGoods,
} from "./cart-goods.ts";
export {
  changedListPrices, countFloored, flooredGoods, type FlooredGoods, type ListPriceStep,
} from "./guarded-prices.ts";
export { heldLists, listPricesAt, priceListTimes } from "./price-lists.ts";
export { placePrices } from "./place-prices.ts";
export { goodsLooks } from "./goods-looks.ts";
export { permitOnline } from "./permit-online.ts";
export { productForms } from "./product-form.ts";
export { getProduct, type Product, productIdsByExternalCodes } from "./queries.ts";
export { type PageBlock, pageBlocks } from "./product-page.ts";
export { type Phase, type Sale } from "./sellable.ts";
export { sellsGoods, soldCategories, soldGoods } from "./sold-goods.ts";
export { type NewPrice, setPrice } from "./set-price.ts";
export { shapeProduct } from "./shape-product.ts";
export { createCategory } from "./categories.ts";
export { shownProduct, type ShownProduct } from "./shown-product.ts";
export { favouriteTillGoods, findTillGoods, type TillGoods } from "./till-goods.ts";
export { variantWords } from "./variant-words.ts";
export { type StockLine } from "./stock/lines.ts";
export { putBack } from "./stock/put-back.ts";
export { release, takeOut } from "./stock/end-reservations.ts";
export { countedProducts } from "./stock/lines.ts";
export { type ReservationRequest, reserve, reserveMany } from "./stock/reserve.ts";
export { type StockVerdict, verifyStock } from "./stock/verify-stock.ts";
export { adjustStock } from "./stock/adjust-stock.ts";
export { addVariant, createProduct, type NewProduct } from "./write-product.ts";

export const catalogueModule: ModuleParts = {
  name: "catalogue",
  routes: [
    ...catalogueRoutes, ...formRoutes, ...stockRoutes, ...priceListRoutes,
    ...catalogueMemberRoutes,
  ],
  jobs: [expireReservationsJob, indexSearchJob],
};
