export { readCsv } from "./read-csv.ts";
export type { CsvReader } from "./read-csv.ts";
export { describeCsvProblem } from "./describe-problem.ts";
export { csvLine, writeCsv } from "./write-csv.ts";
export type { CsvCell, CsvWriteOptions } from "./write-csv.ts";
export type {
  CsvEncoding, CsvItem, CsvOptions, CsvProblem, CsvProblemCode, CsvReport,
} from "./types.ts";
