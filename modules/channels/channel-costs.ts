import { sql } from "kysely";
import { permit } from "#modules/organisation/index.ts";
import type { Context } from "#platform/context.ts";
import { emit } from "#platform/journal.ts";
import { getChannel } from "./channel-queries.ts";

export interface MonthCost {
  /** "YYYY-MM" in the brand's zone. */
  readonly month: string;
  readonly costMinor: number;
}

/** Sets what a channel cost in a month; a second setting replaces the first. */
export async function setChannelCost(
  ctx: Context,
  channelId: string,
  { month, costMinor }: MonthCost,
): Promise<void> {
  const channel = await getChannel(ctx, channelId);
  await permit(ctx, "channels.write", channel.unitId);
  const { rows } = await sql`
    insert into channels.channel_costs as c (brand_id, channel_id, month, cost_minor, set_at)
    values (${ctx.brand.brandId}, ${channelId}, ${month}, ${costMinor}, ${ctx.now})
    on conflict (brand_id, channel_id, month)
      do update set cost_minor = excluded.cost_minor, set_at = excluded.set_at
      where c.cost_minor <> excluded.cost_minor
    returning month`.execute(ctx.tx);
  if (rows.length === 0) return;
  const payload = { channelId, month, costMinor };
  await emit(ctx, "channels.cost_set", { unitId: channel.unitId, payload });
}

/** Costs by month, the newest first. */
export async function channelCosts(ctx: Context, channelId: string): Promise<MonthCost[]> {
  const channel = await getChannel(ctx, channelId);
  await permit(ctx, "channels.read", channel.unitId);
  const { rows } = await sql<MonthCost>`select month, cost_minor as "costMinor"
    from channels.channel_costs where brand_id = ${ctx.brand.brandId}
      and channel_id = ${channelId} order by month desc`.execute(ctx.tx);
  return rows;
}
