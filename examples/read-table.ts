import { createReadStream } from "node:fs";
import path from "node:path";
import { createGunzip } from "node:zlib";
import { describeCsvProblem, readCsv } from "#packages/csv/index.ts";

export interface Table<Column extends string> {
  readonly rows: Readonly<Record<Column, string>>[];
  /** Lines that could not be read, in English. */
  readonly problems: string[];
}

/** Reads a compressed CSV file that lies below examples/. */
export async function readTable<Column extends string>(
  file: string,
  columns: readonly Column[],
): Promise<Table<Column>> {
  const source = createReadStream(path.join(import.meta.dirname, file)).pipe(createGunzip());
  const table: Table<Column> = { rows: [], problems: [] };
  for await (const item of readCsv(source, { columns: { required: columns } })) {
    if ("values" in item) table.rows.push(item.values);
    else table.problems.push(`${file}:${item.line} ${describeCsvProblem(item.problem, "en")}`);
  }
  return table;
}
