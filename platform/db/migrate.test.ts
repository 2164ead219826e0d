import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { after, test } from "node:test";
import pg from "pg";
import { migrationSources } from "#apps/server/database.ts";
import { createDatabase, dropDatabase, testServerUrl } from "#tests/support/postgres.ts";
import { migrate } from "./migrate.ts";

const mark = randomBytes(6).toString("hex");
const database = `bihuan_plain_${mark}`;
const owner = `plain_owner_${mark}`;
const role = { name: `plain_app_${mark}`, password: "only-for-tests" };

async function asSuperuser(...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: await testServerUrl() });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}

after(async () => {
  await dropDatabase(database);
  await asSuperuser(`drop role if exists ${role.name}`, `drop role if exists ${owner}`);
});

test("an owner who is no superuser, as on a managed server, starts again and again", async () => {
  await asSuperuser(`create role ${owner} login createrole password 'x'`);
  await createDatabase(database);
  await asSuperuser(`alter database ${database} owner to ${owner}`);
  const url = new URL(await testServerUrl());
  url.pathname = `/${database}`;
  url.username = owner;
  url.password = "x";
  assert.ok((await migrate(url.toString(), role, migrationSources())) > 0);
  assert.equal(await migrate(url.toString(), role, migrationSources()), 0);
});

test("a role that may pass by row-level security is refused", async () => {
  const mighty = { name: `plain_mighty_${mark}`, password: "x" };
  await asSuperuser(`create role ${mighty.name} login bypassrls`);
  const url = new URL(await testServerUrl());
  url.pathname = `/${database}`;
  await assert.rejects(migrate(url.toString(), mighty, []), /bypass row-level security/);
  await asSuperuser(`drop role ${mighty.name}`);
});
