import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import pg from "pg";
import type { BackedTable, Manifest } from "./backup.ts";
import { type TableShape, tablesInOrder } from "./tables.ts";

const batch = 1_000;

async function insertLines(client: pg.Client, table: BackedTable, lines: readonly string[]) {
  const names = table.columns.map((name) => pg.escapeIdentifier(name)).join(", ");
  await client.query(
    `insert into ${table.name} (${names})
     select ${names} from jsonb_populate_recordset(null::${table.name}, $1::jsonb)`,
    [`[${lines.join(",")}]`],
  );
}

async function restoreTable(client: pg.Client, table: BackedTable, folder: string) {
  const file = createReadStream(path.join(folder, `${table.name}.jsonl.gz`));
  const lines = createInterface({ input: file.pipe(createGunzip()), crlfDelay: Infinity });
  const hash = createHash("sha256");
  let waiting: string[] = [];
  let rows = 0;
  for await (const line of lines) {
    hash.update(`${line}\n`);
    waiting.push(line);
    rows++;
    if (waiting.length < batch) continue;
    await insertLines(client, table, waiting);
    waiting = [];
  }
  if (waiting.length > 0) await insertLines(client, table, waiting);
  return { rows, sha256: hash.digest("hex") };
}

async function ensureEmpty(client: pg.Client, tables: readonly TableShape[]): Promise<void> {
  const { rows } = await client.query("select count(*)::int as count from platform.brands");
  if (rows[0].count > 0) {
    throw new Error("数据库不是空的，请恢复到新的数据库 / The database is not empty; use a new one.");
  }
  for (const table of tables) await client.query(`delete from ${table.name}`);
}

/**
 * Restores into a freshly migrated database of the same or a newer version: counts and hashes must
 * fit, else nothing is kept. Only the columns that the backup had are written, so that a newer one
 * gets its default.
 */
export async function restore(
  ownerUrl: string,
  folder: string,
  onProgress: (text: string) => void,
): Promise<Manifest> {
  const text = await readFile(path.join(folder, "manifest.json"), "utf8");
  const manifest = JSON.parse(text) as Manifest;
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query("set timezone to 'UTC'");
    await client.query("begin");
    const shapes = await tablesInOrder(client);
    await ensureEmpty(client, [...shapes].reverse());
    for (const shape of shapes) {
      const expected = manifest.tables.find((one) => one.name === shape.name);
      if (!expected) continue;
      const got = await restoreTable(client, expected, folder);
      if (got.rows !== expected.rows || got.sha256 !== expected.sha256) {
        throw new Error(`备份已损坏 / The backup is damaged: ${shape.name}`);
      }
      onProgress(`${shape.name}: ${got.rows}`);
    }
    await client.query("commit");
    return manifest;
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    throw error;
  } finally {
    await client.end();
  }
}
