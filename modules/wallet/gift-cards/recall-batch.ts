import { sql } from "kysely";
import { permit } from "#modules/organisation/index.ts";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { emit } from "#platform/journal.ts";
import { post } from "../ledger/post.ts";
import { ofUnit } from "../stored-value/accounts.ts";
import { lockGiftBatch } from "./queries.ts";

interface Recalled {
  readonly unit_id: string;
  readonly was: string;
  readonly cards: number;
}

/**
 * Takes back every card of a batch that is not redeemed. The price of sold ones is paid back by
 * hand: nobody knows who holds a card without a name.
 */
export async function recallGiftBatch(
  ctx: Context,
  batchId: string,
  reason: string,
): Promise<number> {
  const batch = await lockGiftBatch(ctx, batchId);
  await permit(ctx, "stored_value.manage", batch.unit_id);
  if (batch.recalled_at) throw refuse("gift_batch_recalled");
  await sql`update wallet.gift_card_batches set recalled_at = ${ctx.now},
      recall_reason = ${reason}
    where brand_id = ${ctx.brand.brandId} and batch_id = ${batchId}`.execute(ctx.tx);
  const { rows } = await sql<Recalled>`
    with old as (
      select number, state, unit_id from wallet.gift_cards
      where brand_id = ${ctx.brand.brandId} and batch_id = ${batchId}
        and state in ('unsold', 'active') for update),
    done as (
      update wallet.gift_cards c set state = 'recalled' from old
      where c.brand_id = ${ctx.brand.brandId} and c.batch_id = ${batchId}
        and c.number = old.number returning old.unit_id, old.state as was)
    select unit_id, was, count(*)::int as cards from done group by unit_id, was`.execute(ctx.tx);
  const faceMinor = batch.face_minor;
  await post(ctx, rows.filter(({ was }) => was === "active").map(({ unit_id: unitId, cards }) => ({
    kind: "gift_cards_recalled",
    postingKey: `gift_cards_recalled:${batchId}:${unitId}`,
    unit: ctx.brand.currency,
    causeId: batchId,
    postings: [
      { account: ofUnit("gift_cards", unitId), amount: -cards * faceMinor },
      { account: ofUnit("stored_issued", unitId), amount: cards * faceMinor },
    ],
  })));
  const cards = rows.reduce((sum, row) => sum + row.cards, 0);
  await emit(ctx, "wallet.gift_cards_recalled", {
    unitId: batch.unit_id,
    payload: { batchId, cards, faceMinor },
  });
  return cards;
}
