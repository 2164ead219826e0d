// Who reads: the language, and how amounts, days and hours are written in it.
import { formatMinor } from "../money/index.ts";
import type { Minor, Offer } from "./model.ts";
import { en } from "./words-en.ts";
import { zh } from "./words-zh.ts";
import type { Lang, Words } from "./words.ts";

export interface Named {
  readonly name: string;
  readonly nameEn?: string | null;
}

/** An offer by its name; with its benefit and payers the sentences say more. */
export type KnownOffer = Named & Partial<Pick<Offer, "benefit" | "payers">>;

export interface Reader {
  readonly lang: Lang;
  /** ISO 4217, of the cart. */
  readonly currency: string;
  /** IANA zone in which days are written: the brand's. */
  readonly timeZone: string;
  /** Epoch milliseconds, to say "yesterday"; absent: days are written with their year. */
  readonly nowMs?: number;
  /** By offer id. Whole offers fit. */
  readonly offers: Readonly<Record<string, KnownOffer>>;
  /** By product id. */
  readonly products?: Readonly<Record<string, Named>>;
}

const locales = { zh: "zh-CN", en: "en-GB" } as const;
const formats = new Map<string, Intl.DateTimeFormat>();

export function wordsFor(lang: Lang): Words {
  return lang === "zh" ? zh : en;
}

export function money(amountMinor: Minor, reader: Reader): string {
  return formatMinor(amountMinor, reader.currency, reader.lang);
}

/** An offer's name in the reader's language; its id where the name is not known. */
export function offerName(offerId: string, reader: Reader): string {
  return nameOf(reader.offers[offerId], offerId, reader.lang);
}

export function productName(productId: string, reader: Reader): string {
  return nameOf(reader.products?.[productId], productId, reader.lang);
}

function nameOf(named: Named | undefined, id: string, lang: Lang): string {
  return (lang === "en" ? named?.nameEn : null) || named?.name || id;
}

/** Day and minute of an instant: "11月23日 00:00", "23 Nov 2025, 00:00". */
export function dayAndTime(atMs: number, reader: Reader): string {
  return format(atMs, reader, { hour: "2-digit", minute: "2-digit" });
}

/** The last second of a half-open window: its end is the next midnight and is not in it. */
export function lastMoment(toMs: number, reader: Reader): string {
  return format(toMs - 1, reader, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
}

/** Whole days from an instant's day to the reader's; null where "now" is not known. */
export function daysAgo(atMs: number, reader: Reader): number | null {
  if (reader.nowMs === undefined) return null;
  return dayNumber(reader.nowMs, reader.timeZone) - dayNumber(atMs, reader.timeZone);
}

/** Minutes of the day as a clock shows them: 1,320 is "22:00". */
export function clock(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

function format(atMs: number, reader: Reader, time: Intl.DateTimeFormatOptions): string {
  const { lang, nowMs, timeZone } = reader;
  const sameYear = nowMs !== undefined && yearOf(atMs, timeZone) === yearOf(nowMs, timeZone);
  const year = sameYear ? {} : { year: "numeric" as const };
  const month = lang === "zh" ? "long" : "short";
  const parts = { ...year, month, day: "numeric", hourCycle: "h23", ...time } as const;
  return formatFor(locales[lang], timeZone, parts).format(atMs);
}

function yearOf(atMs: number, timeZone: string): string {
  return formatFor("en-GB", timeZone, { year: "numeric" }).format(atMs);
}

function dayNumber(atMs: number, timeZone: string): number {
  const parts = formatFor("en-GB", timeZone, { year: "numeric", month: "numeric", day: "numeric" })
    .formatToParts(atMs);
  const value = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  return Date.UTC(value("year"), value("month") - 1, value("day")) / 86_400_000;
}

function formatFor(
  locale: string,
  timeZone: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone} ${Object.entries(options).join()}`;
  let found = formats.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(locale, { timeZone, ...options });
    formats.set(key, found);
  }
  return found;
}
