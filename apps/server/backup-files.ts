import { cp, mkdir, readFile } from "node:fs/promises";
import path from "node:path";
import { readSecrets, type StoredSecrets, writeSecrets } from "./config.ts";

/**
 * Beside the database a backup holds the pictures and the root secret: without it API keys and
 * printed codes would mean nothing. Its folder is as secret as the data folder.
 */
export async function addDataFiles(dataDir: string, building: string): Promise<void> {
  await copyIfThere(path.join(dataDir, "media"), path.join(building, "media"));
  await cp(path.join(dataDir, "secrets", "bihuan.json"), path.join(building, "bihuan.json"));
}

/** Puts pictures and the root secret in place; the database role's own password stays. */
export async function putDataFilesBack(dataDir: string, folder: string): Promise<void> {
  await copyIfThere(path.join(folder, "media"), path.join(dataDir, "media"));
  const text = await readFile(path.join(folder, "bihuan.json"), "utf8").catch(() => null);
  const here = await readSecrets(dataDir);
  if (!text || !here) return;
  const { root } = JSON.parse(text) as StoredSecrets;
  await writeSecrets(dataDir, { ...here, root });
}

async function copyIfThere(from: string, to: string): Promise<void> {
  await mkdir(path.dirname(to), { recursive: true, mode: 0o700 });
  await cp(from, to, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
  });
}
