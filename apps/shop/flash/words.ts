import * as shopText from "../text.ts";
import type { zhFlash } from "../messages/zh-flash.ts";

/** The shop's words and those of releases, which come with their chunk. */
export const { loadMore, useText, text } = shopText.more<typeof zhFlash>({
  zh: () => import("../messages/zh-flash.ts").then((messages) => messages.zhFlash),
  en: () => import("../messages/en-flash.ts").then((messages) => messages.enFlash),
});
