import * as shopText from "../text.ts";
import type { zhCard } from "../messages/zh-card.ts";

/** The shop's words and those of card, points and mall, which come with their chunk. */
export const { loadMore, useText, text } = shopText.more<typeof zhCard>({
  zh: () => import("../messages/zh-card.ts").then((messages) => messages.zhCard),
  en: () => import("../messages/en-card.ts").then((messages) => messages.enCard),
});
