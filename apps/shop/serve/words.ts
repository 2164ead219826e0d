import * as shopText from "../text.ts";
import type { zhServe } from "../messages/zh-serve.ts";

/** The shop's words and those of pickups, cards and entitlements, which come with their chunk. */
export const { loadMore, useText, text } = shopText.more<typeof zhServe>({
  zh: () => import("../messages/zh-serve.ts").then((messages) => messages.zhServe),
  en: () => import("../messages/en-serve.ts").then((messages) => messages.enServe),
});
