import { Type as T } from "typebox";
import { defineEvents } from "#platform/journal.ts";
import { Id, Minor } from "#platform/schema.ts";

const batch = { batchId: Id };
const cards = { cards: T.Integer(), faceMinor: Minor };

/** unitId = who takes the money in or gives the cards; memberId = who redeemed one. */
defineEvents("wallet", {
  "wallet.gift_cards_made": T.Object({ ...batch, ...cards, how: T.String() }),
  "wallet.gift_cards_sold": T.Object({ ...batch, ...cards, saleId: Id }),
  "wallet.gift_cards_recalled": T.Object({ ...batch, ...cards }),
  "wallet.gift_cards_exported": T.Object(batch),
  "wallet.gift_card_redeemed": T.Object({ ...batch, number: T.Integer(), faceMinor: Minor }),
});
