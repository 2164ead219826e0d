import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { freePort } from "../bench/server.ts";
import type { ProofDatabase } from "./database.ts";

const root = path.dirname(import.meta.dirname);
const flags: string[] = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")).bihuan
  .serverFlags;
/** A server ends with the proof, even where that was killed. */
const endsWithUs = "data:text/javascript,"
  + "process.once('disconnect',()=>process.kill(process.pid,'SIGTERM'));process.channel?.unref()";
const readyMs = 600_000;

export const owner = { email: "owner@proof.test", password: "long-enough-for-a-proof" } as const;
export const brandKey = "proof";

export interface ProofServers {
  /** One address each, kept over a restart. */
  readonly urls: readonly string[];
  /** What both keep beside the database. */
  readonly dataDir: string;
  /** SIGKILL in the middle of whatever it does. */
  kill(place: number): Promise<void>;
  start(place: number): Promise<void>;
  /** Resolves when each of them answers again. */
  ready(): Promise<void>;
  stop(): Promise<void>;
}

function environment(database: ProofDatabase, dataDir: string): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(BIHUAN_|SMTP_URL|MAIL_FROM|PORT$|DATABASE_URL|NODE_TEST_CONTEXT)/.test(name),
  );
  return {
    ...Object.fromEntries(kept),
    ...database.env,
    DATABASE_URL: database.url,
    BIHUAN_DATA: dataDir,
    BIHUAN_HTTPS: "off",
    BIHUAN_HOST: "127.0.0.1",
    BIHUAN_SMS: "screen",
    BIHUAN_PAYMENTS: "simulator",
    BIHUAN_RATE_PER_MINUTE: "100000000",
    // Members come from addresses of their own: codes are capped by address.
    BIHUAN_TRUST_PROXY: "1",
  };
}

async function makeOwner(env: NodeJS.ProcessEnv): Promise<void> {
  await promisify(execFile)(
    process.execPath,
    ["apps/server/cli.ts", "create-owner", "--brand", brandKey, "--name", "验证",
      "--email", owner.email, "--password", owner.password],
    { cwd: root, env },
  );
}

const answers = (url: string): Promise<boolean> =>
  fetch(`${url}/healthz`, { signal: AbortSignal.timeout(5_000) }).then(({ ok }) => ok, () => false);

/** Several server processes on one database; the brand's owner is made first. */
export async function startServers(
  count: number,
  database: ProofDatabase,
  dataDir: string,
): Promise<ProofServers> {
  const env = environment(database, dataDir);
  await makeOwner(env);
  const ports: number[] = [];
  for (let place = 0; place < count; place++) ports.push(await freePort());
  const urls = ports.map((port) => `http://127.0.0.1:${port}`);
  const children: (ChildProcess | null)[] = ports.map(() => null);
  const ready = async (place: number): Promise<void> => {
    const end = performance.now() + readyMs;
    while (!(await answers(urls[place]!))) {
      if (performance.now() > end || children[place]?.exitCode != null) {
        throw new Error(`server ${place + 1} is not ready`);
      }
      await sleep(50);
    }
  };
  const start = async (place: number): Promise<void> => {
    children[place] = spawn(process.execPath,
      [...flags, "--import", endsWithUs, "apps/server/main.ts"], {
        cwd: root,
        stdio: ["ignore", "ignore", process.env.BIHUAN_DEBUG ? "inherit" : "ignore", "ipc"],
        env: { ...env, PORT: String(ports[place]) },
      });
    await ready(place);
  };
  const end = async (place: number, signal: NodeJS.Signals): Promise<void> => {
    const child = children[place];
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill(signal);
    const late = setTimeout(() => child.kill("SIGKILL"), 20_000);
    await gone;
    clearTimeout(late);
  };
  // One after the other: the first may have to build the browser apps.
  for (let place = 0; place < count; place++) await start(place);
  return {
    urls,
    dataDir,
    start,
    kill: (place) => end(place, "SIGKILL"),
    async ready() {
      await Promise.all(urls.map((_url, place) => ready(place)));
    },
    async stop() {
      await Promise.all(urls.map((_url, place) => end(place, "SIGTERM")));
    },
  };
}
