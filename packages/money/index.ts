export { percentOf, roundDiv } from "./round.ts";
export { splitByShares } from "./split-by-shares.ts";
export { currencyExponent } from "./currency.ts";
export { formatMinor, majorText } from "./format-minor.ts";
export { parseMajor } from "./parse-major.ts";
