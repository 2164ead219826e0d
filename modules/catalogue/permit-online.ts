import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { cartGoods, goodsKey, type GoodsKey } from "./cart-goods.ts";
import type { Sale } from "./sellable.ts";

/**
 * Refuses, by its own code, the first of these goods that may not be ordered online at `at`: sold
 * in the store only, not open yet, over, not in this channel, retired, without variant or price.
 */
export async function permitOnline(
  ctx: Context,
  keys: readonly GoodsKey[],
  sale: Sale,
  at: Temporal.Instant = ctx.now,
): Promise<void> {
  const found = await cartGoods(ctx, keys, at, sale);
  for (const key of keys) {
    const goods = found.get(goodsKey(key));
    if (!goods) throw refuse("product_not_found");
    const { productId, name } = goods;
    if (goods.notSold) throw refuse(goods.notSold, { productId, name });
    if (goods.prices.list === undefined) throw refuse("goods_without_price", { productId, name });
  }
}
