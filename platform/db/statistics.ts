import type pg from "pg";

/** Of a table that is believed to be so large no plan is chosen that reads all of it for a row. */
const largeRows = 30_000;
/** A sample of 3,000 rows, a tenth of PostgreSQL's own: what counts is that there are many. */
const sampling = 10;

/**
 * Tables of which the planner has not seen half as they are now, while it takes them for small.
 * PostgreSQL looks once a minute by itself; a young brand or an import grows a hundred times in
 * that.
 */
const staleSql = `select format('%I.%I', s.schemaname, s.relname) as name
  from pg_stat_user_tables s join pg_class c on c.oid = s.relid
  where s.n_mod_since_analyze > 100 + s.n_live_tup / 2 and c.reltuples < $1
  order by s.n_mod_since_analyze desc limit 100`;

/**
 * Tells the planner of tables that have grown; answers their names. Statements that were prepared
 * while a table was small are planned again by that: until then they may read all of a brand's rows
 * where they need one. One that is analysed elsewhere is left out.
 */
export async function renewStatistics(owner: pg.Pool): Promise<string[]> {
  const { rows } = await owner.query<{ name: string }>(staleSql, [largeRows]);
  for (const { name } of rows) await look(owner, name);
  return rows.map(({ name }) => name);
}

async function look(owner: pg.Pool, name: string): Promise<void> {
  const client = await owner.connect();
  try {
    await client.query(`begin; set local default_statistics_target = ${sampling}`);
    await client.query(`analyze (skip_locked) ${name}`);
    await client.query("commit");
    client.release();
  } catch (error) {
    // With it goes the transaction.
    client.release(true);
    throw error;
  }
}

const eventsBetween = 1_000;
const msBetween = 5_000;

export interface StatisticsKeeper {
  /** So many events more were numbered. */
  grown(events: number): void;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

/** Renews them behind the caller's back once the journal has grown, every few seconds at most. */
export function statisticsKeeper(
  owner: pg.Pool,
  onError: (error: unknown) => void,
): StatisticsKeeper {
  let unseen = 0;
  let notBefore = 0;
  let running: Promise<unknown> | null = null;
  return {
    grown(events) {
      unseen += events;
      if (running || unseen < eventsBetween || performance.now() < notBefore) return;
      unseen = 0;
      running = renewStatistics(owner).catch(onError).finally(() => {
        running = null;
        notBefore = performance.now() + msBetween;
      });
    },
    async idle() {
      await running;
    },
  };
}
