import { normaliseCode } from "./normalise.ts";

/** Crockford's base 32: no I, L, O (read as 1, 1, 0) and no U. */
export const sourceCodeAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
export const sourceCodeLength = 8;

const shape = new RegExp(`^[${sourceCodeAlphabet}]{${sourceCodeLength}}$`);

/** A source code as stored, from what was typed or scanned; null when it cannot be one. */
export function normaliseSourceCode(text: string): string | null {
  const code = normaliseCode(text).replace(/[IL]/g, "1").replaceAll("O", "0");
  return shape.test(code) ? code : null;
}
