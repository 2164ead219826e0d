import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";

// Node has no file locks. SQLite's are the kernel's and die with their holder, so that nothing
// is left to clean up after a SIGKILL; a file with a pid in it would need that, and races.

export type Release = () => void;

/** Waits until nobody else holds `file`, then holds it. */
export async function holdAlone(file: string, waitMs = 120_000): Promise<Release> {
  const until = performance.now() + waitMs;
  for (;;) {
    const release = tryToHold(file, "begin exclusive");
    if (release) return release;
    if (performance.now() > until) throw new Error(`Still locked by another process: ${file}`);
    await sleep(50);
  }
}

/** Notes that this process uses what `file` stands for, together with others. */
export function holdTogether(file: string): Release {
  const release = tryToHold(file, "begin; select 1 from sqlite_master");
  if (!release) throw new Error(`Locked by another process: ${file}`);
  return release;
}

/** True when no process holds `file`. */
export function isFree(file: string): boolean {
  const release = tryToHold(file, "begin exclusive");
  release?.();
  return release !== undefined;
}

function tryToHold(file: string, statement: string): Release | undefined {
  const lock = new DatabaseSync(file, { timeout: 0 });
  try {
    lock.exec(statement);
  } catch (error) {
    lock.close();
    const { errcode } = error as { errcode?: number };
    if (errcode === 5) return undefined;
    throw error;
  }
  let held = true;
  return () => {
    if (held) lock.close();
    held = false;
  };
}
