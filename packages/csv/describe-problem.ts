import type { CsvProblem, CsvProblemCode } from "./types.ts";

type Words = Readonly<Record<string, string>>;
type Sentence = (words: Words) => string;

const sentences: Record<CsvProblemCode, { zh: Sentence; en: Sentence }> = {
  file_empty: {
    zh: (w) => `文件是空的。第一行应为列名：${w.expected}`,
    en: (w) => `The file is empty. Its first line should name the columns: ${w.expected}`,
  },
  column_missing: {
    zh: (w) => `缺少列：${w.missing}。需要：${w.expected}；文件里有：${w.found}`,
    en: (w) => `Missing columns: ${w.missing}. Expected: ${w.expected}; found: ${w.found}`,
  },
  column_twice: {
    zh: (w) => `列“${w.column}”出现了两次，请留下一列`,
    en: (w) => `The column "${w.column}" is there twice; keep one`,
  },
  quote_broken: {
    zh: () => '引号不成对。内容里的引号要写成两个 ""，整格再用引号括起来',
    en: () => 'A quote is not closed. Write a quote inside a cell as "" and quote the whole cell',
  },
  row_too_long: {
    zh: () => "这一行太长，可能是换行丢了",
    en: () => "The row is too long; perhaps a line break is lost",
  },
  cell_count_wrong: {
    zh: (w) => `应有 ${w.expected} 格，实有 ${w.found} 格`,
    en: (w) => `Expected ${w.expected} cells, found ${w.found}`,
  },
  characters_unreadable: {
    zh: (w) => `列“${w.column}”里有无法识别的字符，请把文件另存为 UTF-8 的 CSV`,
    en: (w) => `Unreadable characters in "${w.column}"; save the file as UTF-8 CSV`,
  },
};

/** What is wrong and what to do, in one sentence. */
export function describeCsvProblem(problem: CsvProblem, lang: "zh" | "en"): string {
  const comma = lang === "zh" ? "、" : ", ";
  const words = Object.entries(problem.detail).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(comma) : String(value),
  ]);
  return sentences[problem.code][lang]({ ...Object.fromEntries(words), column: problem.column });
}
