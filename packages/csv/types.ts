/** Encodings that are recognised. */
export type CsvEncoding = "utf-8" | "gb18030" | "utf-16le" | "utf-16be";

/** What can be wrong with a file or a row of it. */
export type CsvProblemCode =
  | "file_empty"
  | "column_missing"
  | "column_twice"
  | "quote_broken"
  | "row_too_long"
  | "cell_count_wrong"
  | "characters_unreadable";

/** `detail` holds figures and names only; `describeCsvProblem` makes sentences of them. */
export type CsvProblem = {
  readonly code: CsvProblemCode;
  readonly column?: string;
  readonly detail: Readonly<Record<string, string | number | readonly string[]>>;
};

/** One row, or what is wrong with it. `line` is the file's line where the row starts, from 1. */
export type CsvItem<Column extends string> =
  | { readonly line: number; readonly values: Readonly<Record<Column, string>> }
  | { readonly line: number; readonly problem: CsvProblem };

export type CsvOptions<Column extends string> = {
  readonly columns: {
    readonly required: readonly Column[];
    readonly optional?: readonly Column[];
    /** Other header texts a column is known by: { 门店编号: "code" }. */
    readonly aliases?: Readonly<Record<string, Column>>;
  };
  /** Longest row in bytes of UTF-8; the default is 64 kB. */
  readonly maxRowBytes?: number;
};

/** Known so far while reading; complete when the rows have ended. */
export type CsvReport = {
  readonly encoding: CsvEncoding;
  readonly delimiter: string;
  readonly header: readonly string[];
  readonly ignoredColumns: readonly string[];
  readonly rows: number;
  readonly problems: number;
};
