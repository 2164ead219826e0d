import type { Lang } from "./i18n.ts";

const locales: Record<Lang, string> = { zh: "zh-CN", en: "en-GB" };
const symbols: Record<string, string> = { CNY: "¥", JPY: "¥", USD: "$", EUR: "€", GBP: "£" };

/** Money from integer minor units: `¥10`, `¥9.50`. Whole amounts carry no decimals. */
export function money(minor: number, currency: string, lang: Lang): string {
  const whole = minor % 10 ** currencyDigits(currency) === 0;
  return written(minor, currency, lang, whole);
}

/** Money in a column that is added up: every amount with its decimals, `¥10.00`. */
export function columnMoney(minor: number, currency: string, lang: Lang): string {
  return written(minor, currency, lang, false);
}

function written(minor: number, currency: string, lang: Lang, whole: boolean): string {
  const digits = currencyDigits(currency);
  const value = minor / 10 ** digits;
  const number = new Intl.NumberFormat(locales[lang], {
    minimumFractionDigits: whole ? 0 : digits,
    maximumFractionDigits: digits,
  }).format(Math.abs(value));
  const symbol = symbols[currency] ?? `${currency} `;
  return `${value < 0 ? "−" : ""}${symbol}${number}`;
}

/** Decimal places of a currency by ISO 4217: 2 for CNY, 0 for JPY. */
export function currencyDigits(currency: string): number {
  try {
    const style = new Intl.NumberFormat("en", { style: "currency", currency });
    return style.resolvedOptions().maximumFractionDigits ?? 2;
  } catch {
    return 2;
  }
}

/** What is written as a discount: 2000 basis points off are `8折`, `20% off`. */
export function percentOff(bps: number, lang: Lang): string {
  if (lang === "en") return `${trim(bps / 100)}%`;
  return `${trim((10000 - bps) / 1000)}折`;
}

/** A calendar day of an instant (epoch milliseconds) in a zone: `11月21日`, `21 Nov`. */
export function day(at: number, timeZone: string, lang: Lang, now?: number): string {
  const sameYear = now === undefined || yearOf(at, timeZone) === yearOf(now, timeZone);
  return new Intl.DateTimeFormat(locales[lang], {
    timeZone,
    month: lang === "zh" ? "long" : "short",
    day: "numeric",
    ...(sameYear ? {} : { year: "numeric" as const }),
  }).format(at);
}

/** The last day of a half-open window: its end is the next midnight and is not in it. */
export function lastDay(end: number, timeZone: string, lang: Lang, now?: number): string {
  return day(end - 1, timeZone, lang, now);
}

/** Hours and minutes of an instant in a zone: `22:05`. */
export function clock(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
  }).format(at);
}

export function dayAndClock(at: number, timeZone: string, lang: Lang, now?: number): string {
  return `${day(at, timeZone, lang, now)} ${clock(at, timeZone)}`;
}

/** Times that matter to the second: `11月22日 20:00`, and with its seconds off the whole minute. */
export function exactTime(at: number, timeZone: string, lang: Lang, now?: number): string {
  return `${day(at, timeZone, lang, now)} ${exactClock(at, timeZone)}`;
}

/** From then to then; the day is named once where it is one: `11月22日 20:00–22:00`. */
export function timeSpan(
  from: number,
  to: number,
  timeZone: string,
  lang: Lang,
  now?: number,
): string {
  const oneDay = day(from, timeZone, lang, to) === day(to, timeZone, lang, from);
  const end = oneDay ? exactClock(to, timeZone) : ` ${exactTime(to, timeZone, lang, now)}`;
  return `${exactTime(from, timeZone, lang, now)}${oneDay ? "–" : " –"}${end}`;
}

function exactClock(at: number, timeZone: string): string {
  const seconds = Math.floor(at / 1000) % 60;
  return seconds === 0
    ? clock(at, timeZone)
    : `${clock(at, timeZone)}:${String(seconds).padStart(2, "0")}`;
}

/** Opening hours, minutes after the day's midnight: `09:30–22:00`; past midnight `16:00–02:00`. */
export function hoursText(hours: { opensMin: number; closesMin: number }): string {
  const { opensMin, closesMin } = hours;
  const at = (minutes: number) => {
    const hour = Math.floor(minutes / 60) % 24;
    return `${String(hour).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
  };
  if (closesMin - opensMin === 1440) return "24 h";
  return `${at(opensMin)}–${at(closesMin)}`;
}

/** Metres as people say them: `350 m`, `1.2 km`, `23 km`. */
export function distance(metres: number, lang: Lang): string {
  const unit = lang === "zh" ? { m: "米", km: "公里" } : { m: "m", km: "km" };
  if (metres < 995) return `${Math.max(10, Math.round(metres / 10) * 10)} ${unit.m}`;
  const km = metres / 1000;
  return `${km < 9.95 ? trim(Math.round(km * 10) / 10) : Math.round(km)} ${unit.km}`;
}

/** Minutes and seconds left until an instant: `4:05`; never below zero. */
export function countdown(until: number, now: number): string {
  const seconds = Math.max(0, Math.ceil((until - now) / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** `123456789012` as `1234 5678 9012`. */
export function inFours(code: string): string {
  return code.replace(/\D/g, "").replace(/(\d{4})(?=\d)/g, "$1 ");
}

function yearOf(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat("en-GB", { timeZone, year: "numeric" }).format(at);
}

function trim(value: number): string {
  return String(Math.round(value * 100) / 100);
}
