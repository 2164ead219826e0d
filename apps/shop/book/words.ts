import * as shopText from "../text.ts";
import type { zhBook } from "../messages/zh-book.ts";

/** The shop's words and those of bookings, which come with their chunk. */
export const { loadMore, useText } = shopText.more<typeof zhBook>({
  zh: () => import("../messages/zh-book.ts").then((messages) => messages.zhBook),
  en: () => import("../messages/en-book.ts").then((messages) => messages.enBook),
});
