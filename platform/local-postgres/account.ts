import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chownSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { bilingual } from "./message.ts";

/** Who PostgreSQL runs as; it refuses to run as root. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** Where a cluster lies and how its programs reach it. */
export interface Place {
  readonly folder: string;
  readonly account: Account | undefined;
  /** The folder as PostgreSQL is told it (`-D`), when started inside the folder. */
  readonly argument: string;
}

/**
 * Decides where the cluster of `dataDir` lies.
 *
 * As root another account runs PostgreSQL, and a data folder below a closed (0700) parent would
 * be out of its reach. The kernel enters the working folder before it drops root's rights, and
 * `/proc/self/cwd` leads there without walking the parents; so no capability is needed, and a
 * superuser's SQL does not gain one. Where that does not work the cluster lies under /var/lib
 * and the file `place` in the data folder names it.
 */
export function clusterPlace(dataDir: string, major: string, account?: Account): Place {
  const folder = join(dataDir, "postgres", major);
  const note = join(dataDir, "postgres", "place");
  mkdirSync(dirname(folder), { recursive: true });
  if (!account) return { folder, account, argument: folder };
  if (existsSync(note)) {
    const elsewhere = readFileSync(note, "utf8").trim();
    return { folder: elsewhere, account: ownerOf(elsewhere) ?? account, argument: elsewhere };
  }
  const here = { folder, account: ownerOf(folder) ?? account, argument: "/proc/self/cwd" };
  if (existsSync(folder) || reachesByWorkingFolder(`${folder}.probe`, account)) return here;
  const name = createHash("sha256").update(dataDir).digest("hex").slice(0, 16);
  const elsewhere = join("/var/lib/bihuan", name, major);
  mkdirSync(dirname(elsewhere), { recursive: true, mode: 0o711 });
  writeFileSync(note, `${elsewhere}\n`);
  return { folder: elsewhere, account, argument: elsewhere };
}

/** The account for PostgreSQL: undefined for an ordinary user, who runs it himself. */
export function postgresAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const lines = readFileSync("/etc/passwd", "utf8").split("\n").map((line) => line.split(":"));
  for (const name of ["bihuan", "nobody", "daemon"]) {
    const line = lines.find((fields) => fields[0] === name);
    if (line && Number(line[2]) !== 0) return { uid: Number(line[2]), gid: Number(line[3]) };
  }
  throw new Error(bilingual(
    "PostgreSQL 不能以 root 运行，而这台机器上没有 bihuan 或 nobody 用户；请建立 bihuan 用户。",
    "PostgreSQL cannot run as root and this machine has no user bihuan or nobody; "
      + "please create the user bihuan.",
  ));
}

/** Gives a folder or file to the account that runs PostgreSQL. */
export function give(path: string, account: Account | undefined): void {
  if (account) chownSync(path, account.uid, account.gid);
}

/** A cluster once made by an ordinary user stays his when root starts it. */
function ownerOf(folder: string): Account | undefined {
  if (!existsSync(folder)) return undefined;
  const { uid, gid } = statSync(folder);
  return uid === 0 ? undefined : { uid, gid };
}

function reachesByWorkingFolder(probe: string, account: Account): boolean {
  mkdirSync(probe, { recursive: true, mode: 0o700 });
  give(probe, account);
  const script = ": > /proc/self/cwd/probe && test -e /proc/self/cwd/probe";
  const run = spawnSync("/bin/sh", ["-c", script], { ...account, cwd: probe, stdio: "ignore" });
  rmSync(probe, { recursive: true, force: true });
  return run.status === 0;
}
