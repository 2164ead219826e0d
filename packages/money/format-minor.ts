import { currencyExponent } from "./currency.ts";

const locales = { zh: "zh-CN", en: "en" } as const;
const formats = new Map<string, Intl.NumberFormat>();

/**
 * An amount for people: formatMinor(1234500, "CNY", "zh") is "¥12,345.00". The narrow symbol is
 * used because a brand has one currency, so that "CN¥" and "JP¥" would only be noise.
 */
export function formatMinor(amountMinor: number, currency: string, lang: "zh" | "en"): string {
  return formatOf(currency, lang).format(majorText(amountMinor, currency));
}

/** The plain decimal of an amount for files and inputs, never grouped: "12345.00". */
export function majorText(amountMinor: number, currency: string): `${number}` {
  if (!Number.isSafeInteger(amountMinor)) throw new RangeError(`no amount: ${amountMinor}`);
  const exponent = currencyExponent(currency);
  const digits = String(Math.abs(amountMinor)).padStart(exponent + 1, "0");
  const whole = digits.slice(0, digits.length - exponent);
  const fraction = digits.slice(digits.length - exponent);
  const sign = amountMinor < 0 ? "-" : "";
  return `${sign}${whole}${exponent === 0 ? "" : `.${fraction}`}` as `${number}`;
}

function formatOf(currency: string, lang: "zh" | "en"): Intl.NumberFormat {
  const key = `${currency} ${lang}`;
  let format = formats.get(key);
  if (!format) {
    const digits = currencyExponent(currency);
    format = new Intl.NumberFormat(locales[lang], {
      style: "currency",
      currency,
      currencyDisplay: "narrowSymbol",
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
    formats.set(key, format);
  }
  return format;
}
