import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Result, resultOf } from "./report.ts";
import { startServer } from "./server.ts";

/** A start when everything is installed and the data folder is there, to /healthz. */
export async function start(): Promise<Result[]> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "bihuan-bench-"));
  try {
    const first = await startServer({ dataDir });
    await first.stop();
    const runs: number[] = [];
    for (let round = 0; round < 5; round++) {
      const server = await startServer({ dataDir });
      runs.push(server.readyMs / 1000);
      await server.stop();
    }
    return [
      resultOf({
        bench: "start-first",
        unit: "s",
        runs: [first.readyMs / 1000],
        correct: "healthz 200",
      }),
      resultOf({ bench: "start", unit: "s", runs, atMost: 5, correct: "healthz 200 each time" }),
    ];
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}
