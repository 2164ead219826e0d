/**
 * A phone number for other eyes: "13800138000" and "+8613800138000" become "138****8000". Other
 * numbers keep "+", up to three first and four last digits; at least half of the digits are
 * hidden, and all of one too short to hide half.
 */
export function maskPhone(phone: string): string {
  const text = phone.normalize("NFKC").replace(/[^\d+]/g, "");
  const plus = text.startsWith("+") ? "+" : "";
  const digits = text.replaceAll("+", "");
  const chinese = /^86(1\d{10})$/.exec(digits)?.[1];
  if (plus && chinese) return maskPhone(chinese);
  if (digits.length === 11) return `${plus}${digits.slice(0, 3)}****${digits.slice(7)}`;
  const shown = Math.min(7, Math.floor(digits.length / 2));
  const last = Math.ceil(shown / 2);
  const first = shown - last;
  const hidden = "*".repeat(digits.length - shown);
  return plus + digits.slice(0, first) + hidden + digits.slice(digits.length - last);
}
