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
  /** Of a store: taken at its till. */
  at_till: { kept: false, mayBeNegative: true },
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

/** Of what the amounts are: an ISO 4217 currency in minor units, or points. */
export type LedgerUnit = string;
