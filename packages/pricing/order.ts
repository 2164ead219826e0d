// The canonical order of offers and of the vouchers of one offer.
import type { HeldVoucher } from "./cart.ts";
import { compareVouchers } from "./conditions.ts";
import type { Category, Offer, StackingPolicy } from "./model.ts";
import { compareText } from "./units.ts";

/** What takes its turn: an automatic offer, or one voucher of an offer. */
export interface Turn {
  readonly offer: Offer;
  readonly voucher: HeldVoucher | null;
}

type Ranks = ReadonlyMap<Category, number>;

// A policy is made once and asked for every cart.
const ranksOf = new WeakMap<StackingPolicy, Ranks>();

/** By category as the policy orders them, then the older, then by id. */
export function canonicalOrder(policy: StackingPolicy): (a: Turn, b: Turn) => number {
  const ranks = ranksOf.get(policy) ?? newRanks(policy);
  const rankOf = ({ category }: Offer) => ranks.get(category) ?? policy.order.length;
  return (a, b) =>
    (a.offer.category === b.offer.category ? 0 : rankOf(a.offer) - rankOf(b.offer)) ||
    a.offer.sinceMs - b.offer.sinceMs ||
    compareText(a.offer.offerId, b.offer.offerId) ||
    (a.voucher && b.voucher ? compareVouchers(a.voucher, b.voucher) : 0);
}

function newRanks(policy: StackingPolicy): Ranks {
  const ranks = new Map(policy.order.map((category, index) => [category, index]));
  ranksOf.set(policy, ranks);
  return ranks;
}
