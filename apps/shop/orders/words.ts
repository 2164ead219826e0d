import * as shopText from "../text.ts";
import type { zhOrders } from "../messages/zh-orders.ts";

/** The shop's words and those of checkout and orders, which come with their chunk. */
export const { loadMore, useText, text } = shopText.more<typeof zhOrders>({
  zh: () => import("../messages/zh-orders.ts").then((messages) => messages.zhOrders),
  en: () => import("../messages/en-orders.ts").then((messages) => messages.enOrders),
});
