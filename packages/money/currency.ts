// ISO 4217 minor units where they are not 2. Not taken from Intl: its table follows CLDR, differs
// between engines and over time, while stored amounts must mean the same for ever.
const exponents: Readonly<Record<number, string>> = {
  0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
  3: "BHD IQD JOD KWD LYD OMR TND",
  4: "CLF UYW",
};

const byCurrency = new Map(
  Object.entries(exponents).flatMap(([exponent, codes]) =>
    codes.split(" ").map((code) => [code, Number(exponent)] as const),
  ),
);

/** Digits after the point of an ISO 4217 currency: CNY 2, JPY 0, KWD 3. */
export function currencyExponent(currency: string): number {
  if (!/^[A-Z]{3}$/.test(currency)) throw new RangeError(`no currency code: ${currency}`);
  return byCurrency.get(currency) ?? 2;
}
