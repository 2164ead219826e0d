import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { clusterPlace, postgresAccount } from "#platform/local-postgres/account.ts";
import { postgresBinaries } from "#platform/local-postgres/binaries.ts";
import { plainEnvironment } from "#platform/local-postgres/cluster.ts";
import { startLocalPostgres } from "#platform/local-postgres/index.ts";

/** The PostgreSQL under attack. */
export interface ProofDatabase {
  /** The owner's address. */
  readonly url: string;
  /** What the servers need besides the address. */
  readonly env: Readonly<Record<string, string>>;
  /**
   * Stops it `immediate`, as a power cut would, and starts it again where it listened; the number
   * of milliseconds that it was away. Null: it is not ours to stop.
   */
  readonly crash: ((awayMs: number) => Promise<number>) | null;
  close(): Promise<void>;
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query("select 1");
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

const limitMs = 600_000;

async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + limitMs;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`PostgreSQL ${what}: not within ${limitMs} ms`);
    await sleep(20);
  }
}

/** The embedded one, in the proof's own data folder. */
async function embedded(dataDir: string): Promise<ProofDatabase> {
  const local = await startLocalPostgres({ dataDir });
  const account = postgresAccount();
  const binaries = postgresBinaries(account);
  const place = clusterPlace(dataDir, binaries.major, account);
  let own: ChildProcess | null = null;
  const crash = async (awayMs: number): Promise<number> => {
    const from = performance.now();
    const pid = own?.pid ?? local.pid;
    const gone = own && once(own, "exit");
    process.kill(pid, "SIGQUIT");
    await (gone ?? until("stop", () => !isAlive(pid)));
    await sleep(awayMs);
    // postgresql.conf still names the port of before, so the servers find it where it was.
    own = spawn(binaries.postgres, ["-D", place.argument], {
      ...place.account, cwd: place.folder, env: plainEnvironment, stdio: "ignore", detached: true,
    });
    await until("start", () => answers(local.url));
    return performance.now() - from;
  };
  return {
    url: local.url,
    env: {},
    crash,
    async close() {
      if (own && own.exitCode === null) {
        const gone = once(own, "exit");
        own.kill("SIGINT");
        await gone;
      }
      await local.stop();
    },
  };
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** A database of its own on a PostgreSQL that somebody else runs. */
async function given(server: string): Promise<ProofDatabase> {
  const name = `bihuan_proof_${process.pid}`;
  await onServer(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    env: { BIHUAN_APP_ROLE: name },
    crash: null,
    async close() {
      await onServer(server, `drop database if exists ${name} with (force)`);
      await onServer(server, `drop role if exists ${name}`);
    },
  };
}

export function openDatabase(dataDir: string): Promise<ProofDatabase> {
  const server = process.env.DATABASE_URL;
  return server ? given(server) : embedded(dataDir);
}
