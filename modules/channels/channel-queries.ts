import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import type { ChannelFunction, ChannelState, Origin, Purpose } from "./tables.ts";

type At = Temporal.Instant;

export interface Channel {
  readonly channelId: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly origin: Origin;
  readonly function: ChannelFunction;
  readonly purpose: Purpose;
  readonly unitId: string;
  readonly externalCode: string | null;
  readonly state: ChannelState;
  readonly createdAt: At;
  readonly bannedAt: At | null;
}

const columns = sql`c.channel_id as "channelId", c.name, c.name_en as "nameEn", c.origin,
  c.function, c.purpose, c.unit_id as "unitId", c.external_code as "externalCode", c.state,
  c.created_at as "createdAt", c.banned_at as "bannedAt"`;

export const channelColumns = columns;

/** Refuses `channel_not_found`. */
export async function getChannel(ctx: Context, channelId: string): Promise<Channel> {
  const { rows } = await sql<Channel>`select ${columns} from channels.channels c
    where c.brand_id = ${ctx.brand.brandId} and c.channel_id = ${channelId}`.execute(ctx.tx);
  const channel = rows[0];
  if (!channel) throw refuse("channel_not_found");
  return channel;
}

export interface Name {
  readonly name: string;
  readonly nameEn: string | null;
}

/** Names of channels by id, for reports; an unknown id is absent. */
export async function channelNames(
  ctx: Context,
  channelIds: readonly string[],
): Promise<Map<string, Name>> {
  const { rows } = await sql<Name & { channelId: string }>`
    select channel_id as "channelId", name, name_en as "nameEn" from channels.channels
    where brand_id = ${ctx.brand.brandId}
      and channel_id = any(${[...channelIds]}::uuid[])`.execute(ctx.tx);
  return new Map(rows.map(({ channelId, ...name }) => [channelId, name]));
}

/** A channel that codes may point to; refuses `channel_not_active`. */
export async function activeChannel(ctx: Context, channelId: string): Promise<Channel> {
  const channel = await getChannel(ctx, channelId);
  if (channel.state !== "active") throw refuse("channel_not_active", { name: channel.name });
  return channel;
}

/** Whose channels these are; an unknown id is absent. */
export async function channelOrigins(
  ctx: Context,
  channelIds: readonly string[],
): Promise<ReadonlyMap<string, Origin>> {
  const { rows } = await sql<{ channelId: string; origin: Origin }>`
    select channel_id as "channelId", origin from channels.channels
    where brand_id = ${ctx.brand.brandId}
      and channel_id = any(${[...channelIds]}::uuid[])`.execute(ctx.tx);
  return new Map(rows.map((row) => [row.channelId, row.origin]));
}
