import { mkdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { clusterPlace, postgresAccount } from "./account.ts";
import { postgresBinaries } from "./binaries.ts";
import { clusterPassword, makeCluster, superuser } from "./cluster.ts";
import { holdAlone, holdTogether, isFree } from "./lock.ts";
import { bilingual } from "./message.ts";
import { runningPostmaster, startPostmaster, stopPostmaster } from "./postmaster.ts";
import type { Settings } from "./cluster.ts";

export interface LocalPostgres {
  /** Connects the superuser to the database `postgres`. */
  readonly url: string;
  readonly pid: number;
  /** Gives it back. The last user stops it and waits; true: it has stopped. With `discard`
   * its data go too. */
  stop(options?: { readonly discard?: boolean }): Promise<boolean>;
}

export interface LocalPostgresOptions {
  readonly dataDir: string;
  /** PostgreSQL's own names, over those of a small server. */
  readonly settings?: Settings;
}

/**
 * Starts the PostgreSQL that lies in `dataDir`, making it when it is new; one that already runs
 * there, because its server was killed or another of our processes uses it, is used as it is.
 * Errors carry a message in both languages.
 */
export async function startLocalPostgres(options: LocalPostgresOptions): Promise<LocalPostgres> {
  const dataDir = resolve(options.dataDir);
  try {
    mkdirSync(join(dataDir, "postgres"), { recursive: true, mode: 0o700 });
    return await startIn(dataDir, options.settings ?? {});
  } catch (error) {
    const { code, path } = error as NodeJS.ErrnoException;
    if (code !== "EACCES" && code !== "EPERM" && code !== "EROFS") throw error;
    throw new Error(bilingual(
      `没有权限使用数据文件夹 ${dataDir}（${path ?? code}）；它可能属于另一个用户。`,
      `No permission to use the data folder ${dataDir} (${path ?? code}); `
        + "it may belong to another user.",
    ), { cause: error });
  }
}

async function startIn(dataDir: string, settings: Settings): Promise<LocalPostgres> {
  const startLock = join(dataDir, "postgres", "start.lock");
  const users = join(dataDir, "postgres", "users.lock");
  const log = join(dataDir, "postgres", "postgres.log");
  const unlock = await holdAlone(startLock);
  try {
    const binaries = postgresBinaries(postgresAccount());
    const place = clusterPlace(dataDir, binaries.major, postgresAccount());
    const password = clusterPassword(dataDir);
    await makeCluster(binaries, place, join(dataDir, "secrets"), password);
    const { pid, port } = await runningPostmaster(place, password)
      ?? await startPostmaster(binaries.postgres, place, password, log, settings);
    const leave = holdTogether(users);
    const stop = async ({ discard = false } = {}) => {
      const unlockStop = await holdAlone(startLock);
      try {
        leave();
        const last = isFree(users);
        if (last) await stopPostmaster(pid, place);
        if (last && discard) rmSync(place.folder, { recursive: true, force: true });
        return last;
      } finally {
        unlockStop();
      }
    };
    const url = `postgres://${superuser}:${password}@127.0.0.1:${port}/postgres`;
    return { url, pid, stop };
  } finally {
    unlock();
  }
}
