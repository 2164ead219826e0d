import { mediaUrl } from "#modules/media/index.ts";
import type { Context } from "#platform/context.ts";
import type { Axis } from "./axes.ts";
import { isSubscribed } from "./previews.ts";
import { productPictures } from "./pictures.ts";
import { productForms } from "./product-form.ts";
import { type FoundArrangement, pageArrangement } from "./product-page.ts";
import { getProduct, listVariants, type Variant } from "./queries.ts";
import { inChannels, type Phase, phaseAt, type Sale } from "./sellable.ts";
import { stockLevels } from "./stock/stock-levels.ts";
import type { Handling, ProductKind } from "./tables.ts";

export interface ShownVariant extends Omit<Variant, "withdrawn"> {
  /** How many can still be had at the store; null: they are not counted. */
  readonly left: number | null;
}

/** A product as its page in a store shows it; prices are not of it. */
export interface ShownProduct {
  readonly productId: string;
  readonly externalCode: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly brandLabel: string;
  readonly categoryPath: string | null;
  readonly kind: ProductKind;
  readonly handling: Handling;
  readonly phase: Phase;
  readonly opensAt: Temporal.Instant | null;
  readonly closesAt: Temporal.Instant | null;
  readonly inChannel: boolean;
  readonly details: string;
  readonly detailsEn: string | null;
  readonly axes: readonly Axis[];
  readonly variants: readonly ShownVariant[];
  readonly left: number | null;
  readonly pictures: readonly {
    readonly url: string;
    readonly largeUrl: string;
    readonly alt: string;
    readonly altEn: string | null;
  }[];
  readonly arrangement: FoundArrangement;
  /** Whether the member who asks waits for it. */
  readonly subscribed: boolean;
}

/** One product for a store's page; null: there is none, it is retired, or it is not shown yet. */
export async function shownProduct(
  ctx: Context,
  productId: string,
  sale: Sale & { readonly storeId: string },
): Promise<ShownProduct | null> {
  const form = (await productForms(ctx, [productId])).get(productId);
  if (!form) return null;
  const product = await getProduct(ctx, productId);
  const at = ctx.recordedAt;
  const phase = phaseAt(form, at);
  if (product.retiredAt || phase === "hidden") return null;
  const variants = (await listVariants(ctx, productId)).filter((one) => !one.withdrawn);
  const levels = form.stockKept ? await stockLevels(ctx, productId, [sale.storeId]) : [];
  const left = (variantId: string | null): number | null => {
    if (!form.stockKept) return null;
    const level = levels.find((one) => one.variantId === variantId);
    return level ? level.onHand - level.reserved : 0;
  };
  const pictures = (await productPictures(ctx, [productId])).get(productId) ?? [];
  const memberId = ctx.actor.kind === "member" ? ctx.actor.memberId : null;
  const { externalCode, name, nameEn, brandLabel, categoryPath } = product;
  return {
    ...form,
    externalCode, name, nameEn, brandLabel, categoryPath, phase,
    inChannel: inChannels(form.channels, sale),
    variants: variants.map(({ withdrawn: _, ...one }) => ({ ...one, left: left(one.variantId) })),
    left: variants.length > 0 ? null : left(null),
    pictures: pictures.map(({ mediaId, alt, altEn }) => ({
      url: mediaUrl(ctx.brand, mediaId) ?? "",
      largeUrl: mediaUrl(ctx.brand, mediaId, "large") ?? "",
      alt,
      altEn,
    })),
    arrangement: await pageArrangement(ctx, sale.unitIds ?? []),
    subscribed: memberId !== null && (await isSubscribed(ctx, productId, memberId)),
  };
}
