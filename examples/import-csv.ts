import { type CsvCell, csvLine } from "#packages/csv/index.ts";
import type { Partner } from "./partner.ts";
import type { Step } from "./screen.ts";

export interface ImportTotals {
  added: number;
  changed: number;
  unchanged: number;
  problemCount: number;
  /** "code: why", at most 200 a part. */
  readonly problems: string[];
}

export interface Csv {
  readonly header: readonly string[];
  /** The first cell is the row's code. */
  readonly rows: readonly (readonly CsvCell[])[];
}

const rowsAtOnce = 2_000;

/** A cell that spans lines would make the server's line numbers point elsewhere. */
const oneLine = (cell: CsvCell) =>
  typeof cell === "string" ? cell.replace(/\s*[\r\n]+\s*/g, " ") : cell;

/** Imports a table in parts: a part is quick to repeat, and the bar moves. */
export async function importCsv(
  partner: Partner,
  operation: "importStores" | "importProducts",
  csv: Csv,
  step: Step,
): Promise<ImportTotals> {
  const totals: ImportTotals = {
    added: 0,
    changed: 0,
    unchanged: 0,
    problemCount: 0,
    problems: [],
  };
  for (let from = 0; from < csv.rows.length; from += rowsAtOnce) {
    const rows = csv.rows.slice(from, from + rowsAtOnce);
    const data = [csv.header, ...rows].map((row) => csvLine(row.map(oneLine))).join("");
    const report = await partner.sdk.call(operation, {
      path: { brand: partner.brand },
      raw: { data, type: "text/csv" },
    });
    totals.added += report.added;
    totals.changed += report.changed;
    totals.unchanged += report.unchanged;
    totals.problemCount += report.problemCount;
    for (const { line, detail } of report.problems) {
      totals.problems.push(`${rows[line - 2]?.[0] ?? `+${from + line}`}: ${detail}`);
    }
    step.tick(rows.length);
  }
  return totals;
}
