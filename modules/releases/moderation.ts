import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { emit } from "#platform/journal.ts";

const days = 90;
const defaultLimitBps = 3_000;

export interface Rules {
  /** Of the members who lost, how many may have lost twice or more; ten-thousandths. */
  readonly repeatLimitBps: number;
}

export async function readRules(ctx: Context): Promise<Rules> {
  const { rows } = await sql<Rules>`select repeat_limit_bps as "repeatLimitBps"
    from releases.rules where brand_id = ${ctx.brand.brandId}`.execute(ctx.tx);
  return rows[0] ?? { repeatLimitBps: defaultLimitBps };
}

export async function saveRules(ctx: Context, { repeatLimitBps }: Rules): Promise<void> {
  await sql`insert into releases.rules (brand_id, repeat_limit_bps, saved_at)
    values (${ctx.brand.brandId}, ${repeatLimitBps}, ${ctx.now})
    on conflict (brand_id) do update set repeat_limit_bps = excluded.repeat_limit_bps,
      saved_at = excluded.saved_at`.execute(ctx.tx);
  await emit(ctx, "releases.rules_changed", { payload: { repeatLimitBps } });
}

export interface Share {
  readonly losers: number;
  readonly repeaters: number;
  readonly shareBps: number;
  readonly limitBps: number;
}

/**
 * Of the brand's members who lost within 90 days, those who lost two releases or more; whoever
 * got a unit of that release after all did not lose it. Counted from the rows each time.
 */
export async function repeatShare(ctx: Context): Promise<Share> {
  const from = ctx.now.subtract({ hours: 24 * days });
  const { rows } = await sql<{ losers: number; repeaters: number }>`
    select count(*)::int as losers, count(*) filter (where l.times >= 2)::int as repeaters
    from (select count(*) as times from releases.losses
      where brand_id = ${ctx.brand.brandId} and recovered_at is null
        and lost_at > ${from} and lost_at <= ${ctx.now}
      group by member_id) l`.execute(ctx.tx);
  const { losers = 0, repeaters = 0 } = rows[0] ?? {};
  const shareBps = losers === 0 ? 0 : Math.round((repeaters * 10_000) / losers);
  return { losers, repeaters, shareBps, limitBps: (await readRules(ctx)).repeatLimitBps };
}

export const isAbove = ({ shareBps, limitBps }: Share): boolean => shareBps > limitBps;
