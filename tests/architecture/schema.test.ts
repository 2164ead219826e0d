import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { schemaListing } from "#platform/db/schema-listing.ts";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { assertNone, root } from "./sources.ts";

let app: TestApp;
let appRole: string;
before(async () => {
  app = await startTestApp();
  const { rows } = await app.databases.appPool.query("select current_user as name");
  appRole = String(rows[0].name);
});
after(() => app.close());

const listing = path.join(root, "docs/schema.txt");

test("the schema is the one that docs/schema.txt shows", async () => {
  const now = await schemaListing(app.databases.ownerPool, appRole);
  if (process.env.UPDATE_SCHEMA === "1") writeFileSync(listing, now);
  const shown = existsSync(listing) ? readFileSync(listing, "utf8") : "";
  const lines = (text: string) => new Set(text.split("\n"));
  const [then, today] = [lines(shown), lines(now)];
  assertNone(
    [
      ...[...today].filter((line) => !then.has(line)).map((line) => `+ ${line}`),
      ...[...then].filter((line) => !today.has(line)).map((line) => `- ${line}`),
      ...(shown.length === now.length ? [] : ["the texts differ in length"]),
    ],
    "The migrations make another schema. If it is meant: UPDATE_SCHEMA=1 and look at the diff.",
  );
});

/** Tables without a brand, by their reason; everything else belongs to one. */
const brandless = new Map([
  ["platform.migrations", "which files were applied"],
  ["accounts.identities", "one e-mail may work for several brands"],
  ["accounts.sessions", "of an identity"],
  ["accounts.credentials", "of an identity"],
  ["accounts.verifications", "of an identity"],
]);
/** Keys of platform.brands itself: the brand is found by its key. */
const brandKeys = new Set(["platform.brands brand_id", "platform.brands key"]);
/** Unique to the product, with or without a brand. */
const withoutPolicy = new Set([...brandless.keys(), "platform.brands"]);

interface Key {
  readonly place: string;
  readonly kind: string;
  readonly columns: readonly string[];
}

/** Primary keys, unique constraints and indexes, and foreign keys, with their columns in order. */
async function keys(): Promise<Key[]> {
  const { rows } = await app.databases.ownerPool.query(`
    select n.nspname || '.' || c.relname as place, 'unique' as kind,
      (select array_agg(coalesce(a.attname, '(expression)') order by k.place)
        from unnest(i.indkey) with ordinality as k(attnum, place)
        left join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum and k.attnum > 0
        where k.place <= i.indnkeyatts)::text[] as columns
    from pg_index i join pg_class c on c.oid = i.indrelid
    join pg_namespace n on n.oid = c.relnamespace
    where i.indisunique and n.nspname not in ('graphile_worker', 'pg_catalog', 'pg_toast')
    union all
    select n.nspname || '.' || c.relname, 'foreign key',
      (select array_agg(a.attname order by k.place) from unnest(f.conkey)
        with ordinality as k(attnum, place)
        join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum)::text[]
    from pg_constraint f join pg_class c on c.oid = f.conrelid
    join pg_namespace n on n.oid = c.relnamespace
    where f.contype = 'f' and n.nspname <> 'graphile_worker' order by 1, 2, 3`);
  return rows;
}

const wrongKeys = (all: readonly Key[]) =>
  all
    .filter((key) => key.columns[0] !== "brand_id" && !brandless.has(key.place))
    .filter((key) => !brandKeys.has(`${key.place} ${key.columns.join(", ")}`))
    .map((key) => `${key.place}: ${key.kind} (${key.columns.join(", ")})`);

test("primary, unique and foreign keys start with brand_id", async () => {
  const all = await keys();
  assert.ok(all.length >= 30, `only ${all.length} keys seen`);
  assert.deepEqual(wrongKeys(all), [], "A key that does not start with brand_id joins brands.");
  for (const place of brandless.keys()) {
    assert.ok(all.some((key) => key.place === place), `${place} is in the list but not there`);
  }
});

test("planted: a key without brand_id is found", () => {
  const key = { place: "wallet.vouchers", kind: "unique", columns: ["code", "brand_id"] };
  assert.deepEqual(wrongKeys([key]), ["wallet.vouchers: unique (code, brand_id)"]);
});

