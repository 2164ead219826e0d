import type { Priced, Refund } from "#packages/pricing/index.ts";

/** What events say of a benefit: how much it took off, and who bears how much of it. */
export const benefitsOf = ({ applied }: Pick<Priced, "applied">) =>
  applied.map(({ offerId, voucherId, amountMinor, shares }) => ({
    offerId,
    voucherId,
    amountMinor,
    shares: shares.map((share) => ({ ...share })),
  }));

/** What a return takes back of each benefit, and gives back to who bears it; below zero: more. */
export const benefitsBack = (effect: Pick<Refund, "benefits">) =>
  effect.benefits.map(({ offerId, voucherId, beforeMinor, afterMinor, shares }) => ({
    offerId,
    voucherId,
    amountMinor: beforeMinor - afterMinor,
    shares: shares.map((share) => ({ ...share })),
  }));
