import { readFile } from "node:fs/promises";
import { Readable } from "node:stream";
import { benchKey, demo } from "./demo-brand.ts";
import { type Result, resultOf } from "./report.ts";
import { startServer } from "./server.ts";

const rows = 1_000_000;

async function residentMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024;
}

async function* products(): AsyncGenerator<Buffer> {
  yield Buffer.from("external_code,name,brand,category\n");
  for (let start = 0; start < rows; start += 1_000) {
    const lines = Array.from({ length: 1_000 }, (_, at) => {
      const number = start + at;
      return `bench-${number},茶品 ${number},山间,茶/${number % 50}`;
    });
    yield Buffer.from(`${lines.join("\n")}\n`);
  }
}

/** Resident memory of the Node process: idle, and at its highest while a million rows come in. */
export async function memory(): Promise<Result[]> {
  const server = await startServer();
  try {
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    const idle = await residentMb(server.pid);
    const key = await benchKey(server.url, ["catalogue.write", "catalogue.read"]);
    let highest = idle;
    const watch = setInterval(async () => {
      highest = Math.max(highest, await residentMb(server.pid).catch(() => 0));
    }, 100);
    const answer = await fetch(`${server.url}/api/${demo.brand}/products/import`, {
      method: "POST",
      headers: {
        ...key,
        "content-type": "text/csv",
        "idempotency-key": crypto.randomUUID(),
      },
      body: Readable.toWeb(Readable.from(products())) as unknown as BodyInit,
      duplex: "half",
    } as RequestInit);
    const report = (await answer.json()) as { added?: number };
    clearInterval(watch);
    const correct = `import answered ${answer.status}, added ${report.added} of ${rows}`;
    return [
      resultOf({
        bench: "memory-idle",
        unit: "MB",
        runs: [idle],
        atMost: 250,
        correct: "5 s after start",
      }),
      resultOf({ bench: "memory-import", unit: "MB", runs: [highest], atMost: 400, correct }),
    ];
  } finally {
    await server.stop();
  }
}
