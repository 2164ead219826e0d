type Digit = "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9";
export type PadKey = Digit | "00" | "." | "back";

/** What stands after a key of the amount's pad; a key that makes no amount changes nothing. */
export function amountAfter(text: string, key: PadKey, decimals: number): string {
  if (key === "back") return text.slice(0, -1);
  const next = key === "." && text === "" ? "0." : text + key;
  const fraction = decimals === 0 ? "" : `(?:\\.\\d{0,${decimals}})?`;
  const shape = new RegExp(`^\\d{1,${decimals === 0 ? 9 : 8}}${fraction}$`);
  const bare = next.replace(/^0+(?=\d)/, "");
  return shape.test(bare) ? bare : text;
}

/** What stands after a key of the number's pad: digits, in groups of four. */
export function numberAfter(text: string, key: PadKey): string {
  const digits = digitsOf(text);
  return inGroups(key === "back" ? digits.slice(0, -1) : digits + key.replace(".", ""));
}

/** "１２３４-5678" → "1234 5678": full-width digits, spaces and dashes of any kind are taken. */
export function inGroups(text: string): string {
  return digitsOf(text).slice(0, 16).replace(/(\d{4})(?=\d)/g, "$1 ");
}

function digitsOf(text: string): string {
  return text.normalize("NFKC").replace(/\D/g, "");
}
