import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "..");
/** As the launcher starts it. */
const flags: string[] = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")).bihuan
  .serverFlags;

export interface BenchServer {
  readonly url: string;
  readonly pid: number;
  readonly dataDir: string;
  /** From the start of the process to the first answer of /healthz, in ms. */
  readonly readyMs: number;
  stop(): Promise<void>;
}

async function ready(url: string, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 1_200; tries++) {
    if (child.exitCode !== null) throw new Error("The server ended before it was ready.");
    const answer = await fetch(`${url}/healthz`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("The server was not ready after a minute.");
}

export async function freePort(): Promise<number> {
  const { createServer } = await import("node:net");
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}

/** The real server with a data folder of its own, on the loopback. */
export async function startServer(
  options: { dataDir?: string; env?: Record<string, string> } = {},
): Promise<BenchServer> {
  const dataDir = options.dataDir ?? (await mkdtemp(path.join(tmpdir(), "bihuan-bench-")));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const from = performance.now();
  const child = spawn(process.execPath, [...flags, "apps/server/main.ts"], {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
    env: {
      ...process.env,
      PORT: String(port),
      BIHUAN_HTTPS: "off",
      BIHUAN_HOST: "127.0.0.1",
      BIHUAN_DATA: dataDir,
      BIHUAN_RATE_PER_MINUTE: "100000000",
      BIHUAN_BENCH: "1",
      ...options.env,
    },
  });
  // A bench that is cut short takes its server along.
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      child.kill("SIGTERM");
      process.exit(1);
    });
  }
  await ready(url, child);
  const readyMs = performance.now() - from;
  return {
    url,
    pid: child.pid ?? 0,
    dataDir,
    readyMs,
    async stop() {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await ended;
      if (!options.dataDir) await rm(dataDir, { recursive: true, force: true });
    },
  };
}
