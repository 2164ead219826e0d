import { type ChildProcess, execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { networkInterfaces, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { createDatabase, dropDatabase } from "./postgres.ts";

const root = dirname(dirname(import.meta.dirname));
const readyMs = 240_000;

/** The server ends with whoever started it, even where that was killed. */
const endsWithUs = "data:text/javascript,"
  + "process.once('disconnect',()=>process.kill(process.pid,'SIGTERM'));process.channel?.unref()";

export interface RealServer {
  /** http address on this machine, without a slash at the end. */
  readonly url: string;
  readonly port: number;
  readonly httpsPort: number | null;
  /** What the server has printed so far. */
  log(): string;
  stop(): Promise<void>;
}

/**
 * `npm start` as a newcomer runs it: a process of its own with an empty data folder, free ports and
 * the demo brand. Where tests run on a given PostgreSQL, so does it, in a database of its own.
 */
export async function startServer(
  env: Record<string, string> = {},
  { fresh = true } = {},
): Promise<RealServer> {
  const dataDir = await mkdtemp(join(tmpdir(), "bihuan-journey-"));
  if (!fresh) await copySeed(dataDir);
  const database = await ownDatabase();
  const child = spawn(process.execPath, ["--import", endsWithUs, "apps/server/main.ts"], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    env: { ...cleanEnvironment(), ...database.env, BIHUAN_DATA: dataDir, PORT: "0", ...env },
  });
  let said = "";
  child.stdout?.on("data", (chunk) => { said += chunk; });
  child.stderr?.on("data", (chunk) => { said += chunk; });
  const stop = async (): Promise<void> => {
    await ended(child);
    await database.drop();
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    const port = await untilReady(child, () => said);
    const https = / https +https:\/\/[^:]+:(\d+)/.exec(said)?.[1];
    return {
      url: `http://localhost:${port}`,
      port,
      httpsPort: https ? Number(https) : null,
      log: () => said,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

const seedName = "BIHUAN_JOURNEY_SEED";

/**
 * The data folder of a server that was started once and has ended: a copy of it starts without
 * making the demo brand's life again. Answers how to remove it; null: none can be made here.
 */
export async function makeSeed(): Promise<(() => Promise<void>) | null> {
  if (process.env.DATABASE_URL || process.platform === "win32") return null;
  const folder = await mkdtemp(join(tmpdir(), "bihuan-seed-"));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const server = await startServer({ BIHUAN_DATA: folder });
    await server.stop();
    // Where PostgreSQL had to lie elsewhere, the folder alone is no copy.
    if (existsSync(join(folder, "postgres", "place"))) throw new Error("not in one folder");
    process.env[seedName] = folder;
    return remove;
  } catch {
    await remove();
    return null;
  }
}

/** With owners and modes, as PostgreSQL asks for them; without a seed the folder stays empty. */
async function copySeed(dataDir: string): Promise<void> {
  const seed = process.env[seedName];
  if (seed) await promisify(execFile)("cp", ["-a", `${seed}/.`, dataDir]);
}

/** This machine's first address in its network, or undefined where it has none. */
export function lanAddress(): string | undefined {
  const all = Object.values(networkInterfaces()).flatMap((one) => one ?? []);
  return all.find((one) => one.family === "IPv4" && !one.internal)?.address;
}

/** Settings of whoever runs the tests are not those of a newcomer. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(BIHUAN_|SMTP_URL|MAIL_FROM|PORT$|DATABASE_URL|NODE_TEST_CONTEXT)/.test(name),
  );
  return Object.fromEntries(kept);
}

async function ownDatabase() {
  if (!process.env.DATABASE_URL) return { env: {}, drop: async () => undefined };
  const name = `bihuan_journey_${process.pid}`;
  const url = await createDatabase(name);
  return {
    env: { DATABASE_URL: url, BIHUAN_APP_ROLE: name },
    drop: () => dropDatabase(name),
  };
}

async function untilReady(child: ChildProcess, said: () => string): Promise<number> {
  const until = performance.now() + readyMs;
  while (performance.now() < until) {
    if (child.exitCode !== null) throw new Error(`The server ended while starting:\n${said()}`);
    const port = Number(/http:\/\/localhost:(\d+)\/console/.exec(said())?.[1] ?? 0);
    if (port && (await answers(`http://localhost:${port}/healthz`))) return port;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`The server was not ready after ${readyMs / 1000} s:\n${said()}`);
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then((answer) => answer.ok, () => false);
}

/** A polite end first; PostgreSQL is stopped by the server itself. */
async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  const late = setTimeout(() => child.kill("SIGKILL"), 20_000);
  await gone;
  clearTimeout(late);
}
