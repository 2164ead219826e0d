// What an order costs if only some of its units are kept, by policy.
import { roundDiv, splitByShares } from "../money/index.ts";
import type { Applied, Priced } from "./answer.ts";
import { indexOffers, type OfferBook } from "./book.ts";
import type { Cart, Facts, Options } from "./cart.ts";
import { prepare } from "./prepare.ts";
import { price } from "./price.ts";
import type { PricedOrder } from "./record.ts";
import type { ChargedGift, RefundPolicy } from "./refund-model.ts";
import { search } from "./search.ts";

export interface Bill {
  /** What the member bears; never more than the order paid. */
  readonly owedMinor: number;
  /** What the policy asks for; more than `owedMinor` where that would be above what was paid. */
  readonly askedMinor: number;
  /** By line of the cart. */
  readonly lines: readonly number[];
  readonly deliveryMinor: number;
  readonly giftsMinor: number;
  readonly giftsCharged: readonly ChargedGift[];
  /** What is left of each applied benefit, in the order of the order's `applied`. */
  readonly benefits: readonly number[];
}

/** One order and policy, made ready for many bills. */
export interface Desk {
  readonly order: PricedOrder;
  readonly policy: RefundPolicy;
  readonly book: OfferBook;
  readonly facts: Facts;
  readonly options: Options;
  /** Prices of kept units that were asked for before, by their numbers. */
  readonly known: Map<string, Priced>;
}

/**
 * Only what applied to the order applies to what is kept of it: a voucher that the member did not
 * use is not used up by a return. Points and stored value are payments and change no price.
 */
export function deskOf(order: PricedOrder, policy: RefundPolicy): Desk {
  const { applied } = order.priced;
  const offers = new Set(applied.map(({ offerId }) => offerId));
  const vouchers = new Set(applied.map(({ voucherId }) => voucherId));
  const { ignoreFloors, budget } = order.options;
  return {
    order,
    policy,
    book: indexOffers(order.offers.filter(({ offerId }) => offers.has(offerId)), order.policy),
    facts: {
      ...order.facts,
      vouchers: order.facts.vouchers?.filter(({ voucherId }) => vouchers.has(voucherId)) ?? [],
      points: null,
      storedValueMinor: 0,
    },
    options: {
      ...(ignoreFloors === undefined ? {} : { ignoreFloors }),
      ...(budget === undefined ? {} : { budget }),
    },
    known: new Map(),
  };
}

/** The kept units under the order's own terms; null where nothing is kept. */
export function pricedFor(desk: Desk, kept: readonly number[]): Priced | null {
  if (kept.every((units) => units === 0)) return null;
  if (isAll(desk, kept)) return desk.order.priced;
  const key = kept.join();
  const known = desk.known.get(key);
  if (known) return known;
  const { facts, book, options, order } = desk;
  const priced = price(cartOf(desk, kept), book, facts, order.now, options);
  desk.known.set(key, priced);
  return priced;
}

function cartOf({ order: { cart } }: Desk, kept: readonly number[]): Cart {
  const lines = cart.lines.flatMap((line, place) =>
    kept[place] ? [{ ...line, quantity: kept[place]! }] : [],
  );
  return { ...cart, lines };
}

/** The bill's amount without its parts, which is all that a comparison of many needs. */
export function owedFor(desk: Desk, billed: readonly number[], gifts: readonly number[]): number {
  const { policy, facts, book, options, order } = desk;
  const none = billed.every((units) => units === 0);
  if (policy !== "reprice" || none || isAll(desk, billed)) {
    return billFor(desk, billed, gifts).owedMinor;
  }
  const cart = cartOf(desk, billed);
  const prepared = prepare(cart, book.offers, book.policy, facts, order.now, options);
  return search(prepared, options.budget).evaluation.totalMinor;
}

/** What is charged for `billed` units, with `gifts` units of the gifts returned. */
export function billFor(desk: Desk, billed: readonly number[], gifts: readonly number[]): Bill {
  if (isAll(desk, billed)) return wholeBill(desk);
  return desk.policy === "reprice" ? repriced(desk, billed) : kept(desk, billed, gifts);
}

function isAll({ order }: Desk, kept: readonly number[]): boolean {
  return order.cart.lines.every(({ quantity }, line) => kept[line] === quantity);
}

function wholeBill({ order }: Desk): Bill {
  const { priced } = order;
  return {
    owedMinor: priced.payable.totalMinor,
    askedMinor: priced.payable.totalMinor,
    lines: priced.lines.map(({ payableMinor }) => payableMinor),
    deliveryMinor: priced.delivery.payableMinor,
    giftsMinor: 0,
    giftsCharged: [],
    benefits: priced.applied.map(({ amountMinor }) => amountMinor),
  };
}

