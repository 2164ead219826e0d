// The combinations of offers that may meet on one item.
import type { Moment } from "./cart.ts";
import type { Offer, StackingPolicy } from "./model.ts";
import { meetingOf, type Meeting } from "./worst-case-when.ts";

export interface OfferSet {
  /** In canonical order. */
  readonly offers: readonly Offer[];
  readonly meeting: Meeting;
}

interface Ask {
  readonly policy: StackingPolicy;
  readonly fromMs: number;
  readonly momentAt: (atMs: number) => Moment;
  /** More combinations than this are not listed. */
  readonly most: number;
}

/** Offers in the order in which the policy subtracts them. */
export function canonical(offers: readonly Offer[], policy: StackingPolicy): Offer[] {
  const rank = new Map(policy.order.map((category, index) => [category, index]));
  const rankOf = (offer: Offer): number => rank.get(offer.category) ?? policy.order.length;
  return [...offers].sort(
    (a, b) =>
      rankOf(a) - rankOf(b) || a.sinceMs - b.sinceMs || (a.offerId < b.offerId ? -1 : 1),
  );
}

/** Two offers that both lower one line never do so together. */
export function apartOnOneLine(a: Offer, b: Offer, policy: StackingPolicy): boolean {
  if (a.groups?.some((group) => b.groups?.includes(group))) return true;
  // What takes part in nothing else takes the line from the other, which then lowers it no more.
  if (a.joins === "never" || b.joins === "never") return true;
  if (refuses(a, b) || refuses(b, a)) return true;
  if (a.joins === "always" || b.joins === "always") return false;
  return policy.apart.some(
    (pair) =>
      (pair.a === a.category && pair.b === b.category) ||
      (pair.a === b.category && pair.b === a.category),
  );
}

function refuses({ joins }: Offer, other: Offer): boolean {
  if (typeof joins !== "object") return false;
  return !joins.only.includes(other.offerId) && !joins.only.includes(other.category);
}

/** All sets of offers that join on a line and meet at a moment; `whole`: none is left out. */
export function setsOf(
  offers: readonly Offer[],
  ask: Ask,
): { readonly sets: readonly OfferSet[]; readonly whole: boolean } {
  const ordered = canonical(offers, ask.policy);
  const sets: OfferSet[] = [];
  let whole = true;
  const grow = (chosen: readonly Offer[], from: number): void => {
    for (let index = from; index < ordered.length; index++) {
      const next = ordered[index]!;
      if (chosen.some((one) => apartOnOneLine(one, next, ask.policy))) continue;
      if (sets.length >= ask.most) {
        whole = false;
        return;
      }
      const offersNow = [...chosen, next];
      const meeting = meetingOf(offersNow, ask.fromMs, ask.momentAt);
      if (!meeting) continue;
      sets.push({ offers: offersNow, meeting });
      grow(offersNow, index + 1);
    }
  };
  grow([], 0);
  return { sets, whole };
}
