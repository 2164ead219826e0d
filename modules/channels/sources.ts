import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { plainArray } from "#platform/db/lists.ts";

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

const counted = sql`t.source_code_id is not null and not t.bot and not t.staff
  and t.touched_at > a.now - make_interval(hours => ${sql.lit(lookBackDays * 24)})
  and t.touched_at <= a.now`;

/** Who asks for a source: a member, the moment, and the touch that led here where it is known. */
export interface Asker {
  readonly memberId: string;
  readonly touchId: string | null;
  readonly now: Temporal.Instant;
}

/**
 * Where each of many members came from: the named touch when it has a source code, else the last
 * touch with one within 30 days before, of the member or of a visitor who became it, robots and
 * staff left out; null where there is none. One statement.
 */
export async function sourcesOf(
  ctx: Context,
  askers: readonly Asker[],
): Promise<(Source | null)[]> {
  const { brandId } = ctx.brand;
  const { rows } = await sql<Source & { place: number }>`/* kept */
    select a.place::int as place, found.* from unnest(
      ${plainArray(askers.map((one) => one.memberId))}::uuid[],
      ${plainArray(askers.map((one) => one.touchId))}::uuid[],
      ${plainArray(askers.map((one) => one.now.toString()))}::timestamptz[])
      with ordinality as a(member_id, touch_id, now, place)
    cross join lateral (
      (select ${columns}, 0 as rank from channels.touches t where t.brand_id = ${brandId}
        and t.touch_id = a.touch_id and t.source_code_id is not null)
      union all
      (select ${columns}, 1 from channels.touches t where t.brand_id = ${brandId}
        and t.member_id = a.member_id and ${counted} order by t.touched_at desc, t.touch_id desc
        limit 1)
      union all
      (select ${columns}, 1 from channels.visitors v join channels.touches t
          on t.brand_id = v.brand_id and t.visitor_id = v.visitor_id
        where v.brand_id = ${brandId} and v.member_id = a.member_id and ${counted}
        order by t.touched_at desc, t.touch_id desc limit 1)
      order by rank, "touchedAt" desc, "touchId" desc limit 1) found`.execute(ctx.tx);
  const byPlace = new Map(rows.map(({ place, ...source }) => [place, source]));
  return askers.map((_, index) => byPlace.get(index + 1) ?? null);
}