function repriced(desk: Desk, billed: readonly number[]): Bill {
  const { order } = desk;
  const priced = pricedFor(desk, billed);
  const lines = new Map(priced?.lines.map((line) => [line.lineId, line.payableMinor]));
  const amounts = new Map(priced?.applied.map((one) => [keyOf(one), one.amountMinor]));
  const totalMinor = priced?.payable.totalMinor ?? 0;
  return {
    owedMinor: totalMinor,
    askedMinor: totalMinor,
    lines: order.cart.lines.map(({ lineId }) => lines.get(lineId) ?? 0),
    deliveryMinor: priced?.payable.deliveryMinor ?? 0,
    giftsMinor: 0,
    giftsCharged: [],
    benefits: order.priced.applied.map((one) => amounts.get(keyOf(one)) ?? 0),
  };
}

// Each unit at what it cost. Cumulative rounding: k units of a line always cost the same, however
// the others came back.
function kept(desk: Desk, billed: readonly number[], gifts: readonly number[]): Bill {
  const { priced, cart } = desk.order;
  const nothing = billed.every((units) => units === 0);
  const lines = priced.lines.map(({ payableMinor, quantity }, line) =>
    roundDiv(BigInt(payableMinor) * BigInt(billed[line]!), quantity),
  );
  const deliveryMinor = nothing ? 0 : priced.delivery.payableMinor;
  const goodsMinor = lines.reduce((sum, minor) => sum + minor, deliveryMinor);
  const giftsCharged = desk.policy === "charge_gift" ? unearned(desk, billed, gifts) : [];
  const worthMinor = giftsCharged.reduce((sum, gift) => sum + gift.worthMinor, 0);
  const giftsMinor = Math.min(worthMinor, priced.payable.totalMinor - goodsMinor);
  const off = cart.lines.map(({ listMinor }, line) => listMinor * billed[line]! - lines[line]!);
  return {
    owedMinor: goodsMinor + giftsMinor,
    askedMinor: goodsMinor + worthMinor,
    lines,
    deliveryMinor,
    giftsMinor,
    giftsCharged,
    benefits: benefitsLeft(priced, off, !nothing),
  };
}

// What is still taken off a line, split among the benefits that took it.
function benefitsLeft(priced: Priced, off: readonly number[], delivered: boolean): number[] {
  const left = new Map<string, number>();
  const add = (one: Pick<Applied, "offerId" | "voucherId">, minor: number) =>
    left.set(keyOf(one), (left.get(keyOf(one)) ?? 0) + minor);
  for (const [line, { reductions }] of priced.lines.entries()) {
    if (reductions.length === 0) continue;
    const parts = splitByShares(off[line]!, reductions.map(({ amountMinor }) => amountMinor));
    for (const [at, one] of reductions.entries()) add(one, parts[at]!);
  }
  if (delivered) for (const one of priced.delivery.reductions) add(one, one.amountMinor);
  return priced.applied.map((one) => left.get(keyOf(one)) ?? 0);
}

// Gifts that the kept goods do not earn any more and that did not come back.
function unearned(
  desk: Desk,
  billed: readonly number[],
  returned: readonly number[],
): ChargedGift[] {
  const { gifts } = desk.order.priced;
  if (gifts.length === 0) return [];
  const earned = new Map<string, number>();
  for (const gift of pricedFor(desk, billed)?.gifts ?? []) {
    earned.set(giftKey(gift), (earned.get(giftKey(gift)) ?? 0) + gift.quantity);
  }
  return gifts.flatMap((gift, place) => {
    const still = Math.min(gift.quantity, earned.get(giftKey(gift)) ?? 0);
    earned.set(giftKey(gift), (earned.get(giftKey(gift)) ?? 0) - still);
    const quantity = gift.quantity - still - returned[place]!;
    if (quantity <= 0) return [];
    const worthMinor = (gift.valueMinor ?? 0) * quantity;
    return [{ gift: place, label: gift.label, quantity, worthMinor }];
  });
}

function giftKey(gift: Priced["gifts"][number]): string {
  return JSON.stringify([gift.offerId, gift.productId, gift.label, gift.valueMinor]);
}

/** One application of an offer: two vouchers of one offer are two. */
export function keyOf(one: Pick<Applied, "offerId" | "voucherId">): string {
  return JSON.stringify([one.offerId, one.voucherId]);
}
