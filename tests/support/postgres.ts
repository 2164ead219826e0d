import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import pg from "pg";
import { startLocalPostgres } from "#platform/local-postgres/index.ts";

/** Where this checkout's test cluster lies; `npm test` and a test run by hand share it. */
export function testClusterFolder(): string {
  const checkout = createHash("sha256").update(resolve(import.meta.dirname)).digest("hex");
  return join(tmpdir(), `bihuan-test-${process.getuid?.() ?? 0}-${checkout.slice(0, 8)}`);
}

/** Nothing in a test outlives a crash of the machine, so nothing waits for the disk. */
export const testSettings = {
  fsync: "off", full_page_writes: "off", synchronous_commit: "off",
  max_connections: 200, wal_level: "minimal", max_wal_senders: 0, autovacuum_naptime: "10min",
};

let byHand: Promise<string> | undefined;

/**
 * The superuser's URL of the server that tests use: the one `npm test` started, that of
 * `DATABASE_URL`, or for a file run by hand one that is started now and stays for the next.
 */
export async function testServerUrl(): Promise<string> {
  const given = process.env.BIHUAN_TEST_DATABASE_URL ?? process.env.DATABASE_URL;
  if (given) return given;
  byHand ??= startLocalPostgres({ dataDir: testClusterFolder(), settings: testSettings })
    .then((server) => server.url);
  return byHand;
}

/** Creates a database, as a copy of `template` if one is named; answers the superuser's URL. */
export async function createDatabase(name: string, template?: string): Promise<string> {
  // Files copied as they are take a quarter of the work of pages written through the log.
  const copied = template
    ? ` template ${pg.escapeIdentifier(template)} strategy file_copy`
    : "";
  await onServer(`create database ${pg.escapeIdentifier(name)}${copied}`);
  return databaseUrl(name);
}

/** Drops a database together with the sessions that still use it. */
export async function dropDatabase(name: string): Promise<void> {
  await onServer(`drop database if exists ${pg.escapeIdentifier(name)} with (force)`);
}

/** The superuser's URL of one database of the test server. */
export async function databaseUrl(name: string): Promise<string> {
  const url = new URL(await testServerUrl());
  url.pathname = `/${encodeURIComponent(name)}`;
  return url.href;
}

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: await testServerUrl() });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
