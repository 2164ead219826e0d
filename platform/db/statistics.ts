import type pg from "pg";

/**
 * Tables of which the planner has not seen half as they are now. PostgreSQL looks once a minute by
 * itself; a young brand or an import grows a hundred times in that.
 */
const staleSql = `select format('%I.%I', s.schemaname, s.relname) as name
  from pg_stat_user_tables s
  where s.n_mod_since_analyze > 100 + s.n_live_tup / 2
  order by s.n_mod_since_analyze desc limit 100`;

/**
 * Tells the planner of tables that have grown; answers their names. Statements that were prepared
 * while a table was small are planned again by that: until then they may read all of a brand's rows
 * where they need one. One that is analysed elsewhere is left out.
 */
export async function renewStatistics(owner: pg.Pool): Promise<string[]> {
  const { rows } = await owner.query<{ name: string }>(staleSql);
  for (const { name } of rows) await owner.query(`analyze (skip_locked) ${name}`);
  return rows.map(({ name }) => name);
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
