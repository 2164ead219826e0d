import { addItem } from "#modules/mall/index.ts";
import { saveCard } from "#modules/members/index.ts";
import { createOffer, publishOffer } from "#modules/promotions/index.ts";
import { savePointsSettings } from "#modules/wallet/index.ts";
import { card, mall, points } from "#examples/demo/tea-loyal.ts";
import type { Context } from "#platform/context.ts";

/** Rules of points, the card with its tiers, and what there is for points. */
export async function addLoyalty(ctx: Context, unitId: string): Promise<void> {
  await savePointsSettings(ctx, points);
  await saveCard(ctx, {
    ...card,
    benefits: [...card.benefits],
    tiers: card.tiers.map((tier) => ({ ...tier, benefits: [...tier.benefits] })),
  });
  for (const [position, { points: costs, stock, ...offer }] of mall.entries()) {
    const offerId = await createOffer(ctx, { ...offer, unitId, stores: { unitId } });
    await publishOffer(ctx, offerId);
    await addItem(ctx, offerId, {
      points: costs, stock, perMember: null, mediaId: null, shown: true, position,
    });
  }
}
