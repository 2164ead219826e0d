import * as shopText from "../text.ts";
import type { zhCart } from "../messages/zh-cart.ts";

/** The shop's words and those of goods, cart and till, which come with their chunk. */
export const { loadMore, useText, text } = shopText.more<typeof zhCart>({
  zh: () => import("../messages/zh-cart.ts").then((messages) => messages.zhCart),
  en: () => import("../messages/en-cart.ts").then((messages) => messages.enCart),
});
