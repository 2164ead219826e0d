import { sql } from "kysely";
import { type Static, Type as T } from "typebox";
import type { Context } from "#platform/context.ts";
import { countGroups, countTotal } from "./count-figures.ts";
import type { Figures } from "./figures.ts";
import { askedFilter, type Filter, filterQuery, filterSql } from "./filters.ts";
import { labelsOf } from "./labels.ts";
import { asOf } from "./loop-report.ts";
import { allRules } from "./rules.ts";

export const trafficQuery = T.Object(filterQuery);

const figureOfRule = {
  bot: "excludedBot",
  staff: "excludedStaff",
  not_engaged: "excludedNotEngaged",
  repeat: "excludedRepeat",
  superseded: "excludedSuperseded",
} as const;

/** Excluded events by rule and the version that excluded them; every rule is listed, at 0 too. */
async function exclusionsOf(ctx: Context, filter: Filter) {
  const { rows } = await sql<{ rule: string; version: number; count: number }>`
    select f.excluded_rule as rule, f.rule_version as version, count(*) as count
    from insights.facts f where ${filterSql(ctx, filter)} and f.excluded_rule is not null
    group by 1, 2 order by 1, 2`.execute(ctx.tx);
  return allRules.flatMap(({ rule, version, zh, en }) => {
    const found = rows.filter((row) => row.rule === rule);
    const counts = found.length > 0 ? found : [{ version, count: 0 }];
    return counts.map((one) => ({
      rule,
      version: one.version,
      count: one.count,
      text: zh,
      textEn: en,
      figure: figureOfRule[rule],
    }));
  });
}

/** Reported, observed and valid stay three figures; a gap to an unknown report is unknown. */
function threeOf(figures: Figures) {
  const { reported, observed, valid } = figures;
  return {
    reported,
    observed,
    valid,
    /** What the platform says beyond what arrived and counts. */
    gap: reported === null || valid === null ? null : reported - valid,
  };
}

export async function trafficReport(ctx: Context, input: Static<typeof trafficQuery>) {
  const filter = await askedFilter(ctx, "insights.read", input);
  const channels = await countGroups(ctx, filter, "channel", { offset: 0, limit: 200 });
  const seen = channels.filter((one) => one.figures.reported !== null || one.figures.observed);
  const labels = await labelsOf(ctx, "channel", seen.flatMap((one) => one.key ?? []));
  return {
    from: filter.from,
    to: filter.to,
    ...threeOf(await countTotal(ctx, filter)),
    exclusions: await exclusionsOf(ctx, filter),
    channels: seen.map((one) => ({ key: one.key, ...labels(one.key), ...threeOf(one.figures) })),
    asOf: await asOf(ctx),
  };
}
