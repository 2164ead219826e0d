import type { KnownCampaign } from "./campaigns.ts";
import type { History } from "./history.ts";
import type { Loop } from "./loop.ts";
import { type TotalName, totalsOf, type Totals } from "./totals.ts";

type Figures = Loop["figures"];

/** A figure of the report; null: unknown. */
export const figure = (figures: Figures, name: TotalName): number | null =>
  (figures as Readonly<Record<string, number | null>>)[name] ?? null;

const shown = (value: number | null): string => (value === null ? "unknown" : String(value));

function compare(where: string, figures: Figures, wanted: Totals): string[] {
  return (Object.keys(wanted) as TotalName[]).flatMap((name) => {
    const got = figure(figures, name);
    if (got === wanted[name]) return [];
    return [`${where} ${name}: ${shown(got)} ≠ ${shown(wanted[name])}`];
  });
}

/** Where the report and the files disagree, in total and by campaign; empty: nowhere. */
export function differences(
  loop: Loop,
  history: History,
  campaigns: ReadonlyMap<string, KnownCampaign>,
): string[] {
  const rows = new Map(loop.rows.map((row) => [row.key, row.figures]));
  const strangers = loop.rows.filter(
    ({ key }) => ![...campaigns.values()].some((one) => one.campaignId === key),
  );
  return [
    ...compare("total", loop.figures, totalsOf(history)),
    ...strangers.map((row) => `a row of no campaign of the files: ${row.label}`),
    ...history.campaigns.flatMap(({ code }) => {
      const wanted = totalsOf(history, code);
      const got = rows.get(campaigns.get(code)?.campaignId ?? "");
      if (got) return compare(`campaign ${code}`, got, wanted);
      return wanted.reached === 0 ? [] : [`campaign ${code}: no row`];
    }),
  ];
}
