import type { Translated } from "../i18n.ts";
import type { kitZh } from "./zh.ts";

export const kitEn: Translated<typeof kitZh> = {
  "kit.close": "Close",
  "kit.back": "Back",
  "kit.cancel": "Cancel",
  "kit.confirm": "Confirm",
  "kit.save": "Save",
  "kit.retry": "Try again",
  "kit.loading": "Loading…",
  "kit.more": "Load more",
  "kit.language": "Language",
  "kit.offline": "No network",
  "kit.offlineNext": "This goes on by itself when you are back online.",
  "kit.failed": "Something went wrong",
  "kit.sample": "Demo",
};
