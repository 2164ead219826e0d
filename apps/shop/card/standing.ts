import type { BrandCard, MyCard, Tier } from "./answers.ts";

export interface Standing {
  /** Null: below the first. */
  readonly tier: Tier | null;
  readonly next: Tier | null;
  readonly missingMinor: number;
  /** From 0 to 1: how far to the next. */
  readonly share: number;
}

/** Where a member stands between two tiers; tiers rise. */
export function standingOf(card: BrandCard, standing: MyCard["standing"]): Standing {
  const place = card.tiers.findIndex((tier) => tier.tierId === standing.tierId);
  const tier = card.tiers[place] ?? null;
  const next = card.tiers[place + 1] ?? null;
  if (!next) return { tier, next, missingMinor: 0, share: 1 };
  const missingMinor = Math.max(0, next.fromMinor - standing.spentMinor);
  const share = next.fromMinor === 0 ? 1 : Math.min(1, standing.spentMinor / next.fromMinor);
  return { tier, next, missingMinor, share };
}
