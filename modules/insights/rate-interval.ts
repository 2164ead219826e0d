/** 95 %: the standard normal's two-sided bound. */
const z = 1.959964;

/** How often something happened, beside what it is divided by, over some days. */
export interface Rate {
  readonly count: number;
  /** More than 0: square metres, or 1. */
  readonly size: number;
  /** At least 1: how much more its days differ than those of independent arrivals would. */
  readonly spread: number;
}

/**
 * Variance of the days' counts beside their mean, 1 at least: visits come in groups and at
 * weekends, so that a count tells less than as many independent arrivals would.
 */
export function spreadOf(count: number, sumOfSquares: number, days: number): number {
  if (days < 2 || count === 0) return 1;
  const mean = count / days;
  return Math.max(1, (sumOfSquares - days * mean * mean) / (days - 1) / mean);
}

/** Where the rate lies with 95 %: the score interval (E. B. Wilson 1927), of a Poisson count. */
export function intervalOf({ count, size, spread }: Rate): { low: number; high: number } {
  const told = count / spread;
  const middle = told + (z * z) / 2;
  const half = z * Math.sqrt(told + (z * z) / 4);
  const scale = spread / size;
  return { low: Math.max(0, middle - half) * scale, high: (middle + half) * scale };
}

/**
 * Whether two rates can be told apart with 95 %: of all that came to both, the share of one is
 * compared with the share that equal rates would give it, by Wilson's interval.
 */
export function areApart(a: Rate, b: Rate): boolean {
  const both = a.count + b.count;
  if (both === 0) return false;
  const told = both / ((a.count * a.spread + b.count * b.spread) / both);
  const share = a.count / both;
  const expected = a.size / (a.size + b.size);
  const middle = (share + (z * z) / (2 * told)) / (1 + (z * z) / told);
  const half = (z / (1 + (z * z) / told))
    * Math.sqrt((share * (1 - share)) / told + (z * z) / (4 * told * told));
  return expected < middle - half || expected > middle + half;
}
