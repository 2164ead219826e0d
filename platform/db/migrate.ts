import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { runMigrations } from "graphile-worker";
import pg from "pg";

export interface MigrationSource {
  /** Name under which the applied files are remembered, e.g. a module's. */
  readonly name: string;
  readonly folder: string;
}

export interface AppRole {
  readonly name: string;
  readonly password: string;
}

interface Migration {
  readonly source: string;
  readonly file: string;
  readonly text: string;
  readonly hash: string;
}

async function filesOf(source: MigrationSource): Promise<Migration[]> {
  const names = await readdir(source.folder).catch(() => [] as string[]);
  const files = names.filter((name) => /^\d{4}_[a-z0-9_]+\.sql$/.test(name)).sort();
  return Promise.all(
    files.map(async (file) => {
      const text = await readFile(path.join(source.folder, file), "utf8");
      const hash = createHash("sha256").update(text).digest("hex");
      return { source: source.name, file, text, hash };
    }),
  );
}

/** Hash over every migration: the name of a template database, and the stamp of a backup. */
export async function migrationsHash(sources: readonly MigrationSource[]): Promise<string> {
  const all = (await Promise.all(sources.map(filesOf))).flat();
  const hash = createHash("sha256");
  for (const one of all) hash.update(`${one.source}/${one.file}:${one.hash}\n`);
  return hash.digest("hex");
}

async function ensureRole(client: pg.Client, role: AppRole): Promise<void> {
  const found = await client.query(
    "select rolsuper or rolbypassrls as mighty from pg_roles where rolname = $1",
    [role.name],
  );
  if (found.rows[0]?.mighty) {
    throw new Error(`The role ${role.name} may bypass row-level security; name another one.`);
  }
  const name = pg.escapeIdentifier(role.name);
  const password = pg.escapeLiteral(role.password);
  // Only a superuser may say "nosuperuser" again of a role that is there.
  if (found.rowCount) await client.query(`alter role ${name} with login password ${password}`);
  else await client.query(`create role ${name} with login password ${password}`);
  // The owner must see the app's transactions in pg_stat_activity: the sequencer's watermark.
  await client.query(`grant ${name} to current_user`);
}

async function applied(client: pg.Client): Promise<Map<string, string>> {
  await client.query(`create schema if not exists platform;
    create table if not exists platform.migrations (
      source text not null, file text not null, hash text not null,
      applied_at timestamptz not null default clock_timestamp(), primary key (source, file))`);
  const rows = await client.query("select source, file, hash from platform.migrations");
  return new Map(rows.rows.map((row) => [`${row.source}/${row.file}`, String(row.hash)]));
}

async function apply(client: pg.Client, one: Migration, role: string): Promise<void> {
  await client.query("begin");
  try {
    await client.query(one.text.replaceAll("__APP__", role));
    await client.query("insert into platform.migrations (source, file, hash) values ($1, $2, $3)", [
      one.source,
      one.file,
      one.hash,
    ]);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw new Error(`Migration ${one.source}/${one.file} failed: ${(error as Error).message}`);
  }
}

/**
 * Brings a database to the newest form: app role, job tables, then each source's files in order.
 * One process migrates at a time (advisory lock); an edited file that was applied is an error.
 */
export async function migrate(
  ownerUrl: string,
  role: AppRole,
  sources: readonly MigrationSource[],
  onProgress: (text: string) => void = () => undefined,
): Promise<number> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock(72180011)");
    await ensureRole(client, role);
    await runMigrations({ connectionString: ownerUrl });
    const done = await applied(client);
    const all = (await Promise.all(sources.map(filesOf))).flat();
    let count = 0;
    for (const one of all) {
      const known = done.get(`${one.source}/${one.file}`);
      if (known === one.hash) continue;
      if (known) throw new Error(`${one.source}/${one.file} was edited after it was applied.`);
      onProgress(`${one.source}/${one.file}`);
      await apply(client, one, pg.escapeIdentifier(role.name));
      count++;
    }
    return count;
  } finally {
    await client.end();
  }
}
