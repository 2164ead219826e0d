import { sql } from "kysely";
import type { Context } from "#platform/context.ts";

const lookBackDays = 30;

/** Where someone came from: the dimensions that a claim keeps. */
export interface Source {
  readonly touchId: string;
  readonly visitorId: string;
  readonly sourceCodeId: string | null;
  readonly channelId: string | null;
  readonly campaignId: string | null;
  readonly touchedAt: Temporal.Instant;
}

const columns = sql`t.touch_id as "touchId", t.visitor_id as "visitorId",
  t.source_code_id as "sourceCodeId", t.channel_id as "channelId",
  t.campaign_id as "campaignId", t.touched_at as "touchedAt"`;

/**
 * Where a visitor or member came from: the last touch with a source code within 30 days before,
 * robots and staff left out; null when there is none.
 */
export async function lastSource(
  ctx: Context,
  who: { readonly visitorId?: string | undefined; readonly memberId?: string | undefined },
): Promise<Source | null> {
  const since = ctx.now.subtract({ hours: lookBackDays * 24 });
  const { rows } = await sql<Source>`
    select ${columns} from channels.touches t
    where t.brand_id = ${ctx.brand.brandId} and t.source_code_id is not null
      and not t.bot and not t.staff and t.touched_at > ${since} and t.touched_at <= ${ctx.now}
      and (t.visitor_id = ${who.visitorId ?? null} or t.member_id = ${who.memberId ?? null}
        or t.visitor_id = any(array(select v.visitor_id from channels.visitors v
          where v.brand_id = ${ctx.brand.brandId} and v.member_id = ${who.memberId ?? null})))
    order by t.touched_at desc, t.touch_id desc limit 1`.execute(ctx.tx);
  return rows[0] ?? null;
}

/** What one touch says of its source; null for an unknown touch. */
export async function sourceOfTouch(ctx: Context, touchId: string): Promise<Source | null> {
  const { rows } = await sql<Source>`select ${columns} from channels.touches t
    where t.brand_id = ${ctx.brand.brandId} and t.touch_id = ${touchId}`.execute(ctx.tx);
  return rows[0] ?? null;
}
