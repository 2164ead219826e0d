// All rows, and what each of them asks of the engine.
import type { Cart, Facts, Moment, Options } from "../cart.ts";
import type { Offer, StackingPolicy } from "../model.ts";
import { bases } from "./bases.ts";
import { deliveryAndGifts } from "./delivery-gifts.ts";
import { explanations } from "./explanations.ts";
import { floors } from "./floors.ts";
import { itemBenefits } from "./item-benefits.ts";
import { payersAndCurrencies } from "./payers-currencies.ts";
import { payments } from "./payments.ts";
import { priceLevels } from "./price-levels.ts";
import { published } from "./published.ts";
import { currencyOf, readGiven } from "./read-given.ts";
import { readGoods } from "./read-goods.ts";
import { readOffer } from "./read-offer.ts";
import { stacking } from "./stacking.ts";
import type { Row } from "./table.ts";
import { tiers } from "./tiers.ts";
import { vouchers } from "./vouchers.ts";

export const rows: readonly Row[] = [
  ...priceLevels, ...itemBenefits, ...tiers, ...bases, ...stacking, ...vouchers, ...floors,
  ...payments, ...deliveryAndGifts, ...payersAndCurrencies, ...explanations, ...published,
];

export interface Question {
  readonly cart: Cart;
  readonly offers: readonly Offer[];
  readonly policy: StackingPolicy;
  readonly facts: Facts;
  readonly now: Moment;
  readonly options: Options;
}

/** What a row asks: plain data, which may be sent over a wire. */
export function question(row: Row): Question {
  const currency = currencyOf(row.given);
  const given = readGiven(row.given);
  const read = row.offers.map((text, index) => readOffer(text, index, currency));
  return {
    cart: readGoods(row.goods, currency),
    offers: read.map(({ offer }) => offer),
    policy: given.policy,
    facts: { ...given.facts, vouchers: read.flatMap(({ vouchers: held }) => held) },
    now: given.now,
    options: given.options,
  };
}
