import { assertPicture } from "#modules/media/index.ts";
import { reserveOffer } from "#modules/promotions/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { emit } from "#platform/journal.ts";
import type { ItemRow, MallTables } from "./tables.ts";

export interface ItemInput {
  readonly points: number;
  readonly stock: number | null;
  readonly perMember: number | null;
  readonly mediaId: string | null;
  readonly shown: boolean;
  readonly position: number;
}

const columnsOf = (ctx: Context, input: ItemInput) => ({
  points: input.points,
  stock: input.stock,
  per_member: input.perMember,
  media_id: input.mediaId,
  shown: input.shown,
  position: input.position,
  changed_at: ctx.now,
});

async function tell(ctx: Context, { item_id: itemId, offer_id: offerId, points, shown }: ItemRow) {
  await emit(ctx, "mall.item_saved", { payload: { itemId, offerId, points, shown } });
}

/**
 * Puts a published offer into the mall: from then on its vouchers cost points and nobody claims
 * them for nothing. Refuses `mall_offer_taken` and what reserving refuses. Answers its id.
 */
export async function addItem(ctx: Context, offerId: string, input: ItemInput): Promise<string> {
  await reserveOffer(ctx, offerId);
  if (input.mediaId) await assertPicture(ctx, input.mediaId);
  const row = await tablesOf<MallTables>(ctx)
    .insertInto("mall.items")
    .values({
      brand_id: ctx.brand.brandId,
      item_id: newId(),
      offer_id: offerId,
      created_at: ctx.now,
      ...columnsOf(ctx, input),
    })
    .onConflict((on) => on.columns(["brand_id", "offer_id"]).doNothing())
    .returningAll()
    .executeTakeFirst();
  if (!row) throw refuse("mall_offer_taken");
  await tell(ctx, row);
  return row.item_id;
}

/** Changes what it costs and who sees it; who has exchanged keeps what they have. */
export async function changeItem(ctx: Context, itemId: string, input: ItemInput): Promise<void> {
  if (input.mediaId) await assertPicture(ctx, input.mediaId);
  const row = await tablesOf<MallTables>(ctx)
    .updateTable("mall.items")
    .set(columnsOf(ctx, input))
    .where("brand_id", "=", ctx.brand.brandId)
    .where("item_id", "=", itemId)
    .returningAll()
    .executeTakeFirst();
  if (!row) throw refuse("mall_item_not_found");
  await tell(ctx, row);
}
