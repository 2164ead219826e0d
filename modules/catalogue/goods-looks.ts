import { mediaUrl } from "#modules/media/index.ts";
import type { Context } from "#platform/context.ts";
import { productPictures } from "./pictures.ts";
import { productForms } from "./product-form.ts";
import { phaseAt } from "./sellable.ts";

export interface GoodsLook {
  readonly phase: "preview" | "open";
  readonly opensAt: number | null;
  readonly hasOptions: boolean;
  readonly storeOnly: boolean;
  readonly pictureUrl: string | null;
  readonly pictureAlt: string;
}

/** What a list shows of products beside name and price; those over or not announced are absent. */
export async function goodsLooks(
  ctx: Context,
  productIds: readonly string[],
  at: Temporal.Instant,
): Promise<ReadonlyMap<string, GoodsLook>> {
  const pictures = await productPictures(ctx, productIds);
  const found = new Map<string, GoodsLook>();
  for (const [productId, form] of await productForms(ctx, productIds)) {
    const phase = phaseAt(form, at);
    if (phase !== "open" && phase !== "preview") continue;
    const picture = pictures.get(productId)?.[0];
    found.set(productId, {
      phase,
      opensAt: form.opensAt?.epochMilliseconds ?? null,
      hasOptions: form.axes.length > 0,
      storeOnly: form.handling === "store_only",
      pictureUrl: mediaUrl(ctx.brand, picture?.mediaId ?? null, "small"),
      pictureAlt: (ctx.lang === "en" && picture?.altEn) || (picture?.alt ?? ""),
    });
  }
  return found;
}
