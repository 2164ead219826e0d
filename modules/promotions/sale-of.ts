import type { Sale } from "#modules/catalogue/index.ts";
import { channelOrigins } from "#modules/channels/index.ts";
import { unitAncestors } from "#modules/organisation/index.ts";
import type { Facts } from "#packages/pricing/index.ts";
import type { Context } from "#platform/context.ts";

/** Who buys where and by what way, as the catalogue asks: from the facts that offers ask too. */
export async function saleOf(
  ctx: Context,
  facts: Pick<Facts, "storeId" | "channelId" | "segments">,
  at: Temporal.Instant,
): Promise<Sale> {
  const { storeId, channelId = null, segments } = facts;
  const units = storeId ? await unitAncestors(ctx, storeId, at) : [];
  const origins = channelId ? await channelOrigins(ctx, [channelId]) : new Map();
  return {
    channelId,
    origin: channelId ? (origins.get(channelId) ?? null) : null,
    unitIds: units.map((one) => one.unitId),
    segments: [...(segments ?? [])],
  };
}
