import type { Context } from "#platform/context.ts";
import { countGroups, countTotal, type Grouping, type GroupFigures } from "./count-figures.ts";
import { counted, type Figures, quotients } from "./figures.ts";
import { askedFilter, type Filter } from "./filters.ts";
import { labelsOf } from "./labels.ts";
import type { LoopInput } from "./loop-report.ts";

const columns = { ...counted, ...quotients };
const names = Object.keys(columns) as (keyof Figures & string)[];

/**
 * A cell as RFC 4180 wants it. A text that a spreadsheet would run as a formula gets an apostrophe:
 * labels are typed by people.
 */
export function csvCell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const line = (cells: readonly (string | number | null)[]) => `${cells.map(csvCell).join(",")}\r\n`;

function header(ctx: Context): string {
  const zh = ctx.lang === "zh";
  const titles = names.map((name) => `${zh ? columns[name].zh : columns[name].en} (${name})`);
  return line([zh ? "编号 (key)" : "Key", zh ? "名称 (label)" : "Label", ...titles]);
}

const chunk = 500;

async function* groupsOf(ctx: Context, filter: Filter, grouping: Grouping) {
  if (grouping === "none") {
    yield [{ key: null, figures: await countTotal(ctx, filter) }] as GroupFigures[];
    return;
  }
  for (let offset = 0; ; offset += chunk) {
    const groups = await countGroups(ctx, filter, grouping, { offset, limit: chunk });
    yield groups;
    if (groups.length < chunk) return;
  }
}

/**
 * The loop report as lines of CSV. They are read whole before they are sent (at most one line a
 * store, offer or day): a slow reader must not hold a transaction open.
 */
export async function loopCsv(ctx: Context, input: LoopInput): Promise<string[]> {
  const filter = await askedFilter(ctx, "insights.export", input);
  const grouping = input.groupBy ?? "none";
  // Excel reads UTF-8 only behind a byte order mark.
  const lines = [`\uFEFF${header(ctx)}`];
  for await (const groups of groupsOf(ctx, filter, grouping)) {
    const labels = await labelsOf(ctx, grouping, groups.flatMap((one) => one.key ?? []));
    for (const { key, figures } of groups) {
      const { label, labelEn } = labels(key);
      const name = ctx.lang === "zh" ? label : labelEn;
      lines.push(line([key, name, ...names.map((one) => figures[one])]));
    }
  }
  return lines;
}
