import assert from "node:assert/strict";
import { test } from "node:test";
import { foreignTables, moduleRules, platformFunctions } from "./edges.ts";
import { assertNone, type Source, sources } from "./sources.ts";

const defined = new RegExp(
  String.raw`\bcreate\s+(?:or\s+replace\s+)?(?:unlogged\s+)?(?:table|view|function)\s+` +
    String.raw`(?:if\s+not\s+exists\s+)?([a-z_]+\.[a-z_]+)`,
  "gi",
);

/** Every table, view and function that a migration makes, as `schema.name`. */
function namesMade(migrations: readonly Source[]): Set<string> {
  return new Set(
    migrations.flatMap(({ text }) => [...text.matchAll(defined)].map((match) => String(match[1]))),
  );
}

const isTest = (file: string) => /\.(test|fixture)\.ts$/.test(file);
/** Comments speak of other tables; only SQL counts. */
const withoutComments = (text: string) =>
  text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)(\/\/|--)[^\n]*/g, "$1");

/** A migration may point a foreign key at a module that it may import. */
function mayName(owner: string, name: string, file: string): boolean {
  const schema = name.split(".")[0] ?? "";
  if (schema === owner || (owner === "organisation" && schema === "accounts")) return true;
  if (platformFunctions.includes(name)) return true;
  if (foreignTables[owner]?.includes(name)) return true;
  return file.endsWith(".sql") && (moduleRules[owner]?.may.includes(schema) ?? false);
}

function violations(all: readonly Source[], made: ReadonlySet<string>): string[] {
  return all.flatMap(({ file, text }) => {
    if (isTest(file)) return [];
    const owner = file.startsWith("platform/") ? "platform" : (file.split("/")[1] ?? "");
    const named = withoutComments(text).matchAll(/(?<![\w#/.-])([a-z_]+\.[a-z_]+)\b(?!\()/g);
    const called = withoutComments(text).matchAll(/(?<![\w#/.-])(platform\.[a-z_]+)\(/g);
    const names = new Set([...named, ...called].map((match) => String(match[1])));
    return [...names]
      .filter((name) => made.has(name) && !mayName(owner, name, file))
      .map((name) => `${file} names ${name}`);
  });
}

const lesson =
  "A schema is read and written by its own module only. Call a function of the other module's " +
  "index.ts (or use a fragment of SQL that it exports):";

test("SQL names its own module's schema only", () => {
  const made = namesMade(sources(["modules", "platform"], /\/migrations\/\d{4}_.*\.sql$/));
  assert.ok(made.size >= 20, `only ${made.size} tables found`);
  assertNone(violations(sources(["modules", "platform"], /\.(ts|sql)$/), made), lesson);
});

test("every table lies in a schema that carries its module's name", () => {
  const migrations = sources(["modules"], /\/migrations\/\d{4}_.*\.sql$/);
  const wrong = migrations.flatMap(({ file, text }) => {
    const owner = file.split("/")[1] ?? "";
    return [...text.matchAll(defined)]
      .map((match) => String(match[1]))
      .filter((name) => !name.startsWith(`${owner}.`))
      .filter((name) => !(owner === "organisation" && name.startsWith("accounts.")))
      .map((name) => `${file} makes ${name}`);
  });
  assertNone(wrong, "One module, one schema:");
});

test("planted: foreign tables are found, in code and in a migration", () => {
  const made = new Set(["wallet.vouchers", "stores.stores", "platform.journal"]);
  const found = (file: string, text: string) => violations([{ file, text }], made).length;
  assert.equal(found("modules/stores/a.ts", "sql`select * from wallet.vouchers`"), 1);
  assert.equal(found("modules/stores/a.ts", 'db.selectFrom("wallet.vouchers as v")'), 1);
  assert.equal(found("modules/stores/a.ts", "sql`delete from platform.journal`"), 1);
  assert.equal(found("platform/a.ts", "sql`select 1 from stores.stores`"), 1);
  assert.equal(found("modules/stores/migrations/0001_a.sql", "references wallet.vouchers (a)"), 1);
  assert.equal(found("modules/stores/a.ts", "// wallet.vouchers holds them"), 0);
  assert.equal(found("modules/wallet/a.ts", "sql`select * from wallet.vouchers`"), 0);
});
