import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

/** Ticks a second of /proc's clocks; 100 on every Linux that we know. */
const ticksPerSecond = 100;

interface Stat {
  readonly parent: number;
  readonly ownTicks: number;
  readonly withEndedTicks: number;
}

async function statOf(pid: string): Promise<Stat | null> {
  const text = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => null);
  // The name in brackets may hold blanks.
  const fields = text?.slice(text.lastIndexOf(")") + 2).split(" ").map(Number);
  if (!fields) return null;
  const at = (place: number) => fields[place] ?? 0;
  const ownTicks = at(11) + at(12);
  return { parent: at(1), ownTicks, withEndedTicks: ownTicks + at(13) + at(14) };
}

async function postmasterOf(dataDir: string): Promise<number> {
  const under = path.join(dataDir, "postgres");
  const place = await readFile(path.join(under, "place"), "utf8").catch(() => null);
  const majors = (await readdir(under)).filter((name) => /^\d+$/.test(name));
  const folder = place?.trim() ?? path.join(under, majors[0] ?? "");
  return Number((await readFile(path.join(folder, "postmaster.pid"), "utf8")).split("\n")[0]);
}

export interface Usage {
  readonly serverMs: number;
  readonly postgresMs: number;
  readonly ownMs: number;
}

/**
 * Processor time until now, in ms: the server's processes, the PostgreSQL of its data folder with
 * all its workers, and this process. Linux only; zeros elsewhere.
 */
export async function usage(pids: readonly number[], dataDir: string): Promise<Usage> {
  const own = process.cpuUsage();
  const ownMs = (own.user + own.system) / 1_000;
  const msOf = (ticks: number) => (ticks * 1_000) / ticksPerSecond;
  const servers = await Promise.all(pids.map((pid) => statOf(String(pid))));
  if (servers.some((one) => !one)) return { serverMs: 0, postgresMs: 0, ownMs };
  const serverTicks = servers.reduce((sum, one) => sum + (one?.ownTicks ?? 0), 0);
  const postmaster = await postmasterOf(dataDir);
  const all = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  let postgresTicks = (await statOf(String(postmaster)))?.withEndedTicks ?? 0;
  for (const pid of all) {
    const stat = await statOf(pid);
    if (stat?.parent === postmaster) postgresTicks += stat.ownTicks;
  }
  return { serverMs: msOf(serverTicks), postgresMs: msOf(postgresTicks), ownMs };
}

/** What was used between two looks, divided by what was done. */
export function usedEach(before: Usage, after: Usage, count: number): Usage {
  const each = (name: keyof Usage) => (after[name] - before[name]) / count;
  return { serverMs: each("serverMs"), postgresMs: each("postgresMs"), ownMs: each("ownMs") };
}
