import { currencyDigits } from "#packages/ui/format.ts";

/** An amount as people type it; never used to reckon with. */
export const majorOf = (minor: number, currency: string): number =>
  minor / 10 ** currencyDigits(currency);

export const minorOf = (major: number, currency: string): number =>
  Math.round(major * 10 ** currencyDigits(currency));
