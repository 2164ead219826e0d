/**
 * A typed or read-out code in its bare form: full-width to half-width, letters to upper case,
 * without spaces, dashes of any kind and dots in the middle.
 */
export function normaliseCode(text: string): string {
  return text.normalize("NFKC").toUpperCase().replace(/[\s\p{Pd}\p{Cf}·・_]/gu, "");
}

/** "123456789012" → "1234 5678 9012". */
export function groupByFour(code: string): string {
  return code.replace(/.{4}(?=.)/gsu, "$& ");
}
