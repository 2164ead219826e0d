import { sql } from "kysely";
import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { emit } from "#platform/journal.ts";
import { getStore } from "#modules/stores/index.ts";
import type { CatalogueTables } from "../tables.ts";
import { itemOf } from "./lines.ts";
import { writeMoves } from "./moves.ts";

export interface Adjustment {
  readonly storeId: string;
  readonly productId: string;
  readonly variantId?: string | null | undefined;
  /** More or fewer than before; or, for a count, what lies there. Exactly one of the two. */
  readonly change?: number | undefined;
  readonly counted?: number | undefined;
  readonly reason: "received" | "counted" | "damaged" | "moved";
  readonly note?: string | undefined;
}

/** A product whose stock is counted, by the item that is: its variant, or itself without any. */
async function checkItem(ctx: Context, { productId, variantId }: Adjustment): Promise<void> {
  const db = tablesOf<CatalogueTables>(ctx);
  const product = await db.selectFrom("catalogue.products")
    .select(["stock_kept", "axes"])
    .where("brand_id", "=", ctx.brand.brandId)
    .where("product_id", "=", productId)
    .executeTakeFirst();
  if (!product) throw refuse("product_not_found");
  if (!product.stock_kept) throw refuse("stock_not_kept");
  const variants = await db.selectFrom("catalogue.variants")
    .select("variant_id")
    .where("brand_id", "=", ctx.brand.brandId)
    .where("product_id", "=", productId)
    .execute();
  if (!variantId && variants.length === 0 && product.axes.length === 0) return;
  if (!variants.some((one) => one.variant_id === variantId)) throw refuse("variant_not_found");
}

interface After {
  readonly onHand: number;
  readonly change: number;
}

/** One statement: adds, or sets what was counted, and never goes below what is reserved. */
async function write(ctx: Context, input: Adjustment): Promise<After | null> {
  const { storeId, productId, change = null, counted = null } = input;
  const { rows } = await sql<After>`
    with before as (
      select on_hand from catalogue.stock where brand_id = ${ctx.brand.brandId}
        and store_id = ${storeId} and item_id = ${itemOf(input)} for no key update)
    update catalogue.stock s
    set on_hand = coalesce(${counted}::bigint, s.on_hand + ${change}::bigint)
    from before where s.brand_id = ${ctx.brand.brandId} and s.store_id = ${storeId}
      and s.item_id = ${itemOf(input)} and s.product_id = ${productId}
      and coalesce(${counted}::bigint, s.on_hand + ${change}::bigint) >= s.reserved
    returning s.on_hand as "onHand", s.on_hand - before.on_hand as change`.execute(ctx.tx);
  return rows[0] ?? null;
}

/** Changes what lies in a store, with the reason; refuses `stock_below_reserved`. */
export async function adjustStock(ctx: Context, input: Adjustment): Promise<After> {
  const { storeId, productId, variantId = null, change, counted, reason, note } = input;
  const amount = change ?? counted;
  const both = (change === undefined) === (counted === undefined);
  if (both || !Number.isSafeInteger(amount) || (counted ?? 0) < 0) {
    throw refuse("invalid_input", { detail: "change | counted" });
  }
  await getStore(ctx, storeId);
  await checkItem(ctx, input);
  await sql`insert into catalogue.stock (brand_id, store_id, item_id, product_id, on_hand)
    values (${ctx.brand.brandId}, ${storeId}, ${itemOf(input)}, ${productId}, 0)
    on conflict (brand_id, store_id, item_id) do nothing`.execute(ctx.tx);
  const after = await write(ctx, input);
  if (!after) throw refuse("stock_below_reserved");
  if (after.change === 0) return after;
  const staffId = ctx.actor.kind === "staff" ? ctx.actor.staffId : null;
  const place = { storeId, itemId: itemOf(input) };
  await writeMoves(ctx, [{ ...place, change: after.change, reason, note, staffId }]);
  const payload = { storeId, productId, variantId, change: after.change, onHand: after.onHand };
  await emit(ctx, "catalogue.stock_adjusted", { unitId: storeId, payload: { ...payload, reason } });
  return after;
}
