import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import pg from "pg";
import { startLocalPostgres } from "#platform/local-postgres/index.ts";

const settings = { fsync: "off", shared_buffers: "16MB" };
const folders: string[] = [];

after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

test("a first start makes the cluster, the last user stops it, its data stay", async () => {
  const dataDir = newFolder();
  const first = await startLocalPostgres({ dataDir, settings });
  const second = await startLocalPostgres({ dataDir, settings });
  assert.equal(second.pid, first.pid);
  await query(first.url, "create table kept (word text); insert into kept values ('茶')");
  assert.equal(await first.stop(), false, "somebody else still uses it");
  assert.deepEqual(await query(second.url, "select word from kept"), [{ word: "茶" }]);
  assert.equal(await second.stop(), true);
  await assert.rejects(query(second.url, "select 1"));
  const again = await startLocalPostgres({ dataDir, settings });
  assert.deepEqual(await query(again.url, "select word from kept"), [{ word: "茶" }]);
  await again.stop({ discard: true });
});

test("only this machine reaches it, only with the password", async () => {
  const dataDir = newFolder();
  const server = await startLocalPostgres({ dataDir, settings });
  const wrong = new URL(server.url);
  wrong.password = "wrong";
  assert.equal(wrong.hostname, "127.0.0.1");
  await assert.rejects(query(wrong.href, "select 1"), { code: "28P01" });
  const secret = join(dataDir, "secrets", "postgres-password");
  assert.equal(statSync(secret).mode & 0o777, 0o600);
  const [facts] = await query(server.url, `
    select current_setting('server_encoding') as encoding,
      current_setting('listen_addresses') as addresses, current_setting('TimeZone') as zone,
      datlocprovider as provider, datlocale as locale
    from pg_database where datname = 'postgres'`);
  assert.deepEqual(facts, {
    encoding: "UTF8", addresses: "127.0.0.1", zone: "UTC", provider: "b", locale: "C.UTF-8",
  });
  const { password } = new URL(server.url);
  const commandLine = `/proc/${server.pid}/cmdline`;
  if (existsSync(commandLine)) assert.ok(!readFileSync(commandLine, "utf8").includes(password));
  await server.stop();
});

test("two starts at once share one PostgreSQL", async () => {
  const dataDir = newFolder();
  const both = await Promise.all([0, 1].map(() => startLocalPostgres({ dataDir, settings })));
  assert.equal(both[0]?.url, both[1]?.url);
  const stopped = await Promise.all(both.map((server) => server.stop()));
  assert.deepEqual(stopped.sort(), [false, true]);
});

test("after a SIGKILL of the server the next start takes its PostgreSQL over", async () => {
  const dataDir = newFolder();
  const killed = await startElsewhere(dataDir);
  await query(killed.url, "create table kept as select 7 as seven");
  killed.server.kill("SIGKILL");
  await once(killed.server, "exit");
  const next = await startLocalPostgres({ dataDir, settings });
  assert.equal(next.url, killed.url);
  assert.deepEqual(await query(next.url, "select seven from kept"), [{ seven: 7 }]);
  assert.equal(await next.stop(), true, "the killed server no longer counts as a user");
});

test("after a SIGKILL of PostgreSQL too, it recovers what was committed", async () => {
  const dataDir = newFolder();
  const first = await startLocalPostgres({ dataDir, settings });
  await query(first.url, "create table kept as select 7 as seven");
  process.kill(first.pid, "SIGKILL");
  const next = await startLocalPostgres({ dataDir, settings });
  assert.notEqual(next.pid, first.pid);
  assert.deepEqual(await query(next.url, "select seven from kept"), [{ seven: 7 }]);
  await first.stop();
  await next.stop();
});

test("a pid file whose number now belongs to another program is no obstacle", async () => {
  const dataDir = newFolder();
  const first = await startLocalPostgres({ dataDir, settings });
  const pidFile = join(dataDir, "postgres", "18", "postmaster.pid");
  const content = readFileSync(pidFile, "utf8");
  await first.stop();
  writeFileSync(pidFile, content.replace(/^\d+/, String(process.ppid)));
  const next = await startLocalPostgres({ dataDir, settings });
  assert.deepEqual(await query(next.url, "select 1 as one"), [{ one: 1 }]);
  await next.stop();
});

test("a half-made cluster is made anew", async () => {
  const dataDir = newFolder();
  mkdirSync(join(dataDir, "postgres", "18.half", "base"), { recursive: true });
  const server = await startLocalPostgres({ dataDir, settings });
  assert.ok(!existsSync(join(dataDir, "postgres", "18.half")));
  await server.stop();
});

const notRoot = process.getuid?.() === 0 ? false : "needs root";

test("root may keep the data below a folder closed to others", { skip: notRoot }, async () => {
  const closed = newFolder();
  chmodSync(closed, 0o700);
  const dataDir = join(closed, "checkout", "data");
  const server = await startLocalPostgres({ dataDir, settings });
  await query(server.url, "create table kept as select generate_series(1, 1000)");
  await query(server.url, "create database second template template1 strategy file_copy");
  assert.equal(statSync(closed).mode & 0o777, 0o700);
  assert.notEqual(statSync(join(dataDir, "postgres", "18")).uid, 0);
  await server.stop();
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "bihuan-postgres-test-"));
  folders.push(folder);
  return folder;
}

async function startElsewhere(dataDir: string) {
  const module = new URL("../../platform/local-postgres/index.ts", import.meta.url).href;
  const script = `
    const { startLocalPostgres } = await import(${JSON.stringify(module)});
    const options = ${JSON.stringify({ dataDir, settings })};
    process.stdout.write((await startLocalPostgres(options)).url);
    setInterval(() => {}, 1000);`;
  const server = spawn(process.execPath, ["--input-type=module", "--eval", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [url] = await once(server.stdout, "data");
  return { server, url: String(url) };
}

async function query(url: string, statement: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}
