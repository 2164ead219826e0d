import { sql } from "kysely";
import { permit } from "#modules/organisation/index.ts";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { emitMany } from "#platform/journal.ts";
import { isDay } from "#platform/time.ts";
import { getChannel } from "./channel-queries.ts";

export interface ReportedDay {
  /** "YYYY-MM-DD" in the brand's zone. */
  readonly day: string;
  readonly visits: number;
}

export interface ReportOutcome {
  readonly added: number;
  readonly corrected: number;
  readonly unchanged: number;
}

interface Written extends ReportedDay {
  readonly before: number | null;
}

/** Takes in what a platform says; a figure that differs from the one kept corrects it. */
export async function reportTraffic(
  ctx: Context,
  channelId: string,
  rows: readonly ReportedDay[],
): Promise<ReportOutcome> {
  const channel = await getChannel(ctx, channelId);
  await permit(ctx, "channels.write", channel.unitId);
  const wrong = rows.find((row) => !isDay(row.day));
  if (wrong) throw refuse("invalid_input", { detail: `day ${wrong.day}` });
  const days = [...new Map(rows.map((row) => [row.day, row])).values()];
  const written = await writeDays(ctx, channelId, days);
  await emitMany(
    ctx,
    "channels.traffic_reported",
    written.map(({ day, visits, before }) => ({
      unitId: channel.unitId,
      payload: { channelId, day, visits, before },
    })),
  );
  const added = written.filter((row) => row.before === null).length;
  const corrected = written.length - added;
  return { added, corrected, unchanged: days.length - written.length };
}

async function writeDays(ctx: Context, channelId: string, days: readonly ReportedDay[]) {
  // Locked in the order of days, so that two imports at once wait and do not deadlock.
  const { rows } = await sql<Written>`
    with given as (
      select day, visits from jsonb_to_recordset(${JSON.stringify(days)}::jsonb)
        as g(day date, visits bigint)
    ), known as (
      select r.day, r.visits from channels.reported_traffic r
      where r.brand_id = ${ctx.brand.brandId} and r.channel_id = ${channelId}
        and r.day in (select day from given) order by r.day for update
    )
    insert into channels.reported_traffic as r (brand_id, channel_id, day, visits, reported_at)
    select ${ctx.brand.brandId}, ${channelId}, g.day, g.visits, ${ctx.now}::timestamptz
    from given g left join known k on k.day = g.day
    where k.visits is distinct from g.visits order by g.day
    on conflict (brand_id, channel_id, day)
      do update set visits = excluded.visits, reported_at = excluded.reported_at
      where r.visits <> excluded.visits
    returning day, visits, (select k.visits from known k where k.day = r.day) as before
  `.execute(ctx.tx);
  return rows;
}
