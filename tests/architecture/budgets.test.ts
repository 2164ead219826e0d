import assert from "node:assert/strict";
import { test } from "node:test";
import ts from "typescript";
import { assertNone, everywhere, type Source, sources } from "./sources.ts";

const functionLines = 70;
const fileLines = 400;
const columns = 100;

/** Made by a generator, or words and rows rather than logic. */
const isData = (file: string) => /\.gen\.ts$|\.d\.ts$|\/messages\//.test(file);

function longFunctions({ file, text }: Source): string[] {
  const parsed = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const lineAt = (position: number) => parsed.getLineAndCharacterOfPosition(position).line + 1;
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && "body" in node && node.body) {
      const first = lineAt(node.getStart(parsed));
      const length = lineAt(node.end) - first + 1;
      if (length > functionLines) found.push(`${file}:${first} a function of ${length} lines`);
    }
    ts.forEachChild(node, visit);
  };
  visit(parsed);
  return found;
}

function violations(source: Source): string[] {
  const { file, text } = source;
  if (isData(file)) return [];
  const lines = text.replace(/\n$/, "").split("\n");
  const wide = lines.flatMap((line, index) =>
    [...line].length > columns ? [`${file}:${index + 1} has ${[...line].length} columns`] : [],
  );
  const long = lines.length > fileLines ? [`${file} has ${lines.length} lines`] : [];
  return [...wide, ...long, ...longFunctions(source)];
}

test("functions ≤ 70 lines, files ≤ 400 lines, lines ≤ 100 columns", () => {
  assertNone(
    sources(everywhere).flatMap(violations),
    "What does not fit has more than one thing to say: name the parts and move one out.",
  );
});

test("planted: a wide line, a long file and a long function are found", () => {
  const filler = (count: number) => "  x();\n".repeat(count);
  const found = (text: string) => violations({ file: "modules/a/a.ts", text });
  assert.equal(found(`const a = "${"长".repeat(columns)}";\n`).length, 1);
  assert.equal(found(filler(fileLines + 1)).length, 1);
  assert.equal(found(`const a = () => {\n${filler(functionLines)}};\n`).length, 1);
  assert.deepEqual(found(`function a() {\n${filler(functionLines - 2)}}\n`), []);
});
