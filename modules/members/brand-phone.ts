import { type CountryCode, normalisePhone } from "#packages/text/phone.ts";
import type { Brand } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";

/** Where a number without a country code belongs. A currency of many countries names none. */
const countryOfCurrency: Readonly<Record<string, CountryCode>> = {
  CNY: "CN", HKD: "HK", MOP: "MO", TWD: "TW", JPY: "JP", KRW: "KR", SGD: "SG", MYR: "MY",
  THB: "TH", VND: "VN", IDR: "ID", PHP: "PH", INR: "IN", AUD: "AU", NZD: "NZ", CAD: "CA",
  USD: "US", GBP: "GB", CHF: "CH", SEK: "SE", NOK: "NO", DKK: "DK", PLN: "PL", BRL: "BR",
};

/** E.164 from what was typed, or null. */
export function phoneIn(brand: Brand, typed: string): string | null {
  const country = countryOfCurrency[brand.currency];
  if (country) return normalisePhone(typed, country);
  return /^\s*(\+|＋|00)/.test(typed) ? normalisePhone(typed, "CN") : null;
}

/** E.164 from what was typed; refuses `phone_not_valid`. */
export function phoneOf(brand: Brand, typed: string): string {
  const phone = phoneIn(brand, typed);
  if (!phone) throw refuse("phone_not_valid");
  return phone;
}
