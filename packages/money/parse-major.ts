import { currencyExponent } from "./currency.ts";

const plain = /^(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d*))?$/;

/**
 * What a person typed or a file holds, as minor units: "12.5", "¥1,234.50", "１２。５元",
 * "CNY 12". Null when it is no amount, is negative, has more digits than the currency, or groups
 * its thousands in a way that could be a decimal comma ("12,5").
 */
export function parseMajor(text: string, currency: string): number | null {
  const exponent = currencyExponent(currency);
  const bare = text
    .normalize("NFKC")
    .trim()
    .replaceAll("。", ".")
    .toUpperCase()
    .replace(new RegExp(`^(?:${currency}|RMB|[A-Z]{0,2}\\p{Sc})\\s*`, "u"), "")
    .replace(new RegExp(`\\s*(?:${currency}|元|圆|円|块|\\p{Sc})$`, "u"), "");
  const found = plain.exec(bare);
  if (!found) return null;
  const fraction = (found[2] ?? "").replace(/0+$/, "");
  if (fraction.length > exponent) return null;
  const amountMinor = Number(found[1]!.replaceAll(",", "") + fraction.padEnd(exponent, "0"));
  return Number.isSafeInteger(amountMinor) ? amountMinor : null;
}
