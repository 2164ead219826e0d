import { loadMore as loadReviews } from "../reviews/words.ts";
import * as shopText from "../text.ts";
import type { zhCart } from "../messages/zh-cart.ts";
import type { zhProduct } from "../messages/zh-product.ts";

const own = shopText.more<typeof zhCart & typeof zhProduct>({
  zh: async () => ({
    ...(await import("../messages/zh-cart.ts")).zhCart,
    ...(await import("../messages/zh-product.ts")).zhProduct,
  }),
  en: async () => ({
    ...(await import("../messages/en-cart.ts")).enCart,
    ...(await import("../messages/en-product.ts")).enProduct,
  }),
});
export const { useText } = own;

/** Words of the product's page, and of the cart's parts and the reviews on it. */
export async function loadMore(): Promise<void> {
  await loadReviews();
  await own.loadMore();
}
