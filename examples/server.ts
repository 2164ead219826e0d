import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Screen } from "./screen.ts";

export interface Server {
  readonly url: string;
  stop(): Promise<void>;
}

const root = path.resolve(import.meta.dirname, "..");
// The first start initialises PostgreSQL and builds the browser code.
const longestStartMs = 180_000;

// A run that is killed outright cannot stop its server; the closed channel does.
const endWithUs =
  "data:text/javascript,process.once('disconnect',()=>process.kill(process.pid,'SIGTERM'));" +
  "process.channel?.unref()";

async function answers(url: string): Promise<boolean> {
  const answer = await fetch(`${url}/healthz`).catch(() => null);
  await answer?.body?.cancel();
  return answer?.ok ?? false;
}

function spawnServer(port: number): { child: ChildProcess; output: () => string } {
  let output = "";
  const args = ["--import", endWithUs, path.join(root, "apps/server/main.ts")];
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit", "ipc"],
    env: {
      ...process.env,
      PORT: String(port),
      BIHUAN_HTTPS: "off",
      // It is ours alone and for this run: nobody else needs to reach it, and it need not wait.
      BIHUAN_HOST: process.env.BIHUAN_HOST || "127.0.0.1",
      BIHUAN_RATE_PER_MINUTE: process.env.BIHUAN_RATE_PER_MINUTE || "100000000",
    },
  });
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    output = (output + text).slice(-4_000);
  });
  return { child, output: () => output };
}

async function stopServer(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await ended;
}

/** The server that answers on the port, else one of our own that ends with us. */
export async function openServer(port: number, screen: Screen): Promise<Server> {
  const url = `http://127.0.0.1:${port}`;
  if (await answers(url)) {
    screen.say(`使用已在运行的服务：${url}`, `Using the server that answers: ${url}`);
    return { url, stop: async () => undefined };
  }
  screen.say("正在启动服务……", "Starting a server …");
  const { child, output } = spawnServer(port);
  const before = performance.now();
  while (!(await answers(url))) {
    const late = performance.now() - before > longestStartMs;
    if (child.exitCode === null && child.signalCode === null && !late) {
      await sleep(100);
      continue;
    }
    await stopServer(child);
    screen.print(output());
    throw new Error("服务没有启动。\nThe server did not start.");
  }
  return { url, stop: () => stopServer(child) };
}
