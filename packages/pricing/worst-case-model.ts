// What the price guard asks and answers.
import type { Cart, Facts, Moment } from "./cart.ts";
import type { Minor } from "./model.ts";
import type { GuardItem } from "./worst-case-effect.ts";

export type { GuardItem } from "./worst-case-effect.ts";

export interface WorstCaseOptions {
  /** ISO 4217; absent: CNY. It decides no amount. */
  readonly currency?: string;
  /** Prices before this instant are past; absent: all time. */
  readonly fromMs?: number;
  /** The brand's clock (`momentOf` with its zone); absent: UTC. */
  readonly momentAt?: (atMs: number) => Moment;
  /** Real goods that may stand beside the item, tried as they are; the rest is made up. */
  readonly goods?: readonly GuardItem[];
  /** Only combinations that this offer is in: what it alone makes possible. */
  readonly withOffer?: string;
  /** Combinations that cannot get below this are not tried. */
  readonly floorMinor?: Minor;
  /** Carts that may be priced; the answer is then the same on every machine. Default 3,000. */
  readonly budget?: number;
}

/** What one applied offer takes off the item in the cart that was found. */
export interface WorstStep {
  readonly offerId: string;
  readonly voucherId: string | null;
  /** Off the item's line, all units together. */
  readonly amountMinor: Minor;
}

/** The lowest price of one unit of an item that was found, and how to get there. */
export interface WorstCase {
  readonly productId: string;
  readonly listMinor: Minor;
  /** What `quantity` units of the item cost together: the price is the exact quotient. */
  readonly paidMinor: Minor;
  readonly quantity: number;
  /** The quotient rounded down to a minor unit. */
  readonly attainableMinor: Minor;
  /** Price this cart with `choose` and `ignoreFloors`: the line `item` comes to `paidMinor`. */
  readonly cart: Cart;
  readonly facts: Facts;
  readonly now: Moment;
  readonly choose: readonly string[];
  /** From the list price down to the attainable one, in the order of subtraction. */
  readonly steps: readonly WorstStep[];
  /** No cart of any kind gets one unit below this. */
  readonly boundMinor: Minor;
  /** The price found is the bound, up to the rounding of the offers that apply. */
  readonly exact: boolean;
  /** Carts that were priced. */
  readonly evaluated: number;
}

export const itemLineId = "item";

/** True where what was found sells the item below its floor; compared without rounding. */
export function isBelow(found: Pick<WorstCase, "paidMinor" | "quantity">, floor: Minor): boolean {
  return BigInt(found.paidMinor) < BigInt(floor) * BigInt(found.quantity);
}
