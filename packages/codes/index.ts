export { groupByFour, normaliseCode } from "./normalise.ts";
export { checkByte, checkDigit, hasValidCheckDigit } from "./check-digit.ts";
export { isPermanentCodeShape, isSpokenCodeShape } from "./shapes.ts";
export { makeDigits, makeSourceCode } from "./make.ts";
export type { RandomBytes } from "./make.ts";
export { normaliseSourceCode } from "./source-code.ts";
export { parseScanned } from "./parse-scanned.ts";
export type { Scanned } from "./parse-scanned.ts";
