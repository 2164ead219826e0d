import assert from "node:assert/strict";
import { test } from "node:test";
import ts from "typescript";
import { assertNone, everywhere, type Source, sources } from "./sources.ts";

interface Word {
  readonly name: string;
  readonly pattern: RegExp;
  readonly instead: string;
  readonly applies: (file: string) => boolean;
  /** A line that must be found; split so that this file does not hold it. */
  readonly planted: readonly [file: string, text: string];
}

const always = () => true;
const isTest = (file: string) => /\.(test|fixture)\.tsx?$/.test(file) || file.startsWith("tests/");
const browser = /^(apps\/(shop|counter|console)|packages\/(ui|codes|money|text|pricing))\//;

const words: readonly Word[] = [
  {
    name: "unfinished work",
    pattern: /\b(TO[D]O|FIX[M]E)\b/,
    instead: "do it now or open an issue",
    applies: always,
    planted: ["platform/a.ts", `// TO${"DO"} later`],
  },
  {
    name: "any cast",
    // In code only: a sentence goes on with a word.
    pattern: / as [a]ny\b(?!\s+[a-z])/,
    instead: "narrow the type, or say `as unknown as T` where the reason is written",
    applies: always,
    planted: ["platform/a.ts", `const a = b as ${"any"};`],
  },
  {
    name: "silenced compiler",
    pattern: /@ts-(ignor[e]|nochec[k])/,
    instead: "correct the types",
    applies: always,
    planted: ["platform/a.ts", `// @ts-${"ignore"}`],
  },
  {
    name: "a single test",
    pattern: /\b(test|it|describe|suite)\.onl[y]\(/,
    instead: "run one file by its name; all tests run for everybody",
    applies: always,
    planted: ["platform/a.test.ts", `test.${"only"}("x")`],
  },
  {
    name: "unseeded chance",
    pattern: /\bMath\.rando[m]\b/,
    instead: "platform/ids.ts for secrets and ids, a seeded generator for simulations",
    applies: always,
    planted: ["packages/a/a.ts", `Math.${"random"}()`],
  },
  {
    name: "Date in server code",
    pattern: /\bnew Dat[e]\(|\bDate\.no[w]\(/,
    instead: "ctx.now; Temporal",
    // The identity library calculates with Date; this is where the two meet.
    applies: (file) =>
      /^(modules|platform)\//.test(file) &&
      !isTest(file) &&
      file !== "modules/organisation/accounts-database.ts",
    planted: ["modules/a/a.ts", `const now = new ${"Date"}(0);`],
  },
  {
    name: "the clock in a package",
    pattern: /\bnew Dat[e]\(\)|\bDate\.no[w]\(/,
    instead: "take the instant as an argument (epoch milliseconds)",
    applies: (file) => file.startsWith("packages/") && !isTest(file),
    planted: ["packages/a/a.ts", `const now = new ${"Date"}();`],
  },
  {
    name: "print",
    pattern: /\bconsole\.lo[g]\(/,
    instead: "the request's log; the command line writes to process.stdout",
    applies: (file) => !/^(apps\/[^/]+\/cli\b|apps\/build|bench\/|examples\/)/.test(file),
    planted: ["modules/a/a.ts", `console.${"log"}(1)`],
  },
];

function violations(source: Source): string[] {
  return words.flatMap((word) => {
    if (!word.applies(source.file)) return [];
    return source.text.split("\n").flatMap((line, index) =>
      word.pattern.test(line)
        ? [`${source.file}:${index + 1} ${word.name}: ${word.instead}`]
        : [],
    );
  });
}

/** Uses of an identifier in code; comments and texts may speak of it. */
function identifiers({ file, text }: Source, name: string): string[] {
  if (!text.includes(name)) return [];
  const parsed = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && node.text === name) {
      const { line } = parsed.getLineAndCharacterOfPosition(node.getStart(parsed));
      found.push(`${file}:${line + 1} uses ${name}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(parsed);
  return found;
}

const inBrowser = (source: Source) =>
  browser.test(source.file) && !isTest(source.file) ? identifiers(source, "Temporal") : [];

test("words that do not belong into the house", () => {
  assertNone(sources(everywhere).flatMap(violations), "Say it another way:");
});

test("no Temporal in browser code", () => {
  assertNone(
    sources(["apps", "packages"]).flatMap(inBrowser),
    "Members' phones lack Temporal: give instants as epoch milliseconds, windows from the server.",
  );
});

test("planted: every word is found, and Temporal in an app", () => {
  for (const { name, planted } of words) {
    const [file, text] = planted;
    assert.equal(violations({ file, text }).length, 1, name);
  }
  const text = "// Temporal is fine in a comment\nconst a = Temporal.Now.instant();";
  assert.equal(inBrowser({ file: "apps/shop/a.ts", text }).length, 1);
  assert.equal(inBrowser({ file: "apps/server/a.ts", text }).length, 0);
});
