// A priced order as it is kept: type, validator and migrations of the record in one place.
import type { Priced } from "./answer.ts";
import type { OfferBook } from "./book.ts";
import type { Cart, Facts, Moment, Options } from "./cart.ts";
import type { Offer, StackingPolicy } from "./model.ts";
import { price } from "./price.ts";
import { indexOffers } from "./book.ts";

/** Goes up with every change of the record's shape; `steps` then gets one more entry. */
export const recordFormat = 1;

/** Goes up whenever the engine may answer another price for the same cart. */
export const engineVersion = 1;

/**
 * All that the price of an order was made of, so that it can be explained, checked and refunded
 * years later, whatever the offers say by then. Plain JSON.
 */
export interface PricedOrder {
  readonly format: typeof recordFormat;
  readonly engine: number;
  readonly cart: Cart;
  /** The offers that the answer speaks of, applied or not, as they were. */
  readonly offers: readonly Offer[];
  readonly policy: StackingPolicy;
  /** Vouchers of these offers only. */
  readonly facts: Facts;
  readonly now: Moment;
  readonly options: Options;
  readonly priced: Priced;
}

/** What to keep of a price that a member agreed to. */
export function recordOf(
  cart: Cart,
  book: OfferBook,
  facts: Facts,
  now: Moment,
  options: Options,
  priced: Priced,
): PricedOrder {
  const told = [...priced.applied, ...priced.notApplied, ...priced.nextSteps];
  const ids = new Set(told.map(({ offerId }) => offerId));
  return {
    format: recordFormat,
    engine: engineVersion,
    cart,
    offers: book.offers.filter(({ offerId }) => ids.has(offerId)),
    policy: book.policy,
    facts: { ...facts, vouchers: facts.vouchers?.filter(({ offerId }) => ids.has(offerId)) ?? [] },
    now,
    options,
    priced,
  };
}

// ---- reading ----------------------------------------------------------------------------------

type Stored = Readonly<Record<string, unknown>>;

/** steps[i] turns a record of format i + 1 into one of format i + 2. */
const steps: readonly ((record: Stored) => Stored)[] = [];

/**
 * A record from its stored JSON, of this format or an older one. RangeError where it is none, is
 * of a newer format, or its amounts do not add up.
 */
export function readRecord(stored: unknown): PricedOrder {
  const record = upgrade(stored, steps) as unknown as PricedOrder;
  const problem = faultOf(record);
  if (problem) throw new RangeError(`no priced order: ${problem}`);
  return record;
}

/** Brings a record of any older format to the newest that `steps` lead to. */
export function upgrade(
  stored: unknown,
  steps: readonly ((record: Stored) => Stored)[],
): Stored {
  const format = isObject(stored) ? stored.format : undefined;
  if (!isObject(stored) || !isCount(format) || format < 1) {
    throw new RangeError("no priced order: it has no format");
  }
  if (format > steps.length + 1) {
    throw new RangeError(`the record has format ${format}; this version reads ${steps.length + 1}`);
  }
  return steps
    .slice(format - 1)
    .reduce((old, step, index) => ({ ...step(old), format: format + index + 1 }), stored);
}

// Deep enough that what reads a record never meets a missing part or money from nowhere.
function faultOf(record: PricedOrder): string | null {
  const { cart, now, offers, policy, priced } = record;
  if (!isObject(cart) || !Array.isArray(cart.lines)) return "it has no cart";
  if (typeof cart.currency !== "string") return "the cart has no currency";
  if (!isObject(record.facts) || !isObject(record.options)) return "it has no facts or options";
  if (!isObject(now) || !Number.isSafeInteger(now.atMs)) return "it has no moment";
  if (!isObject(policy) || !Array.isArray(policy.order)) return "it has no stacking policy";
  if (!Array.isArray(offers)) return "it has no offers";
  if (!isObject(priced) || !Array.isArray(priced.lines)) return "it has no price";
  const known = new Set(offers.map(({ offerId }) => offerId));
  const unknown = priced.applied.find(({ offerId }) => !known.has(offerId));
  if (unknown) return `offer ${unknown.offerId} applied and is not in the record`;
  return faultInLines(cart, priced) ?? faultInSums(priced);
}

function faultInLines(cart: Cart, priced: Priced): string | null {
  if (cart.lines.length !== priced.lines.length) return "cart and price have different lines";
  for (const [index, line] of priced.lines.entries()) {
    const bought = cart.lines[index]!;
    if (bought.lineId !== line.lineId || bought.quantity !== line.quantity) {
      return `line ${line.lineId} differs between cart and price`;
    }
    const off = line.reductions.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
    if (bought.listMinor * bought.quantity !== line.initialMinor) {
      return `line ${line.lineId} is not list price times quantity`;
    }
    if (!isCount(line.payableMinor) || line.initialMinor - off !== line.payableMinor) {
      return `line ${line.lineId} does not add up`;
    }
  }
  return null;
}

function faultInSums({ lines, payable, delivery }: Priced): string | null {
  const goods = lines.reduce((sum, line) => sum + line.payableMinor, 0);
  if (goods !== payable.goodsMinor) return "the lines do not add up to the goods";
  if (delivery.payableMinor !== payable.deliveryMinor) return "delivery is not what is payable";
  if (goods + payable.deliveryMinor !== payable.totalMinor) return "the total does not add up";
  const paid = payable.pointsMinor + payable.storedValueMinor + payable.dueMinor;
  return paid === payable.totalMinor ? null : "the payments do not add up";
}

function isObject(value: unknown): value is Stored {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

// ---- checking ---------------------------------------------------------------------------------

export interface Recomputed {
  /** Lines, delivery, gifts, amounts and applied offers come out as they are recorded. */
  readonly same: boolean;
  /** Which of these parts differ. */
  readonly differences: readonly string[];
  readonly priced: Priced;
}

const agreed = ["lines", "delivery", "gifts", "payable", "applied"] as const;

/** Prices again from the record alone, with this version of the engine, and compares. */
export function recompute(record: PricedOrder): Recomputed {
  const book = indexOffers(record.offers, record.policy);
  const priced = price(record.cart, book, record.facts, record.now, record.options);
  const differences = agreed.filter(
    (part) => canonical(priced[part]) !== canonical(record.priced[part]),
  );
  return { same: differences.length === 0, differences, priced };
}

// A database may hand an object's keys back in another order (jsonb does).
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    isObject(part) ? Object.fromEntries(Object.entries(part).sort(byKey)) : part,
  );
}

function byKey([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
