import { spawn, spawnSync } from "node:child_process";
import {
  closeSync, existsSync, openSync, readFileSync, readlinkSync, realpathSync, renameSync, statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { plainEnvironment, superuser, writeSettings } from "./cluster.ts";
import { give } from "./account.ts";
import { bilingual } from "./message.ts";
import type { Place } from "./account.ts";
import type { Settings } from "./cluster.ts";

export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

interface PidFile extends Postmaster {
  readonly status: string;
}

const logLimitBytes = 5_000_000;
const startLimitMs = 300_000;
// Above the largest pid that Linux and macOS give.
const deadPid = 999_999_999;

/** A PostgreSQL that outlived its server and still serves this cluster; undefined: none. */
export async function runningPostmaster(
  place: Place, password: string,
): Promise<Postmaster | undefined> {
  const until = performance.now() + startLimitMs;
  while (performance.now() < until) {
    const found = readPidFile(place);
    if (!found || !isAlive(found.pid)) return undefined;
    if (!servesCluster(found.pid, place)) return disown(place);
    if (found.status === "ready" && await answers(found.port, password)) return found;
    await sleep(100);
  }
  throw new Error(bilingual(
    `PostgreSQL 没有应答；请看日志。数据：${place.folder}`,
    `PostgreSQL does not answer; see its log. Data: ${place.folder}`,
  ));
}

/** Starts PostgreSQL in a session of its own, so that Ctrl-C reaches our server first. */
export async function startPostmaster(
  program: string, place: Place, password: string, log: string, settings: Settings,
): Promise<Postmaster> {
  for (let tries = 1; ; tries += 1) {
    const port = await freePort();
    writeSettings(place, port, settings);
    const said = await launch(program, place, port, log);
    if (typeof said === "number") {
      if (await answers(said, password)) return { pid: readPidFile(place)?.pid ?? 0, port: said };
    } else if (tries === 5) {
      throw new Error(bilingual(`PostgreSQL 无法启动：\n${said}`, `PostgreSQL stopped:\n${said}`));
    }
    // The port was taken meanwhile, or processes of a killed PostgreSQL are still ending.
    await sleep(tries * 200);
  }
}

/** Ends PostgreSQL cleanly ("fast": sessions are closed) and waits until it is gone. */
export async function stopPostmaster(pid: number, place: Place): Promise<void> {
  for (const [signal, limitMs] of [["SIGINT", 60_000], ["SIGQUIT", 10_000]] as const) {
    if (!isAlive(pid) || !servesCluster(pid, place)) return;
    process.kill(pid, signal);
    const until = performance.now() + limitMs;
    while (isAlive(pid) && performance.now() < until) await sleep(20);
  }
}

/** Runs until ready (answers its port) or ended (answers what its log says). */
async function launch(
  program: string, place: Place, port: number, log: string,
): Promise<number | string> {
  rotate(log);
  const output = openSync(log, "a", 0o600);
  const logStart = statSync(log).size;
  const child = spawn(program, ["-D", place.argument], {
    ...place.account, cwd: place.folder, env: plainEnvironment, detached: true,
    stdio: ["ignore", output, output],
  });
  closeSync(output);
  let ended = false;
  let failure = "";
  child.on("exit", () => { ended = true; });
  child.on("error", (error) => { ended = true; failure = error.message; });
  child.unref();
  const until = performance.now() + startLimitMs;
  while (!ended && performance.now() < until) {
    const found = readPidFile(place);
    if (found?.pid === child.pid && found?.status === "ready") return port;
    await sleep(20);
  }
  return failure || readFileSync(log).subarray(logStart).toString("utf8").trim();
}

function rotate(log: string): void {
  if (existsSync(log) && statSync(log).size > logLimitBytes) renameSync(log, `${log}.1`);
}

/** Lines: pid, folder, start, port, sockets, address, shared memory, status. */
function readPidFile(place: Place): PidFile | undefined {
  try {
    const lines = readFileSync(join(place.folder, "postmaster.pid"), "utf8").split("\n");
    const pid = Number(lines[0]);
    return pid > 1 ? { pid, port: Number(lines[3]), status: lines[7]?.trim() ?? "" } : undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** The pid in the file is now somebody else's. PostgreSQL would refuse to start because of it;
 * it must not lose the line about shared memory, by which it sees sessions that still end. */
function disown(place: Place): undefined {
  const file = join(place.folder, "postmaster.pid");
  writeFileSync(file, readFileSync(file, "utf8").replace(/^\d+/, String(deadPid)));
  give(file, place.account);
  return undefined;
}

/** In a container nobody may reap an orphan: a zombie counts as gone. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return false;
  }
  try {
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return process.platform !== "linux";
  }
}

function servesCluster(pid: number, place: Place): boolean {
  if (process.platform === "linux") {
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(place.folder);
    } catch {
      return false;
    }
  }
  const list = spawnSync("ps", ["-p", String(pid), "-o", "command="], { encoding: "utf8" });
  return list.stdout.includes("postgres");
}

/** Both sides prove that they know the password (SCRAM): it is this cluster. */
async function answers(port: number, password: string): Promise<boolean> {
  const client = new pg.Client({
    host: "127.0.0.1", port, user: superuser, password, database: "postgres",
  });
  client.on("error", () => {});
  try {
    await client.connect();
    await client.query("select 1");
    return true;
  } catch (error) {
    if ((error as { code?: string }).code !== "28P01") return false;
    throw new Error(bilingual(
      "数据文件夹里的 secrets/postgres-password 与数据库不符；请恢复原来的文件。",
      "secrets/postgres-password in the data folder does not fit the database; "
        + "please restore the original file.",
    ));
  } finally {
    await client.end().catch(() => {});
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
