interface Rate {
  readonly points: number;
  readonly minor: number;
}

/** Points for an amount paid, rounded down once: never line by line, never return by return. */
export function earnedBy({ points, minor }: Rate, basisMinor: number): number {
  if (basisMinor <= 0) return 0;
  return Number((BigInt(basisMinor) * BigInt(points)) / BigInt(minor));
}

/** Of what an order earned, what is to be back once so much of its basis was refunded. */
export function takenBy(rate: Rate, basisMinor: number, refundedMinor: number): number {
  return earnedBy(rate, basisMinor) - earnedBy(rate, basisMinor - refundedMinor);
}
