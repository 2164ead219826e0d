import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { startLocalPostgres } from "#platform/local-postgres/index.ts";
import { makeSeed } from "#tests/support/server.ts";
import { testClusterFolder, testSettings } from "#tests/support/postgres.ts";
import { chromium } from "./chromium.ts";
import { testFiles } from "./files.ts";
import { type Group, inGroups, journeyGroups, writeGroups } from "./groups.ts";
import { inWords, none, sum } from "./totals.ts";
import type { ChildProcess } from "node:child_process";
import type { Totals } from "./totals.ts";

const root = dirname(dirname(import.meta.dirname));
const flags = process.argv.slice(2).filter((argument) => argument.startsWith("-"));
const parts = process.argv.slice(2).filter((argument) => !argument.startsWith("-"));
/** A file that takes longer hangs, however much runs beside it. */
const limitSeconds = 600;
const children = new Set<ChildProcess>();
const stages: { name: string; totals: Totals; seconds: number }[] = [];
let interrupted = false;

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    interrupted = true;
    for (const child of children) child.kill("SIGTERM");
  });
}

await main();

async function main(): Promise<void> {
  const files = testFiles(root, parts);
  let server: Awaited<ReturnType<typeof startServer>>;
  try {
    server = await startServer(files.tests.length + files.journeys.length);
    if (parts.length === 0 || files.journeys.length) await stage("browser build", build);
    // Journeys wait for pages, tests for databases: side by side they leave no processor idle.
    await Promise.all([
      parts.length === 0 ? stage("typecheck", typecheck) : null,
      files.tests.length ? stage("tests", () => nodeTest(inGroups(root, files.tests), 2)) : null,
      files.journeys.length ? stage("journeys", () => journeys(files.journeys)) : null,
    ]);
  } catch (error) {
    say(String(error));
    stages.push({ name: "set-up", totals: { ...none, failed: 1 }, seconds: 0 });
  } finally {
    await server?.stop();
  }
  report();
}

function report(): void {
  say("");
  for (const { name, totals, seconds } of stages) {
    say(`${name.padEnd(14)} ${inWords(totals)} (${seconds.toFixed(1)} s)`);
  }
  for (const { name, totals: { slowest = [] } } of stages) {
    if (slowest.length > 1) say(`slowest ${name}:`);
    for (const { file, seconds } of slowest.length > 1 ? slowest : []) {
      say(`  ${seconds.toFixed(1).padStart(6)} s  ${file}`);
    }
  }
  const all = sum(stages.map(({ totals }) => totals));
  if (interrupted) say("Interrupted: not everything ran.");
  else if (all.passed + all.failed === 0) say(`No test ran: ${parts.join(" ") || "none found"}`);
  say(inWords(all));
  process.exitCode = all.failed > 0 || all.passed === 0 || interrupted ? 1 : 0;
}

async function stage(name: string, run: () => Promise<Totals>): Promise<void> {
  if (interrupted) return;
  const start = performance.now();
  const totals = await run();
  const seconds = (performance.now() - start) / 1000;
  stages.push({ name, totals, seconds });
  say(`— ${name}: ${inWords(totals)} in ${seconds.toFixed(1)} s`);
}

// ---- stages

function typecheck(): Promise<Totals> {
  const tsc = join(root, "node_modules/typescript-7/bin/tsc");
  // Its four checkers each work out the types they share; the tests beside it need the processors.
  return single([tsc, "-p", ".", "--noEmit", "--singleThreaded"]);
}

function build(): Promise<Totals> {
  const script = join(root, "apps", "build.ts");
  return existsSync(script) ? single([script]) : Promise.resolve(none);
}

/** A program that counts as one test; what it says is shown in one piece. */
async function single(args: string[]): Promise<Totals> {
  const { code, output } = await run(args, true);
  if (output.trim()) say(output.trim());
  return code === 0 ? { ...none, passed: 1 } : { ...none, failed: 1 };
}

async function journeys(files: readonly string[]): Promise<Totals> {
  const browser = chromium(say);
  if (browser) {
    process.env.BIHUAN_CHROMIUM = browser;
    // The first start of an installation; the journeys begin with a copy of it.
    const removeSeed = files.length > 1 ? await makeSeed() : null;
    // Each has a server and a browser of its own, and waits for pages more than it works.
    try {
      return await nodeTest(journeyGroups(files), 2);
    } finally {
      await removeSeed?.();
    }
  }
  say("No Chromium or Chrome was found and none could be installed: the journeys did not run.");
  say("没有找到 Chromium 或 Chrome，也无法安装：浏览器旅程没有运行。");
  const inCi = process.env.CI === "true" || process.env.CI === "1";
  return inCi ? { ...none, failed: files.length } : { ...none, skipped: files.length };
}

/** Runs the groups with node:test, each in its own process, so many at once. */
async function nodeTest(groups: readonly Group[], lanes: number): Promise<Totals> {
  const folder = mkdtempSync(join(tmpdir(), "bihuan-totals-"));
  const counts = join(folder, "totals");
  const most = Math.max(...groups.map((group) => group.length));
  const { code } = await run([
    "--test", `--test-concurrency=${lanes}`, `--test-timeout=${most * limitSeconds * 1_000}`,
    "--test-reporter=spec", "--test-reporter-destination=stdout",
    `--test-reporter=${join(import.meta.dirname, "totals.ts")}`,
    `--test-reporter-destination=${counts}`, ...flags,
    ...writeGroups(root, folder, groups, limitSeconds),
  ], false);
  const line = existsSync(counts) ? readFileSync(counts, "utf8").trim() : "";
  rmSync(folder, { recursive: true, force: true });
  const totals: Totals = line ? JSON.parse(line) : none;
  // It may fail without a failed test: a reporter, a file that cannot be read.
  return code !== 0 && totals.failed === 0 ? { ...totals, failed: 1 } : totals;
}

// ---- processes

async function startServer(files: number) {
  const given = process.env.BIHUAN_TEST_DATABASE_URL ?? process.env.DATABASE_URL;
  if (given) process.env.BIHUAN_TEST_DATABASE_URL = given;
  if (given || files === 0) return undefined;
  const server = await startLocalPostgres({
    dataDir: testClusterFolder(), settings: testSettings,
  });
  process.env.BIHUAN_TEST_DATABASE_URL = server.url;
  return { stop: () => server.stop({ discard: true }) };
}

function run(args: string[], captured: boolean): Promise<{ code: number; output: string }> {
  const stdio = captured ? "pipe" : "inherit";
  const child = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", stdio, stdio] });
  children.add(child);
  let output = "";
  child.stdout?.on("data", (chunk) => { output += chunk; });
  child.stderr?.on("data", (chunk) => { output += chunk; });
  return new Promise((resolve) => {
    child.on("error", (error) => resolve({ code: 1, output: error.message }));
    child.on("close", (code) => {
      children.delete(child);
      resolve({ code: code ?? 1, output });
    });
  });
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
