import { take } from "#modules/limits/index.ts";
import { addImportedCodes, isImportable, startImportedBatch } from "#modules/wallet/index.ts";
import { normaliseCode } from "#packages/codes/index.ts";
import { type CsvReader, describeCsvProblem, readCsv } from "#packages/csv/index.ts";
import type { Context } from "#platform/context.ts";
import { type Params, problemOf, Refusal, refuse } from "#platform/errors.ts";
import { ownTransaction } from "#platform/own-transaction.ts";
import { stockTake } from "../limit-keys.ts";
import { batchOf, bearerOffer } from "./batch-of.ts";

const chunkRows = 1_000;
const mostProblems = 200;

const columns = { required: ["code"], aliases: { 券码: "code", 兑换码: "code" } } as const;

export interface CodesReport {
  /** Null: nothing was added. */
  batchId: string | null;
  added: number;
  /** Imported before for this offer. */
  known: number;
  problemCount: number;
  readonly problems: { readonly line: number; readonly code: string; readonly detail: string }[];
}

export interface ImportInput {
  readonly offerId: string;
  readonly name: string;
  readonly lastDay?: string | undefined;
}

interface Run {
  readonly ctx: Omit<Context, "tx">;
  readonly input: ImportInput;
  readonly report: CodesReport;
  /** Code → its line. */
  lines: Map<string, number>;
}

function note({ report, ctx }: Run, line: number, code: string, params: Params = {}): void {
  report.problemCount++;
  if (report.problems.length >= mostProblems) return;
  const detail = problemOf(code, params, ctx.lang, ctx.requestId).title;
  report.problems.push({ line, code, detail });
}

async function add(run: Run, codes: readonly string[]) {
  return ownTransaction(run.ctx, async (ctx) => {
    const live = await bearerOffer(ctx, run.input.offerId);
    let { batchId } = run.report;
    const done = await addImportedCodes(ctx, run.input.offerId, codes, async (own) => {
      batchId ??= await startImportedBatch(own, batchOf(own, live, run.input));
      return batchId;
    });
    if (done.added.length > 0) await take(ctx, [stockTake(live.version, done.added.length)]);
    return { ...done, batchId };
  });
}

/** Adds what fits: where the stock ends within these codes, the last one that it covers is in. */
async function addFitting(run: Run, codes: readonly string[]): Promise<void> {
  const { report, lines } = run;
  try {
    const done = await add(run, codes);
    if (done.added.length > 0) report.batchId = done.batchId;
    report.added += done.added.length;
    report.known += done.known.length;
    for (const code of done.taken) note(run, lines.get(code) ?? 0, "code_taken");
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== "codes_over_stock") throw error;
    if (codes.length === 1) {
      note(run, lines.get(codes[0]!) ?? 0, error.code, error.params);
      return;
    }
    const half = codes.length >> 1;
    await addFitting(run, codes.slice(0, half));
    await addFitting(run, codes.slice(half));
  }
}

async function flush(run: Run): Promise<void> {
  if (run.lines.size > 0) await addFitting(run, [...run.lines.keys()]);
  run.lines = new Map();
}

const fileProblems = new Set(["file_empty", "column_missing", "column_twice"]);

async function readAll(run: Run, reader: CsvReader<"code">): Promise<void> {
  const { lang } = run.ctx;
  for await (const item of reader) {
    if ("problem" in item) {
      const detail = describeCsvProblem(item.problem, lang);
      if (fileProblems.has(item.problem.code)) throw refuse("invalid_input", { detail });
      run.report.problemCount++;
      const { line, problem } = item;
      if (run.report.problems.length < mostProblems) {
        run.report.problems.push({ line, code: problem.code, detail });
      }
      continue;
    }
    const code = normaliseCode(item.values.code);
    const first = run.lines.get(code);
    if (!isImportable(code)) note(run, item.line, "code_too_short", { given: code.slice(0, 40) });
    else if (first !== undefined) note(run, item.line, "code_twice", { first });
    else run.lines.set(code, item.line);
    if (run.lines.size >= chunkRows) await flush(run);
  }
  await flush(run);
}

/**
 * Imports codes that somebody else made, a transaction a thousand rows, each taken from the offer's
 * stock. The same file again adds nothing; every line that cannot be taken has its reason.
 */
export async function importCodes(
  ctx: Omit<Context, "tx">,
  input: ImportInput,
  source: AsyncIterable<Uint8Array>,
): Promise<CodesReport> {
  const report: CodesReport = {
    batchId: null,
    added: 0,
    known: 0,
    problemCount: 0,
    problems: [],
  };
  // Before the first row is read: who may not is told so, whatever the file holds.
  await ownTransaction(ctx, (own) => bearerOffer(own, input.offerId));
  await readAll({ ctx, input, report, lines: new Map() }, readCsv<"code">(source, { columns }));
  return report;
}
