import { permit } from "#modules/organisation/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { emit } from "#platform/journal.ts";
import { post } from "../ledger/post.ts";
import { issuePosting } from "./make-batch.ts";
import { lockGiftBatch } from "./queries.ts";
import type { GiftCardTables } from "./tables.ts";

export interface SellCards {
  readonly batchId: string;
  readonly storeId: string;
  /** Numbers printed on the cards, both inside. */
  readonly from: number;
  readonly to: number;
}

/** Takes the price of cards at a store's till: from then on they are worth their amount. */
export async function sellCards(ctx: Context, input: SellCards): Promise<number> {
  const { batchId, storeId, from, to } = input;
  await permit(ctx, "orders.work", storeId);
  const batch = await lockGiftBatch(ctx, batchId);
  if (batch.recalled_at) throw refuse("gift_batch_recalled");
  const wanted = to - from + 1;
  const { numUpdatedRows } = await tablesOf<GiftCardTables>(ctx)
    .updateTable("wallet.gift_cards")
    .set({ state: "active", unit_id: storeId, sold_at: ctx.now })
    .where("brand_id", "=", ctx.brand.brandId)
    .where("batch_id", "=", batchId)
    .where("number", ">=", from)
    .where("number", "<=", to)
    .where("state", "=", "unsold")
    .executeTakeFirst();
  if (wanted < 1 || Number(numUpdatedRows) !== wanted) throw refuse("gift_cards_not_for_sale");
  const amount = wanted * batch.face_minor;
  const saleId = newId();
  await post(ctx, [
    issuePosting(ctx, { batchId, unitId: storeId, amount, key: `sold:${saleId}` }),
    {
      kind: "gift_card_money",
      postingKey: `gift_card_money:${saleId}`,
      unit: ctx.brand.currency,
      causeId: batchId,
      postings: [
        { account: { kind: "top_ups", ownerKind: "unit", ownerId: storeId }, amount: -amount },
        { account: { kind: "at_till", ownerKind: "unit", ownerId: storeId }, amount },
      ],
    },
  ]);
  await emit(ctx, "wallet.gift_cards_sold", {
    unitId: storeId,
    payload: { batchId, saleId, cards: wanted, faceMinor: batch.face_minor },
  });
  return amount;
}
