import { take } from "#modules/limits/index.ts";
import { claimOffer } from "#modules/promotions/index.ts";
import { spendPoints } from "#modules/wallet/index.ts";
import { type Context, json, tablesOf } from "#platform/context.ts";
import { Refusal, refuse } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { emit } from "#platform/journal.ts";
import { takesOf } from "./limit-keys.ts";
import type { ItemRow, MallTables } from "./tables.ts";

export interface ExchangeInput {
  readonly itemId: string;
  readonly memberId: string;
  /** What the member saw; another price now is refused, never charged. */
  readonly expectedPoints: number;
}

async function itemFor(ctx: Context, input: ExchangeInput): Promise<ItemRow> {
  // Held against a change of its price until the exchange is through.
  const item = await tablesOf<MallTables>(ctx)
    .selectFrom("mall.items")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("item_id", "=", input.itemId)
    .forShare()
    .executeTakeFirst();
  if (!item) throw refuse("mall_item_not_found");
  if (!item.shown) throw refuse("mall_item_gone");
  if (item.points !== input.expectedPoints) {
    throw refuse("mall_price_changed", { points: item.points });
  }
  return item;
}

/** What its offer refuses, in words of the mall where the mall has some. */
const ofMall: Readonly<Record<string, string>> = {
  offer_sold_out: "mall_sold_out",
  offer_member_limit: "mall_member_limit",
  offer_not_published: "mall_item_gone",
  offer_not_started: "mall_item_gone",
  offer_over: "mall_item_gone",
};

async function claimed(ctx: Context, offerId: string, memberId: string): Promise<string> {
  try {
    return await claimOffer(ctx, { offerId, memberId, storeId: null, reserved: true });
  } catch (error) {
    const code = error instanceof Refusal ? ofMall[error.code] : undefined;
    throw code ? refuse(code, (error as Refusal).params) : error;
  }
}

/**
 * Exchanges points for a voucher: both happen, or neither. Order of locks: the item, its limits,
 * its offer's limits, last the member's points. Answers the voucher.
 */
export async function exchangeItem(ctx: Context, input: ExchangeInput) {
  const { itemId, memberId } = input;
  const item = await itemFor(ctx, input);
  const takes = takesOf(item, memberId);
  if (takes.length > 0) await take(ctx, takes);
  const voucherId = await claimed(ctx, item.offer_id, memberId);
  const exchangeId = newId();
  const { points } = item;
  await spendPoints(ctx, { spendId: exchangeId, memberId, points, amountMinor: 0 });
  await tablesOf<MallTables>(ctx)
    .insertInto("mall.exchanges")
    .values({
      brand_id: ctx.brand.brandId,
      exchange_id: exchangeId,
      item_id: itemId,
      member_id: memberId,
      points,
      voucher_id: voucherId,
      taken: json(takes.map(({ key, amount }) => ({ key, amount }))),
      exchanged_at: ctx.now,
      undone_at: null,
      undo_reason: null,
    })
    .execute();
  await emit(ctx, "mall.exchanged", {
    memberId, payload: { exchangeId, itemId, points, voucherId },
  });
  return { exchangeId, voucherId, points };
}
