import { createCategory, createProduct, setPrice } from "#modules/catalogue/index.ts";
import { createOffer, publishOffer } from "#modules/promotions/index.ts";
import {
  festivalStores, products, stack, type StackedOffer,
} from "#examples/demo/tea-stack.ts";
import type { Benefit, Scope } from "#packages/pricing/index.ts";
import type { Context } from "#platform/context.ts";

type Ids = ReadonlyMap<string, string>;

/** Ids by the names that the sample's data use. */
export interface Shelf {
  /** By code. */
  readonly products: Ids;
  /** By path. */
  readonly categories: Ids;
}

/** Products with all their prices from the beginning of the sample's history on. */
export async function stockShelves(ctx: Context): Promise<Shelf> {
  const made = new Map<string, string>();
  const categories = new Map<string, string>();
  for (const { code, priceMinor, floorMinor, memberMinor, ...product } of products) {
    const productId = await createProduct(ctx, { ...product, externalCode: code });
    const prices = { list: priceMinor, floor: floorMinor, member: memberMinor };
    for (const kind of ["list", "floor", "member"] as const) {
      const amountMinor = prices[kind] ?? null;
      if (amountMinor !== null) await setPrice(ctx, { productId, kind, amountMinor });
    }
    made.set(code, productId);
    const path = product.category;
    if (!categories.has(path)) categories.set(path, await createCategory(ctx, { path }));
  }
  return { products: made, categories };
}

function scopeWithIds(scope: Scope, shelf: Shelf) {
  const { categories } = scope;
  if (!categories) return {};
  return { categories: categories.map((path) => shelf.categories.get(path) ?? "") };
}

function benefitWithIds(benefit: Benefit, shelf: Shelf): Benefit {
  if (benefit.kind !== "tiers") return benefit;
  const tiers = benefit.tiers.map((tier) => {
    if (tier.give.kind !== "gifts") return tier;
    const gifts = tier.give.gifts.map((gift) => ({
      ...gift,
      productId: gift.productId && (shelf.products.get(gift.productId) ?? null),
    }));
    return { ...tier, give: { ...tier.give, gifts } };
  });
  return { ...benefit, tiers };
}

function inputOf(offer: StackedOffer, shelf: Shelf, units: Ids) {
  const { category, segments, validity, unit, payers, ...texts } = offer;
  const owner = units.get(unit ?? "") ?? "";
  const rule = {
    category,
    scope: scopeWithIds(offer.scope, shelf),
    benefit: benefitWithIds(offer.benefit, shelf),
    ...(segments ? { when: { segments: [...segments] } } : {}),
  };
  const { title, titleEn, description, descriptionEn } = texts;
  return {
    title, titleEn, description, descriptionEn,
    unitId: owner,
    stores: unit
      ? { unitId: owner }
      : { storeIds: festivalStores.map((code) => units.get(code) ?? "") },
    rule,
    payers: payers.map((payer) => ({ ...payer })),
    ...(validity
      ? { trigger: "voucher" as const, validity, totalStock: 5_000, perMember: 1 }
      : { trigger: "automatic" as const }),
  };
}

/** Publishes the festival's offers; what the sample's members claimed before is none of theirs. */
export async function publishStack(ctx: Context, shelf: Shelf, units: Ids): Promise<void> {
  for (const offer of stack) {
    const offerId = await createOffer(ctx, inputOf(offer, shelf, units) as never);
    await publishOffer(ctx, offerId);
  }
}
