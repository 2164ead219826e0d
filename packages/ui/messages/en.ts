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
  "kit.offline": "The server was not reached",
  "kit.offlineNext": "Check Wi-Fi or mobile data and try again.",
  "kit.failed": "Something went wrong",
  "kit.failedNext": "Please try again in a moment.",
  "kit.broken": "This page did not open completely",
  "kit.brokenNext": "A part of it may not have arrived. Check the network and open it again.",
  "kit.reopen": "Open again",
  "kit.sample": "Demo",
};
