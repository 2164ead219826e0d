import { sql } from "kysely";
import { usedOf } from "#modules/limits/index.ts";
import { mediaUrl } from "#modules/media/index.ts";
import { offerLabels, type OpenOffer, openOffers } from "#modules/promotions/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { decodeCursor, pageFrom, type PageInput, pageLimit } from "#platform/paging.ts";
import { memberKey, stockKey } from "./limit-keys.ts";
import type { ItemRow, MallTables } from "./tables.ts";

async function page(ctx: Context, input: PageInput, shownOnly: boolean) {
  const limit = pageLimit(input);
  const after = decodeCursor(input.cursor);
  let query = tablesOf<MallTables>(ctx)
    .selectFrom("mall.items")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .orderBy("position")
    .orderBy("item_id")
    .limit(limit + 1);
  if (shownOnly) query = query.where("shown", "=", true);
  if (after) {
    const [position, itemId] = after;
    if (typeof position !== "number" || typeof itemId !== "string") {
      throw refuse("invalid_input", { detail: "cursor" });
    }
    query = query.where(sql<boolean>`(position, item_id::text) > (${position}, ${itemId})`);
  }
  return pageFrom(await query.execute(), limit, (row) => [row.position, row.item_id]);
}

/** The least of what the item and its offer have left; null: neither is limited. */
function leftOf(row: ItemRow, used: number, offer: OpenOffer | undefined): number | null {
  const own = row.stock === null ? null : Math.max(0, row.stock - used);
  const offers = offer?.stockLeft ?? null;
  if (own === null) return offers;
  return offers === null ? own : Math.min(own, offers);
}

const leastOf = (one: number | null, other: number | null): number | null =>
  one === null ? other : other === null ? one : Math.min(one, other);

async function usedBy(ctx: Context, rows: readonly ItemRow[]) {
  const memberId = ctx.actor.kind === "member" ? ctx.actor.memberId : null;
  const keys = rows.flatMap((row) => [
    stockKey(row.item_id), ...(memberId ? [memberKey(row.item_id, memberId)] : []),
  ]);
  const used = await usedOf(ctx, keys);
  return {
    stock: (row: ItemRow) => used.get(stockKey(row.item_id)) ?? 0,
    mine: (row: ItemRow) => (memberId ? (used.get(memberKey(row.item_id, memberId)) ?? 0) : 0),
  };
}

/** What can be exchanged now, in the brand's order. */
export async function listMall(ctx: Context, input: PageInput) {
  const { items: rows, next } = await page(ctx, input, true);
  const offers = await openOffers(ctx, rows.map((row) => row.offer_id));
  const used = await usedBy(ctx, rows);
  const items = rows.flatMap((row) => {
    const offer = offers.get(row.offer_id);
    if (!offer) return [];
    const perMember = leastOf(row.per_member, offer.perMember);
    return [{
      itemId: row.item_id,
      points: row.points,
      pictureUrl: mediaUrl(ctx.brand, row.media_id, "medium"),
      left: leftOf(row, used.stock(row), offer),
      perMember,
      mine: used.mine(row),
      offer,
    }];
  });
  return { items, next };
}

/** Every item for staff, also what is not shown. */
export async function listItems(ctx: Context, input: PageInput) {
  const { items: rows, next } = await page(ctx, input, false);
  const ids = rows.map((row) => row.offer_id);
  const labels = await offerLabels(ctx, ids);
  const offers = await openOffers(ctx, ids);
  const used = await usedBy(ctx, rows);
  const items = rows.map((row) => ({
    itemId: row.item_id,
    offerId: row.offer_id,
    title: labels.get(row.offer_id)?.title ?? "",
    titleEn: labels.get(row.offer_id)?.titleEn ?? null,
    open: offers.has(row.offer_id),
    points: row.points,
    stock: row.stock,
    perMember: row.per_member,
    mediaId: row.media_id,
    pictureUrl: mediaUrl(ctx.brand, row.media_id, "small"),
    shown: row.shown,
    position: row.position,
    left: leftOf(row, used.stock(row), offers.get(row.offer_id)),
  }));
  return { items, next };
}
