import * as shopText from "../text.ts";
import type { zhStored } from "../messages/zh-stored.ts";

/** The shop's words and those of stored value, which come with its chunk. */
export const { loadMore, useText } = shopText.more<typeof zhStored>({
  zh: () => import("../messages/zh-stored.ts").then((messages) => messages.zhStored),
  en: () => import("../messages/en-stored.ts").then((messages) => messages.enStored),
});
