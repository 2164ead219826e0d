import { clock, dayAndClock, money } from "#packages/ui/format.ts";
import type { Brand } from "../api.ts";
import type { Service } from "./booking.ts";
import { dayIn } from "./time.ts";
import type { useText } from "./words.ts";

type Words = ReturnType<typeof useText>;

/** `45 分钟`, `2 小时`, `1 小时 30 分`. */
export function lengthWords(t: Words["t"], minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return t("book.minutes", { count: rest });
  if (rest === 0) return t("book.hours", { count: hours });
  return t("book.hoursMinutes", { hours, minutes: rest });
}

/** An instant as one says it now: the day is left out where it is today. */
export function momentWords(at: number, brand: Brand, lang: Words["lang"], now: number): string {
  const zone = brand.timeZone;
  if (dayIn(at, zone) === dayIn(now, zone)) return clock(at, zone);
  return dayAndClock(at, zone, lang, now);
}

type Rules = Pick<
  Service,
  "cancelMin" | "noShowMin" | "depositMinor" | "noShowDeposit" | "holdMin"
>;

/** What holds for a booking that begins then, said before it is made. */
export function rulesInWords(
  { t, lang }: Words,
  rules: Rules,
  startsAt: number,
  brand: Brand,
  now: number,
): string[] {
  const until = startsAt - rules.cancelMin * 60_000;
  const free = rules.cancelMin === 0
    ? t("book.confirm.cancelAny")
    : until > now
      ? t("book.confirm.cancelFree", { time: momentWords(until, brand, lang, now) })
      : t("book.confirm.cancelNever");
  const minutes = rules.noShowMin;
  if (!rules.depositMinor) return [free, t("book.confirm.late", { minutes })];
  const amount = money(rules.depositMinor, brand.currency, lang);
  return [
    t("book.confirm.depositNote", { amount, minutes: rules.holdMin }),
    free,
    t(rules.noShowDeposit === "keep" ? "book.confirm.noShow" : "book.confirm.late", { minutes }),
  ];
}
