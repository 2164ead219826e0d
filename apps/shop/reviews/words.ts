import { loadMore as loadCart } from "../cart/words.ts";
import * as shopText from "../text.ts";
import type { zhReviews } from "../messages/zh-reviews.ts";

const own = shopText.more<typeof zhReviews>({
  zh: () => import("../messages/zh-reviews.ts").then((messages) => messages.zhReviews),
  en: () => import("../messages/en-reviews.ts").then((messages) => messages.enReviews),
});
export const { useText } = own;

/** Words of reviews, and of the cart's parts that find their store. */
export async function loadMore(): Promise<void> {
  await loadCart();
  await own.loadMore();
}
