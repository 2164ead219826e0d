import { spawn } from "node:child_process";
import {
  closeSync, existsSync, fchownSync, mkdirSync, openSync, readFileSync, renameSync, rmSync,
  unlinkSync, writeFileSync,
} from "node:fs";
import { randomBytes } from "node:crypto";
import { dirname, join } from "node:path";
import { give } from "./account.ts";
import { bilingual } from "./message.ts";
import type { Account, Place } from "./account.ts";
import type { Binaries } from "./binaries.ts";

/** The cluster's superuser, who owns everything of ours. */
export const superuser = "bihuan";

export type Settings = Readonly<Record<string, string | number>>;

const smallServer: Settings = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  // Four server processes at their busiest.
  max_connections: 120,
  password_encryption: "scram-sha-256",
  shared_buffers: "128MB",
  work_mem: "8MB",
  maintenance_work_mem: "64MB",
  effective_cache_size: "512MB",
  random_page_cost: 1.1,
  io_method: "sync",
  jit: "off",
  synchronous_commit: "on",
  max_wal_size: "1GB",
  min_wal_size: "80MB",
  checkpoint_timeout: "15min",
  log_checkpoints: "off",
  // The log is read by people who must not see members: neither statements nor row values.
  log_min_error_statement: "panic",
  log_error_verbosity: "terse",
  timezone: "UTC",
  log_timezone: "UTC",
  datestyle: "iso, mdy",
  default_text_search_config: "pg_catalog.simple",
};

/** The superuser's password: made once, kept in the data folder, readable by its owner only. */
export function clusterPassword(dataDir: string): string {
  const file = join(dataDir, "secrets", "postgres-password");
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  if (!existsSync(file)) {
    const whole = `${file}.new`;
    writeFileSync(whole, randomBytes(24).toString("base64url"), { mode: 0o600 });
    renameSync(whole, file);
  }
  return readFileSync(file, "utf8").trim();
}

/** Makes the cluster unless it exists. A half-made one never has the final name. */
export async function makeCluster(
  binaries: Binaries, place: Place, passwordFolder: string, password: string,
): Promise<void> {
  if (existsSync(join(place.folder, "PG_VERSION"))) return;
  const half = `${place.folder}.half`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { mode: 0o700 });
  give(half, place.account);
  const argument = place.account && place.argument === "/proc/self/cwd" ? place.argument : half;
  const passwordFile = unnamedFile(passwordFolder, password, place.account);
  try {
    await run(binaries.initdb, [
      "-D", argument, "-U", superuser, "-A", "scram-sha-256", "--pwfile=/dev/stdin",
      "-E", "UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8",
    ], half, place.account, passwordFile);
  } finally {
    closeSync(passwordFile);
  }
  renameSync(half, place.folder);
}

/** Writes the settings of this start; an administrator's own go into ALTER SYSTEM. */
export function writeSettings(place: Place, port: number, own: Settings): void {
  const lines = Object.entries({ ...smallServer, ...own, port })
    .map(([name, value]) => `${name} = '${value}'`);
  const head = "# Written at every start. Use ALTER SYSTEM for your own settings.\n";
  write(place, "postgresql.conf", `${head}${lines.join("\n")}\n`);
  write(place, "pg_hba.conf", "host all all 127.0.0.1/32 scram-sha-256\n");
}

/** What PostgreSQL's programs see of our environment: nothing of ours. */
export const plainEnvironment = { PATH: "/usr/bin:/bin", LC_ALL: "C" };

function write(place: Place, name: string, content: string): void {
  const file = join(place.folder, name);
  writeFileSync(file, content, { mode: 0o600 });
  give(file, place.account);
}

/** Handed over as an open file, the password has no path that somebody could read later. */
function unnamedFile(folder: string, content: string, account: Account | undefined): number {
  const file = join(folder, `initdb.${process.pid}`);
  writeFileSync(file, content, { mode: 0o600 });
  const open = openSync(file, "r");
  if (account) fchownSync(open, account.uid, account.gid);
  unlinkSync(file);
  return open;
}

function run(
  program: string, args: string[], cwd: string, account: Account | undefined, stdin: number,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      ...account, cwd, env: plainEnvironment, stdio: [stdin, "ignore", "pipe"],
    });
    let said = "";
    child.stderr?.on("data", (chunk) => { said += chunk; });
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) return resolve();
      // Containers like to run by a bare number; initdb insists on a name.
      const nameless = said.includes("user does not exist");
      reject(new Error(bilingual(
        `无法初始化数据库：${nameless ? "当前用户不在 /etc/passwd 中，请加上，"
          + "或用 DATABASE_URL 指向另一个服务器。" : ""}`,
        `The database could not be initialised${nameless ? ": this user is not in /etc/passwd; "
          + "add a line there, or set DATABASE_URL" : ""}.\n${said.trim()}`,
      )));
    });
  });
}
