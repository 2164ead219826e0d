// Server only: the metadata is too heavy for the shop's first visit. The "mobile" set checks the
// digits exactly; the smaller "min" set would take 12345678901 for a Chinese number.
import { parsePhoneNumberFromString, type CountryCode } from "libphonenumber-js/mobile";

/**
 * The mobile number in E.164 ("+8613800138000") from what a person typed, or null when it is
 * none. Land lines are null too: a code sent there would not arrive.
 */
export function normalisePhone(text: string, defaultCountry: CountryCode): string | null {
  const plain = text.normalize("NFKC").trim();
  if (plain.length > 40) return null;
  const international = plain.replace(/^00(?=[1-9])/, "+");
  const found = parsePhoneNumberFromString(international, { defaultCountry, extract: false });
  return found?.isValid() && !found.ext ? found.number : null;
}

export type { CountryCode };
