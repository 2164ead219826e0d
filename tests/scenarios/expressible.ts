import type { Row } from "#packages/pricing/scenarios/table.ts";

/** What `trialPrice` has no field for; the rows that say it are asked in-process only. */
const beyondTheRoute: readonly (readonly [why: string, said: RegExp])[] = [
  ["vouchers of a trial have one use and no end", /; (uses|expires) \d/],
  ["the window of an offer is said in whole days", /(from|to) day 0/],
  ["suggestions come from the catalogue", /suggest /],
  ["floors are only ignored by the price guard", /ignore floors/],
  ["a trial takes at most 10,000,000,000.00 a unit", /\d{13}/],
];

/** Why the route cannot be asked this row; undefined: it can. */
export function beyond(row: Row): string | undefined {
  const said = [...row.goods, ...row.offers, ...row.given].join("\n");
  return beyondTheRoute.find(([, shape]) => shape.test(said))?.[0];
}
