import { sql } from "kysely";
import { channelNames } from "#modules/channels/index.ts";
import { namesOfStopped, type StoppedName, type StopTarget } from "#modules/limits/index.ts";
import { getUnit } from "#modules/organisation/index.ts";
import type { Context } from "#platform/context.ts";

/** Names of the targets, save campaigns' (no module below them knows any); there are few. */
export async function stopNames(
  ctx: Context,
  targets: readonly StopTarget[],
): Promise<Map<string, StoppedName>> {
  const idsOf = (kind: StopTarget["kind"]) =>
    targets.filter((one) => one.kind === kind).map((one) => one.targetId);
  const { rows } = await sql<StoppedName & { offer_id: string }>`
    select o.offer_id, v.title as name, v.title_en as "nameEn" from promotions.offers o
    join promotions.offer_versions v on v.brand_id = o.brand_id and v.offer_id = o.offer_id
      and v.version = coalesce(o.live_version, o.draft_version)
    where o.brand_id = ${ctx.brand.brandId}
      and o.offer_id = any(${idsOf("offer")}::uuid[])`.execute(ctx.tx);
  const names = await namesOfStopped(ctx, targets);
  for (const { offer_id: offerId, name, nameEn } of rows) names.set(offerId, { name, nameEn });
  for (const storeId of idsOf("store")) {
    const { name, nameEn } = await getUnit(ctx, storeId);
    names.set(storeId, { name, nameEn });
  }
  for (const [channelId, name] of await channelNames(ctx, idsOf("channel"))) {
    names.set(channelId, name);
  }
  return names;
}
