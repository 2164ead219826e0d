import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { wired } from "./wired.ts";

/** Longer than any process remembers a brand's key. */
const cacheMs = 1_200;
const longestTransactionMs = 65_000;
const rowsAStatement = 10_000;

interface BrandTable {
  readonly oid: number;
  readonly name: string;
  /** Tables whose rows point at this one's. */
  readonly pointedAtBy: readonly number[];
  readonly pointsAtItself: boolean;
}

async function tablesWithBrand(pool: pg.Pool): Promise<BrandTable[]> {
  const { rows } = await pool.query(`
    select c.oid::int8 as oid, format('%I.%I', n.nspname, c.relname) as name,
      coalesce((select array_agg(distinct f.conrelid::int8) from pg_constraint f
        where f.contype = 'f' and f.confrelid = c.oid and f.conrelid <> c.oid), '{}') as below,
      exists (select 1 from pg_constraint f
        where f.contype = 'f' and f.confrelid = c.oid and f.conrelid = c.oid) as itself
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'brand_id' and not a.attisdropped
    where c.relkind in ('r', 'p') and not c.relispartition and c.relpersistence <> 't'
      and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
      and not (n.nspname = 'platform' and c.relname = 'brands')
    order by 2`);
  return rows.map((row) => ({
    oid: row.oid,
    name: row.name,
    pointedAtBy: row.below.map(Number),
    pointsAtItself: row.itself,
  }));
}

/** A table comes after all that point at it; what is left over at the end points in a circle. */
function inDeletableOrder(tables: readonly BrandTable[]): BrandTable[] {
  const ordered: BrandTable[] = [];
  let waiting = [...tables];
  while (waiting.length > 0) {
    const free = waiting.filter(
      (one) => !waiting.some((other) => one.pointedAtBy.includes(other.oid)),
    );
    if (free.length === 0) {
      throw new Error(`Foreign keys in a circle: ${waiting.map((one) => one.name).join(", ")}`);
    }
    ordered.push(...free);
    waiting = waiting.filter((one) => !free.includes(one));
  }
  return ordered;
}

/** In pieces, so that no transaction is long; at once where rows point at each other. */
async function emptyTable(pool: pg.Pool, table: BrandTable, brandId: string): Promise<number> {
  if (table.pointsAtItself) {
    const gone = await pool.query(`delete from ${table.name} where brand_id = $1`, [brandId]);
    return gone.rowCount ?? 0;
  }
  let total = 0;
  for (;;) {
    const gone = await pool.query(
      `delete from ${table.name} where ctid = any(array(
         select ctid from ${table.name} where brand_id = $1 limit ${rowsAStatement}))`,
      [brandId],
    );
    total += gone.rowCount ?? 0;
    if ((gone.rowCount ?? 0) < rowsAStatement) return total;
  }
}

/** Waits for transactions that may have begun before the brand stopped answering. */
async function outlastTransactions(pool: pg.Pool): Promise<void> {
  await sleep(cacheMs);
  const { rows } = await pool.query("select clock_timestamp()::text as at");
  const end = performance.now() + longestTransactionMs;
  while (performance.now() < end) {
    const running = await pool.query(
      `select 1 from pg_stat_activity where datname = current_database()
       and application_name = 'bihuan-app' and xact_start < $1 limit 1`,
      [rows[0].at],
    );
    if (running.rowCount === 0) return;
    await sleep(50);
  }
}

async function emptyBrand(pool: pg.Pool, brandId: string): Promise<number> {
  const tables = inDeletableOrder(await tablesWithBrand(pool));
  let total = 0;
  for (;;) {
    let found = 0;
    for (const table of tables) found += await emptyTable(pool, table, brandId);
    total += found;
    // The sequencer or a reaction may have written once more; the second round finds it.
    if (found === 0) return total;
  }
}

/** The demo's sign-ins are known to everybody: they go with it. */
async function deleteSampleAccounts(pool: pg.Pool, brandId: string): Promise<void> {
  await pool.query(
    `delete from accounts.identities i where i.sample
     and exists (select 1 from organisation.staff s
       where s.brand_id = $1 and s.account_id = i.id)
     and not exists (select 1 from organisation.staff s
       where s.brand_id <> $1 and s.account_id = i.id)`,
    [brandId],
  );
}

/**
 * Deletes a brand with every row of it in every table. It stops answering first; a crash half way
 * is finished by {@link finishDeletions}. Answers how many rows went.
 */
export async function deleteBrand(brandId: string): Promise<number> {
  const pool = wired().databases.ownerPool;
  await pool.query(
    `update platform.brands set deleting_at = coalesce(deleting_at, clock_timestamp())
     where brand_id = $1`,
    [brandId],
  );
  await outlastTransactions(pool);
  await deleteSampleAccounts(pool, brandId);
  const total = await emptyBrand(pool, brandId);
  await pool.query("delete from platform.brands where brand_id = $1", [brandId]);
  return total;
}

/** At the start of the server: brands whose deletion was cut short. */
export async function finishDeletions(): Promise<void> {
  const { rows } = await wired().databases.ownerPool.query(
    "select brand_id from platform.brands where deleting_at is not null",
  );
  for (const row of rows) await deleteBrand(row.brand_id);
}
