import { makeGiftBatch, saveStoredSettings } from "#modules/wallet/index.ts";
import { giftCards, stored } from "#examples/demo/tea-stored.ts";
import type { Context } from "#platform/context.ts";

const validYears = 3;

/** Top-ups with their contract, and two batches of gift cards. */
export async function addStoredValue(ctx: Context, unitId: string): Promise<void> {
  await saveStoredSettings(ctx, {
    ...stored,
    offers: stored.offers.map((offer) => ({ ...offer })),
  });
  const today = ctx.now.toZonedDateTimeISO(ctx.brand.timeZone).toPlainDate();
  const validTo = today.add({ years: validYears }).toString();
  for (const batch of giftCards) await makeGiftBatch(ctx, { ...batch, unitId, validTo });
}
