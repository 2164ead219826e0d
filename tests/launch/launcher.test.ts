import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { test } from "node:test";

const launcher = join(dirname(dirname(import.meta.dirname)), "launch.mjs");

// An older Node is the point; where the machine has none, our own shows the same.
const node = [...(process.env.PATH ?? "").split(":").map((folder) => join(folder, "node")),
  "/usr/bin/node"].find((path) => existsSync(path) && !path.includes("node_modules"))
  ?? process.execPath;

function launch(...args: string[]) {
  return spawnSync(node, [launcher, ...args], { encoding: "utf8" });
}

test("whatever Node launches, the pinned one runs the command", () => {
  const { stdout, status } = launch("node", "--version");
  assert.equal(stdout.trim(), process.version);
  assert.equal(status, 0);
});

test("the command's exit code is the launcher's", () => {
  assert.equal(launch("node", "--eval", "process.exitCode = 7").status, 7);
});

test("an unknown command names the known ones", () => {
  const { stderr, status } = launch("strat");
  assert.match(stderr, /start \| bihuan \| test/);
  assert.equal(status, 1);
});

test("a signal reaches the command, which ends in its own way", async () => {
  const launched = spawn(node, [launcher, "node", "--eval", `
    process.on("SIGTERM", () => process.exit(5));
    process.stdout.write("ready");
    setInterval(() => {}, 1000);`], { stdio: ["ignore", "pipe", "inherit"] });
  await once(launched.stdout, "data");
  launched.kill("SIGTERM");
  assert.deepEqual(await once(launched, "exit"), [5, null]);
});

test("a launcher that is killed does not leave the command behind", async () => {
  const launched = spawn(node, [launcher, "node", "--eval", `
    process.stdout.write(String(process.pid));
    setInterval(() => {}, 1000);`], { stdio: ["ignore", "pipe", "inherit"] });
  const [pid] = await once(launched.stdout, "data");
  launched.kill("SIGKILL");
  await once(launched, "exit");
  for (let waited = 0; waited < 100 && isAlive(Number(pid)); waited += 1) await sleep(20);
  assert.ok(!isAlive(Number(pid)));
});

/** An orphan that nobody has reaped yet is a zombie, and gone. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch (error) {
    const { path } = error as NodeJS.ErrnoException;
    return path !== undefined && process.platform !== "linux";
  }
}
