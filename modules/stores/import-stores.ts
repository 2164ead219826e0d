import { type CsvReader, describeCsvProblem, readCsv } from "#packages/csv/index.ts";
import type { Context } from "#platform/context.ts";
import { type Params, problemOf, refuse } from "#platform/errors.ts";
import { ownTransaction } from "#platform/own-transaction.ts";
import { type ChunkRow, importChunk, type ParentCache } from "./import-chunk.ts";
import { parseStoreRow, type StoreColumn, storeColumns } from "./parse-store-row.ts";

/** Rows a transaction: 7,209 stores are 15 of them; a chunk of rows is all that is in memory. */
const chunkRows = 500;
const mostProblems = 200;

export interface ImportProblem {
  readonly line: number;
  readonly code: string;
  readonly detail: string;
}

export interface ImportReport {
  added: number;
  changed: number;
  unchanged: number;
  /** All lines that were left out; `problems` lists the first of them. */
  problemCount: number;
  readonly problems: ImportProblem[];
  encoding: string;
  ignoredColumns: readonly string[];
}

interface Run {
  readonly ctx: Omit<Context, "tx">;
  readonly report: ImportReport;
  readonly parents: ParentCache;
  readonly keys: Set<string>;
  rows: ChunkRow[];
}

function note({ ctx, report }: Run, line: number, code: string, params: Params): void {
  const { title } = problemOf(code, params, ctx.lang, ctx.requestId);
  noteText({ report }, line, code, title);
}

function noteText({ report }: Pick<Run, "report">, line: number, code: string, detail: string) {
  report.problemCount++;
  if (report.problems.length < mostProblems) report.problems.push({ line, code, detail });
}

async function flush(run: Run): Promise<void> {
  if (run.rows.length === 0) return;
  const { rows, parents } = run;
  const result = await ownTransaction(run.ctx, (ctx) => importChunk(ctx, rows, parents));
  run.report.added += result.added;
  run.report.changed += result.changed;
  run.report.unchanged += result.unchanged;
  for (const { line, code, params } of result.faults) note(run, line, code, params);
  run.rows = [];
  run.keys.clear();
}

const fileProblems = new Set(["file_empty", "column_missing", "column_twice"]);

async function readAll(run: Run, reader: CsvReader<StoreColumn>): Promise<void> {
  for await (const item of reader) {
    if ("problem" in item) {
      const { code } = item.problem;
      const detail = describeCsvProblem(item.problem, run.ctx.lang);
      if (fileProblems.has(code)) throw refuse("invalid_input", { detail });
      noteText(run, item.line, code, detail);
      continue;
    }
    const row = parseStoreRow(item.values);
    if ("params" in row) {
      note(run, item.line, row.code, row.params);
      continue;
    }
    const keys = [`c:${row.code}`, `x:${row.given.externalCode ?? row.code}`];
    // A store that comes again is compared with what its first row wrote.
    if (run.rows.length >= chunkRows || keys.some((key) => run.keys.has(key))) await flush(run);
    for (const key of keys) run.keys.add(key);
    run.rows.push({ line: item.line, row });
  }
  await flush(run);
}

/**
 * Imports stores from a CSV stream. Each chunk of rows is a transaction of its own: a million rows
 * in one would hold its locks for minutes and lose all at a broken line. What was imported before a
 * failure stays, and the same file again adds nothing twice (keys: external code, then code).
 */
export async function importStores(
  ctx: Omit<Context, "tx">,
  source: AsyncIterable<Uint8Array>,
): Promise<ImportReport> {
  const report: ImportReport = {
    added: 0,
    changed: 0,
    unchanged: 0,
    problemCount: 0,
    problems: [],
    encoding: "",
    ignoredColumns: [],
  };
  const reader = readCsv<StoreColumn>(source, { columns: storeColumns });
  await readAll({ ctx, report, parents: new Map(), keys: new Set(), rows: [] }, reader);
  const { encoding, ignoredColumns } = reader.report();
  return Object.assign(report, { encoding, ignoredColumns });
}
