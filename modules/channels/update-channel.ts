import { sql } from "kysely";
import { getUnit, permit } from "#modules/organisation/index.ts";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { emit } from "#platform/journal.ts";
import { type Channel, getChannel } from "./channel-queries.ts";
import type { NewChannel } from "./create-channel.ts";

export interface ChannelChange extends Partial<Omit<NewChannel, "externalCode">> {
  /** "banned" is reached by banChannel only; a banned channel may become active again here. */
  readonly state?: "active" | "closed" | undefined;
}

function changed(channel: Channel, change: ChannelChange): Channel {
  const given = Object.entries(change).filter(([, value]) => value !== undefined);
  const merged: Channel = { ...channel, ...Object.fromEntries(given) };
  const bannedAt = merged.state === "banned" ? channel.bannedAt : null;
  const nameEn = merged.nameEn?.trim() || null;
  return { ...merged, name: merged.name.trim(), nameEn, bannedAt };
}

/** Changes what is said of a channel. Touches and costs that are kept stay as they were. */
export async function updateChannel(
  ctx: Context,
  channelId: string,
  change: ChannelChange,
): Promise<void> {
  const before = await getChannel(ctx, channelId);
  await permit(ctx, "channels.write", before.unitId);
  const after = changed(before, change);
  if (after.name === "") throw refuse("invalid_input", { detail: "name" });
  if (after.unitId !== before.unitId) {
    await getUnit(ctx, after.unitId);
    await permit(ctx, "channels.write", after.unitId);
  }
  await sql`update channels.channels set name = ${after.name}, name_en = ${after.nameEn},
      origin = ${after.origin}, function = ${after.function}, purpose = ${after.purpose},
      unit_id = ${after.unitId}, state = ${after.state}, banned_at = ${after.bannedAt}
    where brand_id = ${ctx.brand.brandId} and channel_id = ${channelId}`.execute(ctx.tx);
  const payload = { channelId, state: after.state };
  await emit(ctx, "channels.channel_changed", { unitId: after.unitId, payload });
}
