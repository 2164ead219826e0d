import * as shopText from "../text.ts";
import type { zhDraw } from "../messages/zh-draw.ts";

/** The shop's words and those of draws, which come with their chunk. */
export const { loadMore, useText, text } = shopText.more<typeof zhDraw>({
  zh: () => import("../messages/zh-draw.ts").then((messages) => messages.zhDraw),
  en: () => import("../messages/en-draw.ts").then((messages) => messages.enDraw),
});
