// One file a kind. A new kind is a file, a line here and its words.
import { linesInScope, type Goods } from "../goods.ts";
import type { Benefit, Offer } from "../model.ts";
import { addOn } from "./add-on.ts";
import { bundle } from "./bundle.ts";
import { buyGet } from "./buy-get.ts";
import { eachOff } from "./each-off.ts";
import { exchange } from "./exchange.ts";
import { nthOff } from "./nth-off.ts";
import type { Kind, Plan } from "./plan.ts";
import { tiers } from "./tiers.ts";
import { unitPrice } from "./unit-price.ts";

export type { Plan } from "./plan.ts";

const kinds: { readonly [Name in Benefit["kind"]]: Kind<Name> } = {
  unit_price: unitPrice,
  each_off: eachOff,
  nth_off: nthOff,
  buy_get: buyGet,
  bundle,
  add_on: addOn,
  exchange,
  tiers,
};

/** An offer's benefit bound to the cart's lines. */
export function compile(offer: Offer, goods: Goods): Plan {
  const kind = kinds[offer.benefit.kind] as Kind<Benefit["kind"]>;
  return kind(offer.benefit, linesInScope(offer.scope, goods), goods);
}