interface Guard {
  readonly place: string;
  readonly rls: boolean;
  readonly policies: readonly (string | null)[] | null;
  readonly owner: string;
}

async function guards(): Promise<Guard[]> {
  const { rows } = await app.databases.ownerPool.query(`
    select n.nspname || '.' || c.relname as place, c.relrowsecurity as rls,
      (select array_agg(pg_get_expr(p.polqual, p.polrelid)) from pg_policy p
        where p.polrelid = c.oid) as policies, pg_get_userbyid(c.relowner) as owner
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'm', 'v') and n.nspname not in
      ('graphile_worker', 'pg_catalog', 'pg_toast', 'information_schema')
    order by 1`);
  return rows;
}

const policy =
  "(brand_id = (NULLIF(current_setting('bihuan.brand'::text, true), ''::text))::uuid)";

const unguarded = (all: readonly Guard[]) =>
  all
    .filter(({ place }) => !withoutPolicy.has(place))
    .filter((one) => !one.rls || one.policies?.length !== 1 || one.policies[0] !== policy)
    .map((one) => one.place);

test("every table of a brand has row-level security with the brand's policy", async () => {
  const all = await guards();
  assert.deepEqual(
    unguarded(all),
    [],
    "select platform.protect('schema.table') after creating a table.",
  );
  assert.deepEqual(
    all.filter((one) => one.owner === appRole),
    [],
    "The app role owns nothing: an owner is not held by row-level security.",
  );
});

test("planted: a table without a policy, and one with another, are found", () => {
  const guard = (place: string, rls: boolean, policies: string[] | null) => ({
    place,
    rls,
    policies,
    owner: "postgres",
  });
  const all = [
    guard("a.none", false, null),
    guard("a.other", true, ["true"]),
    guard("a.right", true, [policy]),
  ];
  assert.deepEqual(unguarded(all), ["a.none", "a.other"]);
});

async function ownerRole(): Promise<string> {
  const { rows } = await app.databases.ownerPool.query("select current_user as name");
  return String(rows[0].name);
}

test("the app role bypasses nothing and cannot touch what was written", async () => {
  const { rows } = await app.databases.ownerPool.query(
    `select rolsuper, rolbypassrls, rolcreatedb, rolcreaterole from pg_roles where rolname = $1`,
    [appRole],
  );
  assert.deepEqual(rows, [
    { rolsuper: false, rolbypassrls: false, rolcreatedb: false, rolcreaterole: false },
  ]);
  for (const statement of [
    "update platform.journal set kind = 'x'",
    "delete from platform.journal",
    "update platform.journal_position set position = 0",
    "delete from platform.journal_position",
    "insert into platform.journal_position (brand_id) values (gen_random_uuid())",
    "truncate platform.journal",
    "update platform.brands set name = 'x'",
    "select * from accounts.credentials",
    "create table public.own (a int)",
    `set role "${await ownerRole()}"`,
  ]) {
    await assert.rejects(
      app.databases.appPool.query(statement),
      /permission denied|must be/,
      `the app role could: ${statement}`,
    );
  }
});

test("without a brand the app role sees no row of anybody", async () => {
  const t = await app.brand();
  const all = await guards();
  const client = await app.databases.appPool.connect();
  try {
    for (const { place } of all.filter((one) => !withoutPolicy.has(one.place))) {
      const { rows } = await client.query(`select count(*)::int as count from ${place}`);
      assert.equal(rows[0].count, 0, `${place} shows rows without a brand`);
    }
    const own = await t.ctx(async () => true);
    assert.ok(own);
  } finally {
    client.release();
  }
});

test("views show no more than their reader may see; nothing is materialized", async () => {
  const { rows } = await app.databases.ownerPool.query(`
    select n.nspname || '.' || c.relname as place from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    where n.nspname not in ('graphile_worker', 'pg_catalog', 'information_schema') and (
      c.relkind = 'm' or (c.relkind = 'v'
        and not coalesce(c.reloptions @> array['security_invoker=true'], false)))`);
  assert.deepEqual(rows, [], "create view … with (security_invoker = true)");
});
