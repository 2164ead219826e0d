import * as shopText from "../text.ts";
import type { zhApply } from "../messages/zh-apply.ts";

/** The shop's words and those of applications, which come with their chunk. */
export const { loadMore, useText } = shopText.more<typeof zhApply>({
  zh: () => import("../messages/zh-apply.ts").then((messages) => messages.zhApply),
  en: () => import("../messages/en-apply.ts").then((messages) => messages.enApply),
});
