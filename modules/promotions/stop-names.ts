import { sql } from "kysely";
import { channelNames } from "#modules/channels/index.ts";
import type { StopTarget } from "#modules/limits/index.ts";
import { getUnit } from "#modules/organisation/index.ts";
import type { Context } from "#platform/context.ts";

interface Named {
  readonly name: string;
  readonly nameEn: string | null;
}

/** Names of the offers, stores and channels among the targets; a brand has few stop signs. */
export async function stopNames(
  ctx: Context,
  targets: readonly StopTarget[],
): Promise<Map<string, Named>> {
  const idsOf = (kind: StopTarget["kind"]) =>
    targets.filter((one) => one.kind === kind).map((one) => one.targetId);
  const { rows } = await sql<Named & { offer_id: string }>`
    select o.offer_id, v.title as name, v.title_en as "nameEn" from promotions.offers o
    join promotions.offer_versions v on v.brand_id = o.brand_id and v.offer_id = o.offer_id
      and v.version = coalesce(o.live_version, o.draft_version)
    where o.brand_id = ${ctx.brand.brandId}
      and o.offer_id = any(${idsOf("offer")}::uuid[])`.execute(ctx.tx);
  const names = new Map(
    rows.map(({ offer_id, name, nameEn }): [string, Named] => [offer_id, { name, nameEn }]),
  );
  for (const storeId of idsOf("store")) {
    const { name, nameEn } = await getUnit(ctx, storeId);
    names.set(storeId, { name, nameEn });
  }
  for (const [channelId, name] of await channelNames(ctx, idsOf("channel"))) {
    names.set(channelId, name);
  }
  return names;
}
