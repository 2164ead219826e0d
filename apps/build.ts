import { spawn } from "node:child_process";
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { writeCompressed } from "./vite/compressed.ts";
import { firstVisit, firstVisitLimit, readManifest } from "./vite/first-visit.ts";
import { inputsHash } from "./vite/inputs.ts";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const apps = ["shop", "counter", "console"] as const;
const stampName = ".inputs";

interface BuildOptions {
  /** Only these apps; all by default. */
  only?: readonly string[];
  /** Build even if nothing changed. */
  force?: boolean;
  /** Build in a process of its own: what the bundler takes (150 MB and more) is given back. */
  apart?: boolean;
  say?: (line: string) => void;
}

/**
 * Builds the browser apps into `dist/<app>`. An app whose inputs have not changed since its last
 * build is left alone; a new build takes the old one's place only when it is whole.
 */
export async function buildApps(options: BuildOptions = {}): Promise<void> {
  const say = options.say ?? ((line: string) => void process.stdout.write(`${line}\n`));
  for (const app of apps) {
    if (options.only && !options.only.includes(app)) continue;
    const parts = ["index.html", "main.tsx"].map((file) => join(root, "apps", app, file));
    if (!parts.every((file) => existsSync(file))) continue;
    const outDir = join(root, "dist", app);
    const inputs = inputsHash(root, app);
    if (!options.force && readStamp(outDir) === inputs) {
      say(`  ${app}: up to date`);
    } else if (options.apart) {
      await buildApart(app, say);
      continue;
    } else {
      await buildApp(app, outDir, inputs, say);
    }
    if (app === "shop") checkFirstVisit(outDir, say);
  }
}

async function buildApart(app: string, say: (line: string) => void): Promise<void> {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), app], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  let trouble = "";
  child.stderr.on("data", (part: Buffer) => (trouble = `${trouble}${part}`.slice(-2_000)));
  for await (const line of createInterface({ input: child.stdout })) {
    // The bundler lists every file that it writes; ours are the lines about the app.
    if (line.startsWith(`  ${app}: `)) say(line);
  }
  if ((await ended) !== 0) throw new Error(`${app}: ${trouble.trim()}`);
}

async function buildApp(
  app: string,
  outDir: string,
  inputs: string,
  say: (line: string) => void,
): Promise<void> {
  const started = performance.now();
  say(`  ${app}: building…`);
  const { build } = await import("vite");
  const { appConfig, workerConfig } = await import("./vite/config.ts");
  const fresh = `${outDir}.building-${process.pid}`;
  const place = { root, app, outDir: fresh };
  try {
    await build(appConfig(place));
    if (existsSync(join(root, "apps", app, "sw.ts"))) {
      await build(workerConfig(place, shellFiles(app, fresh), inputs.slice(0, 12)));
    }
    writeCompressed(fresh);
    writeFileSync(join(fresh, stampName), inputs);
    swap(fresh, outDir);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  say(`  ${app}: built in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

function shellFiles(app: string, outDir: string): string[] {
  const files = Object.values(readManifest(outDir)).flatMap((entry) => [
    entry.file,
    ...((entry as { css?: string[] }).css ?? []),
  ]);
  return [...new Set(files)]
    .filter((file) => !file.endsWith(".html"))
    .map((file) => `/assets/${app}/${file}`);
}

/** A running server keeps answering from the old folder until the new one has its name. */
function swap(fresh: string, outDir: string): void {
  const old = `${outDir}.old-${process.pid}`;
  if (existsSync(outDir)) renameSync(outDir, old);
  renameSync(fresh, outDir);
  rmSync(old, { recursive: true, force: true });
}

function readStamp(outDir: string): string | undefined {
  const file = join(outDir, stampName);
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

function checkFirstVisit(outDir: string, say: (line: string) => void): void {
  const { bytes, files } = firstVisit(outDir);
  const kilobytes = (bytes / 1000).toFixed(1);
  const limit = firstVisitLimit / 1000;
  say(`  shop: first visit loads ${kilobytes} kB of JavaScript (gzip, limit ${limit} kB)`);
  if (bytes > firstVisitLimit) {
    throw new Error(`shop's first visit is too heavy: ${kilobytes} kB in ${files.join(", ")}`);
  }
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const names = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
  await buildApps({
    ...(names.length > 0 ? { only: names } : {}),
    force: process.argv.includes("--force"),
  });
}
