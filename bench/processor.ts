import { readdirSync, readFileSync } from "node:fs";

/** Processor time in µs since the start of each. */
export interface Spent {
  readonly server: number;
  readonly postgres: number;
}

const microsPerTick = 10_000;

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly name: string;
  readonly micros: number;
  readonly childMicros: number;
}

function processOf(pid: number): Process[] {
  try {
    const [, name = "", rest = ""] =
      /\((.*)\) (.*)/s.exec(readFileSync(`/proc/${pid}/stat`, "utf8")) ?? [];
    const fields = rest.split(" ").map(Number);
    const ticks = (first: number): number => fields[first]! + fields[first + 1]!;
    return [{
      pid,
      parent: fields[1]!,
      name,
      micros: ticks(11) * microsPerTick,
      childMicros: ticks(13) * microsPerTick,
    }];
  } catch {
    return [];
  }
}

/** Of the server and of the PostgreSQL that it started; null where there is no /proc. */
export function processorTime(serverPid: number): Spent | null {
  const [server] = processOf(serverPid);
  if (!server) return null;
  const all = readdirSync("/proc").filter((name) => /^\d+$/.test(name)).map(Number)
    .flatMap(processOf);
  const main = all.find(({ parent, name }) => parent === serverPid && name === "postgres");
  const own = all.filter(({ parent }) => parent === main?.pid);
  const postgres = [...(main ? [main] : []), ...own].reduce((sum, { micros }) => sum + micros, 0);
  return { server: server.micros, postgres: postgres + (main?.childMicros ?? 0) };
}

/** What each answer cost, e.g. "server 250 µs, PostgreSQL 140 µs". */
export function costText(before: Spent | null, after: Spent | null, answers: number): string {
  if (!before || !after) return "processor time: only where there is /proc";
  const each = (name: keyof Spent): string =>
    `${Math.round((after[name] - before[name]) / answers)} µs`;
  return `processor: server ${each("server")}, PostgreSQL ${each("postgres")} each`;
}
