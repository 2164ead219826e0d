// A priced order told again, years later, from its own record.
import { type Named, type Reader } from "./reader.ts";
import type { PricedOrder } from "./record.ts";
import { tell, tellShares, withName } from "./tell.ts";
import { type LineTold, tellDelivery, tellLines } from "./tell-lines.ts";
import type { Lang } from "./words.ts";

export interface ToldRecord {
  /** By line of the cart. */
  readonly lines: readonly LineTold[];
  /** Empty where there was none. */
  readonly delivery: string;
  /** With the offers' names; who bore each, where that is known. */
  readonly applied: readonly string[];
  readonly shares: readonly string[];
  readonly notApplied: readonly string[];
  readonly proof: string;
}

export interface RecordReader {
  readonly lang: Lang;
  readonly timeZone: string;
  /** The record has no names of products. */
  readonly products?: Readonly<Record<string, Named>>;
}

/** The reader of a record: offers by the names that they had, days as they were written then. */
export function readerOf(record: PricedOrder, by: RecordReader): Reader {
  const offers = Object.fromEntries(record.offers.map((offer) => [offer.offerId, offer]));
  return { ...by, currency: record.cart.currency, offers };
}

/** Why the order cost what it cost, in sentences. */
export function explainRecord(record: PricedOrder, by: RecordReader): ToldRecord {
  const reader = readerOf(record, by);
  const { applied, notApplied } = record.priced;
  const told = tell(record.priced, reader);
  return {
    lines: tellLines(record, reader),
    delivery: tellDelivery(record, reader),
    applied: told.applied.map((text, at) => withName(applied[at]!.offerId, text, reader)),
    shares: applied.map((one) => tellShares(one, reader)),
    notApplied: told.notApplied.map((text, at) => withName(notApplied[at]!.offerId, text, reader)),
    proof: told.proof,
  };
}
