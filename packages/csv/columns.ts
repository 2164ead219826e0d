import type { CsvItem, CsvOptions, CsvProblem } from "./types.ts";

/** Where each column stands, and how rows are read by it. */
export type Layout<Column extends string> = {
  readonly header: readonly string[];
  readonly ignored: readonly string[];
  readonly problems: readonly CsvProblem[];
  read(line: number, cells: readonly string[]): CsvItem<Column> | null;
};

/** Fits a header to the columns that are wanted; header texts match without regard to case. */
export function layoutOf<Column extends string>(
  header: readonly string[],
  { required, optional = [], aliases = {} }: CsvOptions<Column>["columns"],
): Layout<Column> {
  const wanted = [...required, ...optional];
  const known = new Map<string, Column>(wanted.map((column) => [plain(column), column]));
  for (const [alias, column] of Object.entries<Column>(aliases)) known.set(plain(alias), column);

  const positions = new Map<Column, number>();
  const problems: CsvProblem[] = [];
  header.forEach((title, position) => {
    const column = known.get(plain(title));
    if (column === undefined) return;
    if (positions.has(column)) problems.push({ code: "column_twice", column, detail: {} });
    else positions.set(column, position);
  });
  const missing = required.filter((column) => !positions.has(column));
  if (missing[0] !== undefined) {
    const detail = { missing, expected: required, found: header };
    problems.push({ code: "column_missing", column: missing[0], detail });
  }
  return {
    header,
    ignored: header.filter((title) => title !== "" && !known.has(plain(title))),
    problems,
    read: (line, cells) => readRow(line, cells, header.length, wanted, required, positions),
  };
}

function readRow<Column extends string>(
  line: number,
  cells: readonly string[],
  width: number,
  wanted: readonly Column[],
  required: readonly Column[],
  positions: ReadonlyMap<Column, number>,
): CsvItem<Column> | null {
  if (cells.every((cell) => cell.trim() === "")) return null;
  const tooMany = cells.slice(width).some((cell) => cell.trim() !== "");
  const tooFew = required.some((column) => positions.get(column)! >= cells.length);
  if (tooMany || tooFew) {
    const detail = { expected: width, found: cells.length };
    return { line, problem: { code: "cell_count_wrong", detail } };
  }
  const values = {} as Record<Column, string>;
  for (const column of wanted) {
    const position = positions.get(column);
    const cell = position === undefined ? "" : (cells[position] ?? "").trim();
    // PostgreSQL cannot store NUL; U+FFFD stands where bytes had no meaning.
    if (/[\u0000\uFFFD]/.test(cell)) {
      const detail = { text: cell.replaceAll("\u0000", "\uFFFD").slice(0, 80) };
      return { line, problem: { code: "characters_unreadable", column, detail } };
    }
    values[column] = cell;
  }
  return { line, values };
}

function plain(title: string): string {
  return title.normalize("NFKC").trim().toLowerCase();
}
