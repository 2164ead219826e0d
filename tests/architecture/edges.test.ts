import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import ts from "typescript";
import { generators, moduleRules } from "./edges.ts";
import { assertNone, type Source, sources } from "./sources.ts";

interface Import {
  readonly target: string;
  readonly typeOnly: boolean;
}

function importsOf(source: Source): Import[] {
  const found = ts.preProcessFile(source.text, true, true).importedFiles;
  const statements = source.text.matchAll(/\b(?:import|export)\s+type\b[^;]*?\bfrom\s+"([^"]+)"/g);
  const types = new Set([...statements].map((match) => match[1]));
  const values = source.text.matchAll(/\b(?:import|export)\s+(?!type\b)[^;]*?\bfrom\s+"([^"]+)"/g);
  for (const match of values) types.delete(match[1]);
  return found.map(({ fileName }) => ({ target: fileName, typeOnly: types.has(fileName) }));
}

/** Turns a relative import into the alias that means the same file. */
function aliasOf(file: string, target: string): string {
  if (!target.startsWith(".")) return target;
  return `#${path.posix.normalize(path.posix.join(path.posix.dirname(file), target))}`;
}

const isTest = (file: string) => /\.(test|fixture)\.tsx?$/.test(file) || file.startsWith("tests/");

function faultInModule(file: string, alias: string, typeOnly: boolean): string | null {
  const own = file.split("/")[1] ?? "";
  const rule = moduleRules[own];
  if (!rule) return `module ${own} is not in tests/architecture/edges.ts; give it a tier`;
  if (/^#(apps|integrations|bench|examples|proof)\//.test(alias)) {
    return "a module knows neither apps nor vendors: declare a port, apps/server wires it";
  }
  if (alias.startsWith("#tests/")) return isTest(file) ? null : "only tests import test support";
  const other = /^#modules\/([^/]+)\/(.+)$/.exec(alias);
  if (!other || other[1] === own) return null;
  if (other[2] !== "index.ts") return "import another module by its index.ts only";
  if (isTest(file) || rule.may.includes(other[1] ?? "")) return null;
  if (rule.ports?.includes(other[1] ?? "")) {
    return typeOnly ? null : "a port of a higher module is imported by `import type` only";
  }
  return `${own} may not import ${other[1]}: emit an event, or declare a port`;
}

function faultInPackage(file: string, alias: string): string | null {
  if (isTest(file) || generators.includes(file)) return null;
  if (/^#(platform|modules|apps|integrations|tests)\//.test(alias)) {
    return "a package is pure: no platform, no module, no app below it";
  }
  if (alias.startsWith("node:")) {
    return "a package has no I/O, clock or environment: take the value as an argument";
  }
  return null;
}

function faultOf(file: string, { target, typeOnly }: Import): string | null {
  const alias = aliasOf(file, target);
  // A bench and the proof play the other company.
  const plays = /^(integrations|apps\/server|tests|bench|proof)\//.test(file);
  if (/^#integrations\//.test(alias) && !plays) {
    return "only apps/server imports integrations; it wires them to ports";
  }
  if (file.startsWith("modules/")) return faultInModule(file, alias, typeOnly);
  if (file.startsWith("packages/")) return faultInPackage(file, alias);
  if (file.startsWith("platform/") && !isTest(file) && /^#(modules|apps|tests)\//.test(alias)) {
    return "platform knows no business word: a module registers itself with it";
  }
  if (/^apps\/(shop|counter|console)\//.test(file) && /^#(platform|modules)\//.test(alias)) {
    return "browser code speaks to the server by the SDK only";
  }
  if (/^#modules\/[^/]+\/(?!index\.ts$|messages\/)/.test(alias) && !isTest(file)) {
    return "import a module by its index.ts only";
  }
  return null;
}

const areas = [
  "apps", "bench", "examples", "integrations", "modules", "packages", "platform", "proof",
];

function violations(all: readonly Source[]): string[] {
  return all.flatMap((source) =>
    importsOf(source).flatMap((one) => {
      const fault = faultOf(source.file, one);
      return fault ? [`${source.file} imports ${one.target}: ${fault}`] : [];
    }),
  );
}

test("an import goes only along an edge of the table", () => {
  assertNone(violations(sources(areas)), "These imports break the house's plan (edges.ts):");
});

test("edges go down or stay in their tier, and make no circle", () => {
  for (const [name, rule] of Object.entries(moduleRules)) {
    for (const other of rule.may) {
      const below = moduleRules[other];
      assert.ok(below, `${name} may import ${other}, which is no module`);
      assert.ok(below.tier <= rule.tier, `${name} (tier ${rule.tier}) points up to ${other}`);
    }
  }
  const reach = (name: string, seen: readonly string[]): void => {
    assert.ok(!seen.includes(name), `a circle: ${[...seen, name].join(" → ")}`);
    for (const other of moduleRules[name]?.may ?? []) reach(other, [...seen, name]);
  };
  for (const name of Object.keys(moduleRules)) reach(name, []);
});

test("planted: each kind of forbidden import is found", () => {
  const planted: [string, string][] = [
    ["modules/stores/a.ts", 'import { x } from "#modules/insights/index.ts";'],
    ["modules/stores/a.ts", 'import { x } from "#modules/organisation/queries.ts";'],
    ["modules/stores/a.ts", 'import { x } from "../organisation/queries.ts";'],
    ["modules/wallet/a.ts", 'import { commit } from "#modules/redemption/index.ts";'],
    ["modules/stores/a.ts", 'import { sms } from "#integrations/sms/index.ts";'],
    ["modules/stores/a.ts", 'const x = await import("#apps/server/app.ts");'],
    ["platform/a.ts", 'import { x } from "#modules/stores/index.ts";'],
    ["packages/money/a.ts", 'import { readFile } from "node:fs";'],
    ["packages/money/a.ts", 'import { x } from "#platform/ids.ts";'],
    ["apps/shop/a.ts", 'import { x } from "#platform/ids.ts";'],
    ["apps/server/a.ts", 'import { x } from "#modules/stores/queries.ts";'],
  ];
  for (const [file, text] of planted) {
    assert.equal(violations([{ file, text }]).length, 1, `${file}: ${text}`);
  }
  const port = 'import type { RightKind } from "#modules/redemption/index.ts";';
  assert.deepEqual(violations([{ file: "modules/wallet/a.ts", text: port }]), []);
});
