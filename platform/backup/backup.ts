import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { once } from "node:events";
import { createGzip } from "node:zlib";
import pg from "pg";
import { type TableShape, tablesInOrder } from "./tables.ts";

export interface BackedTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: number;
  readonly sha256: string;
}

export interface Manifest {
  readonly format: 1;
  readonly madeAt: string;
  readonly migrations: readonly { source: string; file: string; hash: string }[];
  readonly tables: readonly BackedTable[];
}

const batch = 2_000;

/** One line of JSON a row, as PostgreSQL's own to_jsonb writes it, so that every type survives. */
async function exportTable(
  client: pg.Client,
  table: TableShape,
  folder: string,
): Promise<BackedTable> {
  const file = createWriteStream(path.join(folder, `${table.name}.jsonl.gz`));
  const gzip = createGzip({ level: 6 });
  gzip.pipe(file);
  const hash = createHash("sha256");
  let rows = 0;
  const columns = table.columns.map((c) => `t.${pg.escapeIdentifier(c)}`).join(", ");
  await client.query(`declare backup no scroll cursor for
    select to_jsonb(r)::text as line from (select ${columns} from ${table.name} t
      order by ${table.key.map((c) => `t.${pg.escapeIdentifier(c)}`).join(", ")}) r`);
  for (;;) {
    const part = await client.query<{ line: string }>(`fetch ${batch} from backup`);
    if (part.rows.length === 0) break;
    const text = part.rows.map((row) => `${row.line}\n`).join("");
    hash.update(text);
    rows += part.rows.length;
    if (!gzip.write(text)) await once(gzip, "drain");
  }
  await client.query("close backup");
  gzip.end();
  await once(file, "close");
  return { name: table.name, columns: table.columns, rows, sha256: hash.digest("hex") };
}

/**
 * Logical export in one repeatable-read snapshot: lines per table and a manifest with counts and
 * hashes. The folder appears under its name only when it is whole.
 */
export async function backup(
  ownerUrl: string,
  folder: string,
  now: Temporal.Instant,
  onProgress: (text: string) => void,
  /** Adds files to the folder before it gets its name; the database's snapshot is older. */
  addFiles: (building: string) => Promise<void> = async () => undefined,
): Promise<Manifest> {
  const building = `${folder}.part`;
  await mkdir(building, { recursive: true, mode: 0o700 });
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query("set timezone to 'UTC'");
    await client.query("begin transaction isolation level repeatable read read only");
    const tables = [];
    for (const table of await tablesInOrder(client)) {
      tables.push(await exportTable(client, table, building));
      onProgress(`${table.name}: ${tables.at(-1)?.rows}`);
    }
    const { rows } = await client.query(
      "select source, file, hash from platform.migrations order by applied_at, source, file",
    );
    await client.query("commit");
    const manifest: Manifest = { format: 1, madeAt: now.toString(), migrations: rows, tables };
    await writeFile(path.join(building, "manifest.json"), JSON.stringify(manifest, null, 1));
    await addFiles(building);
    await rename(building, folder);
    return manifest;
  } finally {
    await client.end();
  }
}
