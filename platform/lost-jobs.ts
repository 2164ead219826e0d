import type pg from "pg";

const sweepMs = 10_000;

const lockSql = "select pg_advisory_lock(hashtextextended('jobs:' || $1, 0))";

// Who took a job this very moment may not hold its lock yet.
const freeSql = `
  select graphile_worker.force_unlock_workers(array_agg(w.pool)) from (
    select distinct locked_by as pool from graphile_worker._private_jobs
    where locked_at < now() - interval '10 seconds' and locked_by <> $1 offset 0) w
  where pg_try_advisory_xact_lock(hashtextextended('jobs:' || w.pool, 0))`;

export interface JobKeeper {
  /** Holds the lock if it does not yet, and frees what the dead have left. */
  sweep(): Promise<void>;
  stop(): void;
}

/**
 * A killed process leaves its jobs taken, and the worker gives them to another only after four
 * hours: a refund would wait for so long. So whoever works on jobs holds a lock of its name on a
 * connection of its own, which PostgreSQL lets go of when that ends, however it ended; every ten
 * seconds each looks whose jobs are held by nobody and makes them free again.
 */
export function keepJobs(owner: pg.Pool, pool: string): JobKeeper {
  let own: pg.PoolClient | undefined;
  let stopped = false;
  const letGo = (): void => {
    own?.release(true);
    own = undefined;
  };
  const sweep = async (): Promise<void> => {
    try {
      if (!own) {
        own = await owner.connect();
        await own.query(lockSql, [pool]);
      }
      await own.query(freeSql, [pool]);
    } catch {
      // The database is away: the lock is gone as well, and is taken again by the next sweep.
      letGo();
    }
    if (stopped) letGo();
  };
  const timer = setInterval(() => void sweep(), sweepMs);
  timer.unref();
  return {
    sweep,
    stop() {
      stopped = true;
      clearInterval(timer);
      letGo();
    },
  };
}
