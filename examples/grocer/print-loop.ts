import type { Screen } from "../screen.ts";
import type { KnownCampaign } from "./campaigns.ts";
import { figure } from "./differences.ts";
import type { History } from "./history.ts";
import type { Loop } from "./loop.ts";
import type { TotalName } from "./totals.ts";

type Cells = readonly string[];

const unknown = "未知 unknown";
const heads: readonly (readonly [zh: string, en: string])[] = [
  ["活动", "campaign"],
  ["日期", "days"],
  ["触达", "reached"],
  ["触达后核销", "redeemed"],
  ["占比", "rate"],
  ["领券", "claims"],
  ["核销", "redemptions"],
  ["优惠", "offers"],
  ["优惠金额", "discount"],
  ["销售额", "sales"],
];

const count = (value: number | null): string =>
  value === null ? unknown : value.toLocaleString("en-US");

function amount(value: number | null, currency: string): string {
  if (value === null) return unknown;
  return (value / 100).toLocaleString("en-US", { style: "currency", currency });
}

function rowOf(name: string, days: string, figures: Loop["figures"], currency: string): Cells {
  const of = (total: TotalName) => figure(figures, total);
  const [reached, redeemed] = [of("reached"), of("reachedRedeemed")];
  const rate = reached && redeemed !== null ? `${((redeemed / reached) * 100).toFixed(1)} %` : "—";
  return [
    name,
    days,
    count(reached),
    count(redeemed),
    rate,
    count(of("claims")),
    count(of("redemptions")),
    count(of("offersRedeemed")),
    amount(of("discountMinor"), currency),
    amount(of("salesMinor"), currency),
  ];
}

/** A Chinese character takes two columns of a terminal. */
const wide = /[\u2E80-\uFFEF]/gu;
const widthOf = (text: string): number => text.length + (text.match(wide)?.length ?? 0);

function aligned(rows: readonly Cells[]): string[] {
  const widths = heads.map((_, n) => Math.max(...rows.map((row) => widthOf(row[n] ?? ""))));
  const pad = (text: string, n: number) => {
    const space = " ".repeat(Math.max(0, (widths[n] ?? 0) - widthOf(text)));
    return n < 2 ? text + space : space + text;
  };
  return rows.map((row) => row.map(pad).join("  ").trimEnd());
}

/** The loop report by campaign as a table, in the order of the files, the total last. */
export function printLoop(
  loop: Loop,
  history: History,
  campaigns: ReadonlyMap<string, KnownCampaign>,
  currency: string,
  screen: Screen,
): void {
  const found = new Map(loop.rows.map((row) => [row.key, row]));
  const rows = history.campaigns.flatMap(({ code, startDay, endDay }) => {
    const row = found.get(campaigns.get(code)?.campaignId ?? "");
    return row ? [rowOf(row.label, `${startDay} – ${endDay}`, row.figures, currency)] : [];
  });
  const total = rowOf("合计 total", `${loop.from} – ${loop.to}`, loop.figures, currency);
  const lines = aligned([heads.map(([zh]) => zh), heads.map(([, en]) => en), ...rows, total]);
  screen.print("");
  for (const line of lines) screen.print(line);
  screen.print("");
}
