export type OwnerKind = "brand" | "unit" | "member" | "offer" | "campaign" | "draw";

interface AccountKind {
  /** Its balance is kept in its row; else it is derived, and nobody waits for it. */
  readonly kept: boolean;
  readonly mayBeNegative: boolean;
}

/**
 * Every kind of account. `funds` is where money, points and prizes come from and is the only one
 * that holds a debt; the rest say where they are now.
 */
export const accountKinds = {
  /** Of the brand: what it put in, as a negative sum. */
  funds: { kept: false, mayBeNegative: true },
  /** Of an offer, or of a campaign or store within it: what may still be spent. */
  budget: { kept: true, mayBeNegative: false },
  /** Of an offer or a draw: what was spent for good. An undo lowers it. */
  spent: { kept: false, mayBeNegative: true },
  /** Of a draw: what is left for its red packets. */
  pool: { kept: true, mayBeNegative: false },
  /** Of a member: won and not paid out yet. */
  prize: { kept: true, mayBeNegative: false },
  /** Of a store: what its orders brought, as a negative sum; a refund lowers it. */
  sales: { kept: false, mayBeNegative: true },
  /** Of the brand: with payment providers and not in the bank yet. */
  at_provider: { kept: false, mayBeNegative: true },
  /** Of the brand: what payment providers kept of what they took; a fee given back lowers it. */
  provider_fees: { kept: false, mayBeNegative: true },
  /** Of a store: taken at its till. */
  at_till: { kept: false, mayBeNegative: true },
  /** Of a member, in points: of paid orders, spendable after the brand's days. */
  points_pending: { kept: true, mayBeNegative: false },
  /** Of a member, in points: what can be spent. */
  points: { kept: true, mayBeNegative: false },
  /** Of a member, in points: held by staff. */
  points_frozen: { kept: true, mayBeNegative: false },
  /** Of a member, in points: had been spent when their order was returned; paid off by the next. */
  points_owed: { kept: true, mayBeNegative: true },
  /** Of a member, in points: spent on orders and in the mall. Given back, it falls. */
  points_spent: { kept: false, mayBeNegative: true },
  /** Of a member, in points: not spent in time. */
  points_expired: { kept: false, mayBeNegative: true },
  /** Of a member: paid ahead and not spent, refundable. */
  principal: { kept: true, mayBeNegative: false },
  /** Of a member: got on top of a top-up; never paid out. */
  bonus: { kept: true, mayBeNegative: false },
  /** Of the unit that took it in: stored value promised to members, as a negative sum. */
  stored_issued: { kept: false, mayBeNegative: true },
  /** Of a store: orders of it paid by stored value. */
  stored_spent: { kept: false, mayBeNegative: true },
  /** Of a store: where the money of such an order is, beside its till and the providers. */
  by_stored_value: { kept: false, mayBeNegative: true },
  /** Of a unit: what top-ups brought in, as a negative sum; a refund lowers it. */
  top_ups: { kept: false, mayBeNegative: true },
  /** Of the unit that issued them: gift cards not redeemed and not recalled. */
  gift_cards: { kept: false, mayBeNegative: true },
  /** Of a unit: what others owe it (positive) or it owes them. Sums to zero over all units. */
  clearing: { kept: false, mayBeNegative: true },
  /** Of a member, by programme: on the open stamp card; below zero where a used reward's went. */
  stamps: { kept: true, mayBeNegative: true },
  /** Of the brand, by programme: stamps given, on full cards, and lapsed; as negative sums. */
  stamps_given: { kept: false, mayBeNegative: true },
  stamps_used: { kept: false, mayBeNegative: true },
  stamps_lapsed: { kept: false, mayBeNegative: true },
  /** Of the unit that bears it: rights that were redeemed more often than they allowed. */
  loss: { kept: false, mayBeNegative: true },
} as const satisfies Readonly<Record<string, AccountKind>>;

export type AccountKindName = keyof typeof accountKinds;

/** Names an account; it is opened by its first posting. */
export interface AccountRef {
  readonly kind: AccountKindName;
  readonly ownerKind: OwnerKind;
  readonly ownerId: string;
  /** Which of several of one owner: the name of the counter that guards it. */
  readonly scope?: string;
}

/** Of what the amounts are: an ISO 4217 currency in minor units, points or stamps. */
export type LedgerUnit = string;
