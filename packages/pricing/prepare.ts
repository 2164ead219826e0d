// From a cart, offers and facts to what an evaluation reads: numbered lines, numbered candidates.
import { compile, type Plan } from "./benefits/index.ts";
import type { Cart, CartLine, Facts, HeldVoucher, Moment, Options } from "./cart.ts";
import type { Offer, StackingPolicy } from "./model.ts";
import { amountColumn, numberColumn, sortFew } from "./columns.ts";
import { goodsOf, type Goods } from "./goods.ts";
import { canonicalOrder, type Turn } from "./order.ts";
import { conflictsOf, type Conflicts } from "./stacking.ts";
import { unmet, usableOf, walletOf } from "./conditions.ts";
import { newState, type State } from "./state.ts";
import { compareText } from "./units.ts";

/**
 * All that does not change from one combination to the next. Lines and candidates are numbered in
 * their canonical order, so that the order in which they were given decides nothing.
 */
export interface Prepared {
  readonly cart: Cart;
  readonly policy: StackingPolicy;
  readonly lines: Lines;
  readonly goods: Goods;
  readonly candidates: readonly Candidate[];
  readonly conflicts: Conflicts;
  readonly deliveryMinor: number;
  /** Written by `evaluate`. */
  readonly state: State;
}

/** Columns of the cart's lines in canonical order; amounts in minor units. */
export interface Lines {
  readonly count: number;
  readonly line: readonly CartLine[];
  /** Where the line stands in the cart. */
  readonly place: Int32Array;
  readonly quantity: Int32Array;
  /** List price × quantity. */
  readonly initial: Float64Array;
  /** Floor × quantity; all 0 where floors are ignored. */
  readonly floor: Float64Array;
  /** Σ initial. */
  readonly initialMinor: number;
}

/** An automatic offer, or one held voucher of an offer. */
export interface Candidate {
  readonly index: number;
  /** The offer's id, or the voucher's: what `choose` names. */
  readonly id: string;
  readonly offer: Offer;
  readonly voucher: HeldVoucher | null;
  /** lines(A), ascending. */
  readonly lines: Int32Array;
  /** Its lines take part in nothing else. */
  readonly never: boolean;
  /** What it lowers counts as "item benefits" for the base `after_items`. */
  readonly lowersItems: boolean;
  readonly plan: Plan;
}

const maxQuantity = 9_999;

/** Numbers lines and candidates; RangeError for a cart that no shop could have. */
export function prepare(
  cart: Cart,
  offers: readonly Offer[],
  policy: StackingPolicy,
  facts: Facts,
  now: Moment,
  options: Options = {},
): Prepared {
  const lines = linesOf(cart, options.ignoreFloors === true);
  const goods = goodsOf(lines);
  const found = applicable(offers, facts, now, options.choose);
  const candidates = numbered(found, policy, goods);
  const deliveryMinor = amount(cart.deliveryMinor ?? 0, "deliveryMinor");
  return {
    cart,
    policy,
    lines,
    goods,
    candidates,
    conflicts: conflictsOf(candidates, policy, lines.count),
    deliveryMinor,
    state: newState({ lines, candidates, deliveryMinor }),
  };
}

// Offers whose conditions hold, each with the vouchers of it that an order may use.
function applicable(
  offers: readonly Offer[],
  facts: Facts,
  now: Moment,
  choose: readonly string[] | undefined,
): Turn[] {
  const chosen = choose && new Set(choose);
  const wallet = walletOf(facts, now);
  const found: Turn[] = [];
  for (const offer of offers) {
    if (unmet(offer.when, facts, now) !== null) continue;
    if (offer.trigger === "automatic") {
      if (!chosen || chosen.has(offer.offerId)) found.push({ offer, voucher: null });
      continue;
    }
    for (const voucher of usableOf(offer, wallet, chosen)) found.push({ offer, voucher });
  }
  return found;
}

function numbered(found: Turn[], policy: StackingPolicy, goods: Goods): Candidate[] {
  const ordered = sortFew(found, canonicalOrder(policy));
  const candidates: Candidate[] = [];
  for (const { offer, voucher } of ordered) {
    const plan = compile(offer, goods);
    if (plan.lines.length > 0) {
      candidates.push({
        index: candidates.length,
        id: voucher ? voucher.voucherId : offer.offerId,
        offer,
        voucher,
        lines: plan.lines,
        never: offer.joins === "never",
        lowersItems: offer.category === "price" || offer.category === "item",
        plan,
      });
    }
  }
  return candidates;
}

function linesOf(cart: Cart, ignoreFloors: boolean): Lines {
  const count = cart.lines.length;
  const places: number[] = [];
  for (let place = 0; place < count; place++) places.push(place);
  sortFew(places, (a, b) => compareLines(cart.lines[a]!, cart.lines[b]!));
  const line: CartLine[] = [];
  const place = numberColumn(count);
  const quantity = numberColumn(count);
  const initial = amountColumn(count);
  const floor = amountColumn(count);
  let initialMinor = 0;
  for (let index = 0; index < count; index++) {
    const one = cart.lines[places[index]!]!;
    line.push(one);
    place[index] = places[index]!;
    quantity[index] = quantityOf(one);
    const minor = amount(one.listMinor, "listMinor") * one.quantity;
    amount(one.prices?.member ?? 0, "prices.member");
    amount(one.prices?.activity ?? 0, "prices.activity");
    const floorMinor = amount(one.floorMinor ?? 0, "floorMinor") * one.quantity;
    initial[index] = minor;
    floor[index] = ignoreFloors ? 0 : amount(floorMinor, "floor × quantity");
    initialMinor += minor;
  }
  refuseTwins(line);
  amount(initialMinor, "the total");
  return { count, line, place, quantity, initial, floor, initialMinor };
}

function refuseTwins(lines: readonly CartLine[]): void {
  const ids = new Set<string>();
  for (const { lineId } of lines) {
    if (ids.has(lineId)) throw new RangeError(`two lines ${lineId}`);
    ids.add(lineId);
  }
}

/** Content first, so that two carts with the same goods are the same cart; lineId last. */
export function compareLines(a: CartLine, b: CartLine): number {
  return (
    compareText(a.productId, b.productId) ||
    compareText(a.variantId ?? "", b.variantId ?? "") ||
    a.listMinor - b.listMinor ||
    (a.prices?.member ?? -1) - (b.prices?.member ?? -1) ||
    (a.prices?.activity ?? -1) - (b.prices?.activity ?? -1) ||
    (a.floorMinor ?? 0) - (b.floorMinor ?? 0) ||
    a.quantity - b.quantity ||
    compareText(a.lineId, b.lineId)
  );
}

function quantityOf(line: CartLine): number {
  const ok = Number.isInteger(line.quantity) && line.quantity >= 1 && line.quantity <= maxQuantity;
  if (!ok) throw new RangeError(`no quantity: ${line.quantity} (line ${line.lineId})`);
  return line.quantity;
}

function amount(value: number, name: string): number {
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new RangeError(`no amount: ${name} ${value}`);
}
