import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

const names = [
  "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
];

const usualPlaces = [
  "/usr/bin/chromium", "/usr/lib/chromium/chromium", "/opt/google/chrome/chrome",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** The browser's program for the journeys, installed from Debian where that is possible. */
export function chromium(say: (line: string) => void): string | undefined {
  return installed() ?? installFromDebian(say);
}

function installed(): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  const inPath = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  return [process.env.BIHUAN_CHROMIUM ?? "", ...inPath, ...usualPlaces].find(isProgram);
}

function isProgram(path: string): boolean {
  if (path === "") return false;
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function installFromDebian(say: (line: string) => void): string | undefined {
  if (process.getuid?.() !== 0 || !isProgram("/usr/bin/apt-get")) return undefined;
  say("Installing Chromium and Chinese fonts with apt-get …");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const packages = ["chromium", "fonts-noto-cjk"];
  for (const args of [["update", "-qq"], ["install", "-y", "-qq", ...packages]]) {
    const run = spawnSync("apt-get", args, { env, stdio: ["ignore", "ignore", "inherit"] });
    if (run.status !== 0) return undefined;
  }
  return installed();
}
