import type { NotApplied, Priced } from "./answer.ts";
import { indexOffers, offersAbout, type OfferBook } from "./book.ts";
import type { Cart, Facts, Moment, Options } from "./cart.ts";
import { explain } from "./explain.ts";
import type { Offer } from "./model.ts";
import { nextStepsOf } from "./next-steps.ts";
import { prepare } from "./prepare.ts";
import { reasonsOf } from "./reasons.ts";
import { search } from "./search.ts";

/**
 * The lowest price of a cart over all allowed combinations of offers, and why it is that.
 * Offers as a list are stacked by the trade's rule; `indexOffers` makes many ready once, with a
 * policy of their own. RangeError for a quantity or an amount out of range, or a lineId twice.
 */
export function price(
  cart: Cart,
  offers: readonly Offer[] | OfferBook,
  facts: Facts,
  now: Moment,
  options: Options = {},
): Priced {
  const book = "policy" in offers ? offers : indexOffers(offers);
  const about = options.explainAll ? book.offers : offersAbout(book, cart.lines, facts);
  const prepared = prepare(cart, about, book.policy, facts, now, options);
  const found = search(prepared, options.budget);
  const notApplied: NotApplied[] = reasonsOf(prepared, found.chosen, about, facts, now, options);
  const { totalMinor } = found.evaluation;
  const asked = { book, facts, now, options };
  const nextSteps = nextStepsOf(prepared, found.chosen, totalMinor, notApplied, asked);
  return { ...explain(prepared, found, facts), notApplied, nextSteps };
}
