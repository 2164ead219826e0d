import { parse } from "csv-parse/sync";
import { layoutOf, type Layout } from "./columns.ts";
import { createDecoder } from "./decode.ts";
import { createFramer, type Frame } from "./frame.ts";
import type { CsvItem, CsvOptions, CsvReport } from "./types.ts";

const defaultMaxRowBytes = 64 * 1024;
const batchChars = 64 * 1024;

type Cells = { readonly line: number; readonly cells: readonly string[] | null };
type Source = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** Rows as they come, and a report that is complete once they have ended. */
export type CsvReader<Column extends string> = AsyncGenerator<CsvItem<Column>, void> & {
  report(): CsvReport;
};

/**
 * Reads a CSV file row by row in bounded memory: some rows, whatever the file's size. A row that
 * cannot be read is yielded as a problem with its line and reading goes on; a header that lacks a
 * required column is one problem and the end. Encoding and delimiter ("," ";" or tab) are found.
 */
export function readCsv<Column extends string>(
  source: Source,
  options: CsvOptions<Column>,
): CsvReader<Column> {
  const decoder = createDecoder();
  const state = { delimiter: ",", rows: 0, problems: 0, layout: null as Layout<Column> | null };

  async function* items(): AsyncGenerator<CsvItem<Column>, void> {
    for await (const batch of batches(source, decoder, state, options.maxRowBytes)) {
      for (const { line, cells, broken } of readBatch(batch, state.delimiter)) {
        const item = broken ? brokenItem<Column>(line, broken) : place(line, cells!);
        if (item === null) continue;
        if ("problem" in item) state.problems += 1;
        else state.rows += 1;
        yield item;
      }
      if (state.layout && state.layout.problems.length > 0) break;
    }
    yield* headerProblems();
  }

  function place(line: number, cells: readonly string[]): CsvItem<Column> | null {
    if (state.layout?.problems.length) return null;
    if (state.layout) return state.layout.read(line, cells);
    const header = cells.map((cell) => cell.trim());
    if (header.some((title) => title !== "")) state.layout = layoutOf(header, options.columns);
    return null;
  }

  function* headerProblems(): Generator<CsvItem<Column>> {
    const empty = [{ code: "file_empty", detail: { expected: options.columns.required } }] as const;
    for (const problem of state.layout?.problems ?? empty) {
      state.problems += 1;
      yield { line: 1, problem };
    }
  }

  const report = (): CsvReport => ({
    encoding: decoder.encoding(),
    delimiter: state.delimiter,
    header: state.layout?.header ?? [],
    ignoredColumns: state.layout?.ignored ?? [],
    rows: state.rows,
    problems: state.problems,
  });
  return Object.assign(items(), { report });
}

async function* batches(
  source: Source,
  decoder: ReturnType<typeof createDecoder>,
  state: { delimiter: string },
  maxRowBytes = defaultMaxRowBytes,
): AsyncGenerator<Frame[]> {
  const lines = createLineEnds();
  let framer: ReturnType<typeof createFramer> | null = null;
  let start = "";
  let batch: Frame[] = [];
  let chars = 0;

  function* add(text: string, last: boolean): Generator<Frame[]> {
    if (!framer) {
      start += text;
      if (!/\S[^\n]*\n/.test(start) && start.length < maxRowBytes && !last) return;
      state.delimiter = delimiterOf(start);
      framer = createFramer(state.delimiter, maxRowBytes);
      text = start;
    }
    for (const frame of framer.push(text, last)) {
      const tooLong = !frame.broken && isLonger(frame.text, maxRowBytes);
      batch.push(tooLong ? { line: frame.line, text: "", broken: "row_too_long" } : frame);
      chars += frame.text.length;
      if (chars < batchChars) continue;
      yield batch;
      [batch, chars] = [[], 0];
    }
  }

  for await (const bytes of source) yield* add(lines.push(decoder.push(bytes)), false);
  yield* add(lines.push(decoder.end(), true), true);
  if (batch.length > 0) yield batch;
}

type Row = Cells & { readonly broken?: Frame["broken"] };

function* readBatch(batch: readonly Frame[], delimiter: string): Generator<Row> {
  const whole = batch.filter((frame) => !frame.broken && frame.text !== "");
  const cells = whole.every((frame) => !frame.text.includes('"'))
    ? whole.map((frame) => frame.text.split(delimiter))
    : parseRows(whole, delimiter);
  let next = 0;
  for (const { line, text, broken } of batch) {
    if (!broken && text === "") continue;
    const found = broken ? null : (cells[next++] ?? null);
    yield { line, cells: found, broken: broken ?? (found ? undefined : "quote_broken") };
  }
}

// One call for many rows: csv-parse spends more on its options than on a row. Where it refuses
// one, they are taken singly, to know which.
function parseRows(rows: readonly Frame[], delimiter: string): (readonly string[] | null)[] {
  const options = { delimiter, record_delimiter: "\n", relax_column_count: true };
  try {
    const cells = parse(rows.map((row) => row.text).join("\n"), options);
    if (cells.length === rows.length) return cells;
  } catch {
    // Fall through to the halves.
  }
  if (rows.length === 1) return [null];
  const half = rows.length >> 1;
  return [
    ...parseRows(rows.slice(0, half), delimiter),
    ...parseRows(rows.slice(half), delimiter),
  ];
}

function brokenItem<Column extends string>(
  line: number,
  code: NonNullable<Frame["broken"]>,
): CsvItem<Column> {
  return { line, problem: { code, detail: {} } };
}

// "\r\n" and a lone "\r" become "\n", also when a pair is cut apart between two pieces.
function createLineEnds() {
  let held = "";
  return {
    push(text: string, last = false): string {
      const all = held + text;
      held = all.endsWith("\r") && !last ? "\r" : "";
      const ready = held ? all.slice(0, -1) : all;
      return ready.includes("\r") ? ready.replace(/\r\n?/g, "\n") : ready;
    },
  };
}

function delimiterOf(start: string): string {
  const firstLine = /\S[^\n]*/.exec(start)?.[0] ?? "";
  const count = (mark: string) => firstLine.split(mark).length;
  return [";", "\t"].reduce((best, mark) => (count(mark) > count(best) ? mark : best), ",");
}

function isLonger(text: string, bytes: number): boolean {
  return text.length * 3 > bytes && Buffer.byteLength(text) > bytes;
}
