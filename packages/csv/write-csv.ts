/** A cell; null and undefined are empty. */
export type CsvCell = string | number | bigint | boolean | null | undefined;

export type CsvWriteOptions = {
  readonly header?: readonly string[];
  /** Excel needs the mark to read UTF-8; programs are better off without. */
  readonly bom?: boolean;
};

const batchChars = 16 * 1024;
const formulaStart = /^[\s\u0000-\u001f]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/;
const plainNumber = /^[+-]?\d+(?:\.\d+)?$/;

/**
 * CSV text in pieces of some kilobytes, lines ending in CRLF (RFC 4180). A text that a spreadsheet
 * would run as a formula gets an apostrophe in front; numbers, also "-12.50" and "+8613…", stay.
 */
export async function* writeCsv(
  rows: Iterable<readonly CsvCell[]> | AsyncIterable<readonly CsvCell[]>,
  options: CsvWriteOptions = {},
): AsyncGenerator<string, void> {
  let text = (options.bom ? "\uFEFF" : "") + (options.header ? csvLine(options.header) : "");
  for await (const row of rows) {
    text += csvLine(row);
    if (text.length < batchChars) continue;
    yield text;
    text = "";
  }
  if (text !== "") yield text;
}

/** One row with its line end. */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

function csvCell(cell: CsvCell): string {
  if (cell === null || cell === undefined) return "";
  const text = String(cell);
  if (typeof cell !== "string") return text;
  const safe = formulaStart.test(text) && !plainNumber.test(text) ? `'${text}` : text;
  return /[",;\t\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
