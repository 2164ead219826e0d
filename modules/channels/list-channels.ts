import { sql } from "kysely";
import { inScopeSql, unitScope } from "#modules/organisation/index.ts";
import type { Context } from "#platform/context.ts";
import { type Page, pageFrom, pageLimit, type PageInput } from "#platform/paging.ts";
import { type Channel, channelColumns } from "./channel-queries.ts";
import { idCursor } from "./id-cursor.ts";
import type { ChannelState } from "./tables.ts";

/** Without a touch for this long an active channel is shown as idle. */
const idleDays = 30;

export interface ListedChannel extends Channel {
  readonly codes: number;
  /** The latest touch through it; null: none yet. */
  readonly lastActivityAt: Temporal.Instant | null;
  readonly idle: boolean;
  readonly costMinor: number;
}

export interface ListInput extends PageInput {
  readonly state?: ChannelState | undefined;
  readonly unitId?: string | undefined;
  readonly channelId?: string | undefined;
}

/** Channels of the units where the caller may read them, the newest first. */
export async function listChannels(
  ctx: Context,
  input: ListInput,
): Promise<Page<ListedChannel>> {
  const limit = pageLimit(input);
  const scope = await unitScope(ctx, "channels.read");
  const idleSince = ctx.recordedAt.subtract({ hours: idleDays * 24 });
  const { rows } = await sql<ListedChannel>`
    select *, state = 'active' and coalesce("lastActivityAt", "createdAt") < ${idleSince} as idle
    from (select ${channelColumns},
        (select count(*) from channels.source_codes s where s.brand_id = c.brand_id
          and s.channel_id = c.channel_id and s.retired_at is null) as codes,
        (select max(t.touched_at) from channels.touches t where t.brand_id = c.brand_id
          and t.channel_id = c.channel_id) as "lastActivityAt",
        (select coalesce(sum(m.cost_minor), 0)::bigint from channels.channel_costs m
          where m.brand_id = c.brand_id and m.channel_id = c.channel_id) as "costMinor"
      from channels.channels c
      where c.brand_id = ${ctx.brand.brandId}
        and ${inScopeSql("c.unit_id", scope, ctx.recordedAt)}
        and (${input.state ?? null}::text is null or c.state = ${input.state ?? null})
        and (${input.unitId ?? null}::uuid is null or c.unit_id = ${input.unitId ?? null})
        and (${input.channelId ?? null}::uuid is null
          or c.channel_id = ${input.channelId ?? null})
        and (${idCursor(input)}::uuid is null or c.channel_id < ${idCursor(input)})
      order by c.channel_id desc limit ${limit + 1}) listed
    order by "channelId" desc`.execute(ctx.tx);
  return pageFrom(rows, limit, (row) => [row.channelId]);
}
