import type { zhGift } from "../messages/zh-gift.ts";
import * as shopText from "../text.ts";

/** The shop's words and those of gifts and typed codes, which come with their chunk. */
export const { loadMore, useText } = shopText.more<typeof zhGift>({
  zh: () => import("../messages/zh-gift.ts").then((messages) => messages.zhGift),
  en: () => import("../messages/en-gift.ts").then((messages) => messages.enGift),
});
