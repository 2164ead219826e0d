import { inLang } from "#packages/ui/i18n.ts";
import { text } from "../text.ts";
import type { Pickup } from "./use-pickups.ts";

/** What is handed over: 龙井 ×2、茶杯 ×1. */
export function goodsText(goods: Pickup["goods"]): string {
  const { lang } = text();
  return goods
    .filter(({ quantity }) => quantity > 0)
    .map(({ name, nameEn, quantity }) => `${inLang(lang, name, nameEn)} ×${quantity}`)
    .join(lang === "en" ? ", " : "、");
}

const hourMs = 3_600_000;

/** How long it has waited. */
export function ageText(since: number, now: number): string {
  const { t } = text();
  const hours = Math.floor((now - since) / hourMs);
  if (hours < 1) return t("pickups.age.now");
  if (hours < 48) return t("pickups.age.hours", { count: hours });
  return t("pickups.age.days", { count: Math.floor(hours / 24) });
}
