import { makeText } from "#packages/ui/i18n.ts";
import type { zh } from "./messages/zh.ts";

export const { startText, switchLang, useText, text, more } = makeText<typeof zh>({
  zh: () => import("./messages/zh.ts").then((messages) => messages.zh),
  en: () => import("./messages/en.ts").then((messages) => messages.en),
});
