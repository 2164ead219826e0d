import { makeText } from "#packages/ui/i18n.ts";
import type { zh } from "./messages/zh.ts";

export const { startText, switchLang, useText, text } = makeText<typeof zh>({
  zh: async () => (await import("./messages/zh.ts")).zh,
  en: async () => (await import("./messages/en.ts")).en,
});
