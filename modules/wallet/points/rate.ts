const whole = 10_000;

export interface Rate {
  readonly points: number;
  readonly minor: number;
}

/** The brand's rate as a tier multiplies it, in ten-thousandths: kept whole, to round only once. */
export const timesRate = ({ points, minor }: Rate, bps: number): Rate =>
  bps === whole ? { points, minor } : { points: points * bps, minor: minor * whole };

/** Points for an amount paid, rounded down once: never line by line, never return by return. */
export function earnedBy({ points, minor }: Rate, basisMinor: number): number {
  if (basisMinor <= 0) return 0;
  return Number((BigInt(basisMinor) * BigInt(points)) / BigInt(minor));
}

/** Of what an order earned, what is to be back once so much of its basis was refunded. */
export function takenBy(rate: Rate, basisMinor: number, refundedMinor: number): number {
  return earnedBy(rate, basisMinor) - earnedBy(rate, basisMinor - refundedMinor);
}
