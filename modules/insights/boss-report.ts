import { sql } from "kysely";
import { type Static, Type as T } from "typebox";
import { rootUnit } from "#modules/organisation/index.ts";
import { storeAreas } from "#modules/stores/index.ts";
import type { Context } from "#platform/context.ts";
import { usualDays } from "./assisted.ts";
import { countExperience, experienceFigures, experienceWords } from "./count-experience.ts";
import { countTotal } from "./count-figures.ts";
import type { Figures } from "./figures.ts";
import { counted, quotients } from "./figures.ts";
import { askedFilter, type Filter, filterQuery, spanOf } from "./filters.ts";
import { asOf } from "./loop-report.ts";

const { from, to, unitId } = filterQuery;
export const bossQuery = T.Object({ from, to, unitId });

/** What fits one phone screen: seven figures, no more. */
export const bossFigures = [
  "valid",
  "claims",
  "visits",
  "redemptions",
  "redeemersNew",
  "salesMinor",
  "discountRatio",
] as const;
/** The two closings side by side, and the share of the second. */
const closingFigures = ["transactionsClosed", "qualifiedClosed", "qualifiedRate"] as const;
type BossName = (typeof bossFigures)[number] | (typeof closingFigures)[number];

/** The same number of days, just before. */
export function periodBefore(days: { readonly from: string; readonly to: string }) {
  const last = Temporal.PlainDate.from(days.from).subtract({ days: 1 });
  const first = last.subtract({ days: spanOf(days.from, days.to) - 1 });
  return { from: first.toString(), to: last.toString() };
}

/** Relative change; null where there is nothing to compare with. */
export function changeOf(value: number | null, before: number | null): number | null {
  return value === null || before === null || before === 0 ? null : (value - before) / before;
}

function textOf(name: BossName): { zh: string; en: string; unit: string } {
  if (name === "discountRatio" || name === "qualifiedRate") {
    return { ...quotients[name], unit: "ratio" };
  }
  return counted[name];
}

function lineOf(name: BossName, filter: Filter, now: Figures, then: Figures | null) {
  const { zh, en, unit } = textOf(name);
  return {
    figure: name,
    label: zh,
    labelEn: en,
    unit,
    value: now[name],
    before: then?.[name] ?? null,
    change: changeOf(now[name], then?.[name] ?? null),
    // What stands behind the value: the list of events that this opens.
    opens: { figure: name, from: filter.from, to: filter.to, unitId: filter.unitId },
    unknown: name === "salesMinor" ? (now.unknownBills ?? 0) : 0,
  };
}

/** Stores without sales in sight: who came, what they assisted, and visits a square metre. */
async function experienceOf(ctx: Context, filter: Filter, before: Filter | null) {
  const units = filter.units ?? [await rootUnit(ctx)];
  const stores = await storeAreas(ctx, "experience", units);
  if (stores.length === 0) return null;
  const now = await countExperience(ctx, stores, filter);
  const then = before ? await countExperience(ctx, stores, before) : null;
  const figures = experienceFigures.map((figure) => ({
    figure,
    ...experienceWords[figure],
    value: now[figure],
    before: then?.[figure] ?? null,
    change: changeOf(now[figure], then?.[figure] ?? null),
    opens: { figure, from: filter.from, to: filter.to, unitId: filter.unitId },
    unknown: 0,
  }));
  return { stores: stores.length, withinDays: usualDays, figures };
}

/** A period that begins before the brand's first event is not whole: no comparison with it. */
async function isWhole(ctx: Context, from: string): Promise<boolean> {
  const { rows } = await sql<{ first: string | null }>`select min(day) as first
    from insights.facts where brand_id = ${ctx.brand.brandId}`.execute(ctx.tx);
  const first = rows[0]?.first ?? null;
  return first !== null && first <= from;
}

/** At most seven figures and both closings, each with the period before and its events. */
export async function bossReport(ctx: Context, input: Static<typeof bossQuery>) {
  const filter = await askedFilter(ctx, "insights.read", input);
  const before = { ...filter, ...periodBefore(filter) };
  const now = await countTotal(ctx, filter);
  const then = (await isWhole(ctx, before.from)) ? await countTotal(ctx, before) : null;
  return {
    from: filter.from,
    to: filter.to,
    before: { from: before.from, to: before.to },
    figures: bossFigures.map((name) => lineOf(name, filter, now, then)),
    closings: closingFigures.map((name) => lineOf(name, filter, now, then)),
    experience: await experienceOf(ctx, filter, then ? before : null),
    asOf: await asOf(ctx),
  };
}
