import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import iconv from "iconv-lite";
import * as csv from "./index.ts";

const columns = { required: ["code", "name"], optional: ["note"] } as const;

type Read = { items: csv.CsvItem<"code" | "name" | "note">[]; report: csv.CsvReport };

async function read(file: string | Uint8Array, pieceBytes = 7, maxRowBytes = 4096): Promise<Read> {
  const bytes = typeof file === "string" ? new TextEncoder().encode(file) : file;
  const reader = csv.readCsv(pieces(bytes, pieceBytes), { columns, maxRowBytes });
  const items = [];
  for await (const item of reader) items.push(item);
  return { items, report: reader.report() };
}

function* pieces(bytes: Uint8Array, size: number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

function short({ items }: Read): string[] {
  return items.map((item) =>
    "problem" in item
      ? `${item.line} ${item.problem.code}`
      : `${item.line} ${Object.values(item.values).join("|")}`,
  );
}

test("rows by name of column, whatever their order, case and extra columns", async () => {
  const result = await read('Name,extra,CODE\r\n 茶 ,x,A1\r\n"a ""b"", c\nd",,A2\n\nq,,A3');
  assert.deepEqual(short(result), ["2 A1|茶|", '3 A2|a "b", c\nd|', "6 A3|q|"]);
  assert.deepEqual(result.report.ignoredColumns, ["extra"]);
  assert.equal(result.report.rows, 3);
});

test("a missing column is one error that names what is expected and what is there", async () => {
  const { items, report } = await read("code,nome\nA1,x\nA2,y\n");
  assert.equal(items.length, 1);
  assert.ok("problem" in items[0]!);
  assert.deepEqual(items[0].problem, {
    code: "column_missing",
    column: "name",
    detail: { missing: ["name"], expected: ["code", "name"], found: ["code", "nome"] },
  });
  assert.equal(report.problems, 1);
  const zh = csv.describeCsvProblem(items[0].problem, "zh");
  assert.equal(zh, "缺少列：name。需要：code、name；文件里有：code、nome");
  assert.match(csv.describeCsvProblem(items[0].problem, "en"), /found: code, nome$/);
});

test("an empty file and a column that is there twice", async () => {
  assert.deepEqual(short(await read("")), ["1 file_empty"]);
  assert.deepEqual(short(await read("\n \n")), ["1 file_empty"]);
  assert.deepEqual(short(await read("code,name,Code\nA,b,c\n")), ["1 column_twice"]);
});

test("a broken row costs that row only", async () => {
  const rows = [
    "code,name",
    "A1,fine",
    'A2,"never closed',
    "A3,fine",
    'A4,stray "quote" inside',
    'A5,"closed" badly',
    'A6,"fine, too"',
    "A7",
    "A8,too,many",
    "A9,fine,,",
    'A10,"open to the end',
    "A11,fine",
  ];
  const expected = [
    "2 A1|fine|", "3 quote_broken", "4 A3|fine|", "5 quote_broken", "6 quote_broken",
    "7 A6|fine, too|", "8 cell_count_wrong", "9 cell_count_wrong", "10 A9|fine|",
    "11 quote_broken", "12 A11|fine|",
  ];
  for (const size of [1, 7, 10_000]) {
    assert.deepEqual(short(await read(rows.join("\n"), size)), expected, `pieces of ${size}`);
    assert.deepEqual(short(await read(rows.join("\r\n"), size)), expected, `pieces of ${size}`);
  }
});

test("a row longer than allowed is skipped, in bounded memory", async () => {
  const long = "x".repeat(50_000);
  const result = await read(`code,name\nA1,${long}\nA2,ok\nA3,"${long}"\nA4,ok\n`, 1000);
  assert.deepEqual(short(result), ["2 row_too_long", "3 A2|ok|", "4 row_too_long", "5 A4|ok|"]);
  const wide = await read(`code,name\nA1,${"茶".repeat(1500)}\nA2,ok\n`);
  assert.deepEqual(short(wide), ["2 row_too_long", "3 A2|ok|"]);
});

test("encodings: marks, UTF-8, GB18030, and what is neither", async () => {
  const text = "code,name\nA1,闭环茶饮𠮷\nA2,😀\n";
  const rows = ["2 A1|闭环茶饮𠮷|", "3 A2|😀|"];
  const files: [string, Uint8Array][] = [
    ["utf-8", iconv.encode(text, "utf8")],
    ["utf-8", iconv.encode(text, "utf8", { addBOM: true })],
    ["gb18030", iconv.encode(text, "gb18030")],
    ["utf-16le", iconv.encode(text, "utf-16le", { addBOM: true })],
    ["utf-16be", iconv.encode(text, "utf-16be", { addBOM: true })],
  ];
  for (const [encoding, bytes] of files) {
    for (const size of [1, 2, 3, 5, 1000]) {
      const result = await read(bytes, size);
      assert.deepEqual(short(result), rows, `${encoding} in pieces of ${size}`);
      assert.equal(result.report.encoding, encoding);
    }
  }
  const filler = "A0,茶\n".repeat(12_000);
  const late = Buffer.concat([Buffer.from(`code,name\n${filler}A1,`), Buffer.from([0xff, 10])]);
  const result = await read(late, 4096);
  assert.equal(result.report.rows, 12_000);
  assert.deepEqual(short(result).at(-1), "12002 characters_unreadable");
  assert.deepEqual(short(await read("code,name\nA1,a\u0000b\n")), ["2 characters_unreadable"]);
});

test("semicolons, tabs, aliases, a lone carriage return", async () => {
  assert.deepEqual(short(await read('code;name\nA1;"a;b,c"\n')), ["2 A1|a;b,c|"]);
  assert.deepEqual(short(await read("code\tname\rA1\ta,b\rA2\tc")), ["2 A1|a,b|", "3 A2|c|"]);
  const reader = csv.readCsv([Buffer.from("门店编号,名称\nA1,茶\n")], {
    columns: { required: ["code", "name"], aliases: { 门店编号: "code", 名称: "name" } },
  });
  const items = [];
  for await (const item of reader) items.push(item);
  assert.deepEqual(items, [{ line: 2, values: { code: "A1", name: "茶" } }]);
});

test("what is written is read again, in any pieces", async () => {
  const cell = fc.string({ unit: "grapheme", maxLength: 12 }).map((text) =>
    text.replace(/[\u0000\uFFFD]|\r\n?/g, "\n").trim(),
  );
  const rows = fc.array(fc.tuple(fc.stringMatching(/^[A-Z]\d{1,3}$/), cell, cell));
  const sizes = fc.integer({ min: 1, max: 50 });
  await fc.assert(
    fc.asyncProperty(rows, sizes, fc.boolean(), async (data, size, bom) => {
      let file = "";
      const header = ["code", "name", "note"];
      for await (const text of csv.writeCsv(data, { header, bom })) file += text;
      const { items } = await read(file, size);
      const back = items.map((item) => ("values" in item ? Object.values(item.values) : item));
      const guarded = data.map((row) => row.map((text) => guard(text)));
      assert.deepEqual(back, guarded);
    }),
  );
});

function guard(text: string): string {
  if (text.startsWith("'")) return text;
  const line = csv.csvLine([text]).slice(0, -2);
  return line.startsWith("'") || line.startsWith("\"'") ? `'${text}`.trim() : text;
}

test("nothing in a cell runs as a formula; numbers stay numbers", () => {
  const rows: [csv.CsvCell, string][] = [
    ["=1+1",            "'=1+1"],
    ["@SUM(A1)",        "'@SUM(A1)"],
    ["-2+3",            "'-2+3"],
    ["＝cmd",            "'＝cmd"],
    [" =1",             "' =1"],
    ["\t=1",            "\"'\t=1\""],
    ["-12.50",          "-12.50"],
    ["+8613800138000",  "+8613800138000"],
    [-5,                "-5"],
    [null,              ""],
    ["a,b",             '"a,b"'],
    ['say "hi"',        '"say ""hi"""'],
    ["茶",               "茶"],
  ];
  for (const [cell, written] of rows) assert.equal(csv.csvLine([cell]), `${written}\r\n`);
});

test("100,000 rows stream in bounded memory", async () => {
  const rows = 100_000;
  async function* file(): AsyncGenerator<Uint8Array> {
    yield Buffer.from("code,name,note\n");
    const filler = "门店地址与说明".repeat(20);
    for (let at = 0; at < rows; at += 500) {
      let text = "";
      for (let row = at; row < at + 500; row += 1) text += `S${row},"茶, ${row}",${filler}\n`;
      yield Buffer.from(text);
    }
  }
  let seen = 0;
  let highest = 0;
  const before = process.memoryUsage().rss;
  for await (const item of csv.readCsv(file(), { columns })) {
    assert.ok("values" in item);
    seen += 1;
    if (seen % 5000 === 0) highest = Math.max(highest, process.memoryUsage().rss);
  }
  assert.equal(seen, rows);
  assert.ok(highest - before < 150e6, `grew by ${Math.round((highest - before) / 1e6)} MB`);
});

test("who stops reading closes the source", async () => {
  let closed = false;
  async function* endless(): AsyncGenerator<Uint8Array> {
    try {
      yield Buffer.from("code,name\n");
      for (;;) yield Buffer.from("A1,x\n".repeat(5000));
    } finally {
      closed = true;
    }
  }
  for await (const item of csv.readCsv(endless(), { columns })) {
    assert.ok(item.line > 1);
    break;
  }
  assert.ok(closed);
});
