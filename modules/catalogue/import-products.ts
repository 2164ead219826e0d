import { type CsvReader, describeCsvProblem, readCsv } from "#packages/csv/index.ts";
import { parseMajor } from "#packages/money/index.ts";
import type { Context } from "#platform/context.ts";
import { type Params, problemOf, refuse } from "#platform/errors.ts";
import { ownTransaction } from "#platform/own-transaction.ts";
import { parseCategory, pathOf } from "./categories.ts";
import { importChunk, type ProductRow } from "./import-chunk.ts";
import { parseForm } from "./import-forms.ts";
import { type ItemCells, parseItem } from "./import-variants.ts";
import { fitTags } from "./write-product.ts";

const chunkRows = 1_000;
const mostProblems = 200;

const columns = {
  required: ["external_code", "name"],
  optional: ["name_en", "brand", "category", "list_price", "floor_price",
    "member_price", "activity_price", "tags", "kind", "handling", "first_day", "last_day",
    "preview_day", "channels", "sku", "options", "stock"],
  aliases: {
    商品编号: "external_code", 商品名称: "name", 英文名称: "name_en", 品牌: "brand",
    分类: "category", 售价: "list_price", 底价: "floor_price",
    会员价: "member_price", 活动价: "activity_price", 标签: "tags",
    类型: "kind", 办理方式: "handling", 第一天: "first_day", 最后一天: "last_day",
    预告日: "preview_day", 渠道: "channels", SKU: "sku", 规格: "options", 库存: "stock",
  },
} as const;
type Column = (typeof columns.required)[number] | (typeof columns.optional)[number];
type Cells = Readonly<Record<Column, string>>;

export interface ImportReport {
  added: number;
  changed: number;
  unchanged: number;
  pricesSet: number;
  variantsAdded: number;
  stockSet: number;
  problemCount: number;
  readonly problems: { readonly line: number; readonly code: string; readonly detail: string }[];
  encoding: string;
  ignoredColumns: readonly string[];
}

type Fault = { readonly fault: string; readonly params: Params };

function parseRow(cells: Cells, currency: string): ProductRow | Fault {
  const { external_code: code, name } = cells;
  if (code === "" || code.length > 64) {
    return { fault: "product_code_invalid", params: { given: code.slice(0, 80) } };
  }
  if (name === "" || name.length > 200) return { fault: "product_name_invalid", params: {} };
  const category = cells.category ? parseCategory(cells.category) : [];
  if (!category) {
    return { fault: "category_invalid", params: { given: cells.category.slice(0, 80) } };
  }
  const prices: ProductRow["prices"][number][] = [];
  for (const kind of ["list", "floor", "member", "activity"] as const) {
    const text = cells[`${kind}_price`];
    if (!text) continue;
    const amount = parseMajor(text, currency);
    if (amount === null) return { fault: "price_invalid", params: { given: text.slice(0, 40) } };
    prices.push({ kind, amount });
  }
  const tags = cells.tags ? cells.tags.split(/[;；|]/).map((tag) => tag.trim()) : null;
  if (tags && !fitTags(tags)) return { fault: "tags_invalid", params: {} };
  const form = parseForm(cells);
  if (typeof form === "string") return { fault: form, params: {} };
  return {
    form,
    code,
    name,
    nameEn: cells.name_en.slice(0, 200) || null,
    brandLabel: cells.brand.slice(0, 120),
    category,
    path: pathOf(category),
    tags: tags && [...new Set(tags.filter((tag) => tag !== ""))],
    prices,
  };
}

interface Run {
  readonly ctx: Omit<Context, "tx">;
  readonly report: ImportReport;
  rows: Map<string, ProductRow>;
  items: ItemCells[];
}

function note({ report }: Run, line: number, code: string, detail: string): void {
  report.problemCount++;
  if (report.problems.length < mostProblems) report.problems.push({ line, code, detail });
}

async function flush(run: Run): Promise<void> {
  if (run.rows.size === 0) return;
  const rows = [...run.rows.values()];
  const { items } = run;
  const done = await ownTransaction(run.ctx, (ctx) => importChunk(ctx, rows, items));
  const { added, changed, pricesSet } = done;
  run.report.variantsAdded += done.variantsAdded;
  run.report.stockSet += done.stockSet;
  const { lang, requestId } = run.ctx;
  for (const { line, fault, given } of done.faults) {
    note(run, line, fault, problemOf(fault, { given, code: given }, lang, requestId).title);
  }
  run.report.added += added;
  run.report.changed += changed;
  run.report.unchanged += rows.length - added - changed;
  run.report.pricesSet += pricesSet;
  run.rows = new Map();
  run.items = [];
}

const fileProblems = new Set(["file_empty", "column_missing", "column_twice"]);

async function readAll(run: Run, reader: CsvReader<Column>): Promise<void> {
  const { lang, requestId, brand } = run.ctx;
  for await (const item of reader) {
    if ("problem" in item) {
      const detail = describeCsvProblem(item.problem, lang);
      if (fileProblems.has(item.problem.code)) throw refuse("invalid_input", { detail });
      note(run, item.line, item.problem.code, detail);
      continue;
    }
    const row = parseRow(item.values, brand.currency);
    if ("fault" in row) {
      note(run, item.line, row.fault, problemOf(row.fault, row.params, lang, requestId).title);
      continue;
    }
    const own = parseItem(item.line, item.values);
    if (typeof own === "string") {
      note(run, item.line, own, problemOf(own, {}, lang, requestId).title);
      continue;
    }
    await keep(run, row, own);
  }
  await flush(run);
}

/**
 * Rows of one product follow each other, a variant each: what they say of the product is the same.
 * A product that comes again otherwise is compared with what its first row wrote.
 */
async function keep(run: Run, row: ProductRow, own: ItemCells | null): Promise<void> {
  const before = run.rows.get(row.code);
  const same = own && before && JSON.stringify(before) === JSON.stringify(row);
  const full = run.rows.size >= chunkRows || run.items.length >= chunkRows;
  if (!same && (before || full)) await flush(run);
  run.rows.set(row.code, row);
  if (own) run.items.push(own);
  if (same && full) await flush(run);
}

/**
 * Imports products from a CSV stream, a transaction a thousand rows. The external code is the key:
 * the same file again adds and changes nothing. Empty cells leave what a known product has.
 */
export async function importProducts(
  ctx: Omit<Context, "tx">,
  source: AsyncIterable<Uint8Array>,
): Promise<ImportReport> {
  const report: ImportReport = {
    added: 0,
    changed: 0,
    unchanged: 0,
    pricesSet: 0,
    variantsAdded: 0,
    stockSet: 0,
    problemCount: 0,
    problems: [],
    encoding: "",
    ignoredColumns: [],
  };
  const reader = readCsv<Column>(source, { columns });
  await readAll({ ctx, report, rows: new Map(), items: [] }, reader);
  const { encoding, ignoredColumns } = reader.report();
  return Object.assign(report, { encoding, ignoredColumns });
}
