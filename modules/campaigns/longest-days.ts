import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { emit } from "#platform/journal.ts";
import { defaultLongestDays } from "./campaign-window.ts";

/** How many days a campaign of this brand may last. */
export async function longestDays(ctx: Context): Promise<number> {
  const { rows } = await sql<{ longest_days: number }>`select longest_days from campaigns.rules
    where brand_id = ${ctx.brand.brandId}`.execute(ctx.tx);
  return rows[0]?.longest_days ?? defaultLongestDays;
}

/** Campaigns that exist keep their dates. */
export async function setLongestDays(ctx: Context, days: number): Promise<void> {
  await sql`insert into campaigns.rules (brand_id, longest_days)
    values (${ctx.brand.brandId}, ${days})
    on conflict (brand_id) do update set longest_days = excluded.longest_days`.execute(ctx.tx);
  await emit(ctx, "campaigns.longest_set", { payload: { longestDays: days } });
}
