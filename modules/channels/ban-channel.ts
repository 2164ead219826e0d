import { sql } from "kysely";
import { permit } from "#modules/organisation/index.ts";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { emit, emitMany } from "#platform/journal.ts";
import { activeChannel, getChannel } from "./channel-queries.ts";
import { codeColumns, type SourceCode } from "./source-codes.ts";

export interface Affected {
  /** In use: what hangs in windows and on badges today. */
  readonly codes: readonly SourceCode[];
  readonly offerIds: readonly string[];
  readonly campaignIds: readonly string[];
  readonly visitors: number;
  readonly members: number;
}

/** What a ban of the channel would touch; for reading before the act. */
export async function affectedByBan(ctx: Context, channelId: string): Promise<Affected> {
  const channel = await getChannel(ctx, channelId);
  await permit(ctx, "channels.read", channel.unitId);
  const codes = await codesInUse(ctx, channelId);
  const { rows } = await sql<{ visitors: number; members: number }>`
    select count(distinct t.visitor_id) as visitors,
      count(distinct coalesce(t.member_id, v.member_id)) as members
    from channels.touches t
    left join channels.visitors v on v.brand_id = t.brand_id and v.visitor_id = t.visitor_id
    where t.brand_id = ${ctx.brand.brandId} and t.channel_id = ${channelId}
      and not t.bot and not t.staff`.execute(ctx.tx);
  const distinct = (ids: readonly (string | null)[]) => [...new Set(ids.flatMap((id) => id ?? []))];
  return {
    codes,
    offerIds: distinct(codes.map((code) => code.offerId)),
    campaignIds: distinct(codes.map((code) => code.campaignId)),
    visitors: rows[0]?.visitors ?? 0,
    members: rows[0]?.members ?? 0,
  };
}

async function codesInUse(ctx: Context, channelId: string): Promise<SourceCode[]> {
  const { rows } = await sql<SourceCode>`select ${codeColumns} from channels.source_codes s
    where s.brand_id = ${ctx.brand.brandId} and s.channel_id = ${channelId}
      and s.retired_at is null order by s.source_code_id`.execute(ctx.tx);
  return rows;
}

/**
 * Marks a channel banned and points all of its codes in use to another channel, in one act.
 * Without another channel they are retired and land on the brand's page.
 */
export async function banChannel(
  ctx: Context,
  channelId: string,
  toChannelId: string | null,
): Promise<readonly SourceCode[]> {
  const channel = await getChannel(ctx, channelId);
  await permit(ctx, "channels.write", channel.unitId);
  if (channel.state === "banned" || toChannelId === channelId) {
    throw refuse("channel_not_active", { name: channel.name });
  }
  if (toChannelId) await activeChannel(ctx, toChannelId);
  const { brandId } = ctx.brand;
  await sql`update channels.channels set state = 'banned', banned_at = ${ctx.now}
    where brand_id = ${brandId} and channel_id = ${channelId}`.execute(ctx.tx);
  const codes = await codesInUse(ctx, channelId);
  await sql`update channels.source_codes set channel_id = ${toChannelId ?? channelId},
      retired_at = ${toChannelId ? null : ctx.now}
    where brand_id = ${brandId} and channel_id = ${channelId}
      and retired_at is null`.execute(ctx.tx);
  await emitMany(
    ctx,
    toChannelId ? "channels.code_repointed" : "channels.code_retired",
    codes.map(({ sourceCodeId, unitId }) => ({
      unitId,
      payload: toChannelId
        ? { sourceCodeId, fromChannelId: channelId, toChannelId }
        : { sourceCodeId, successorId: null },
    })),
  );
  const payload = { channelId, toChannelId, codes: codes.length };
  await emit(ctx, "channels.channel_banned", { unitId: channel.unitId, payload });
  return codes;
}
