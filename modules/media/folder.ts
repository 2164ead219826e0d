import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { newId } from "#platform/ids.ts";

let root: string | undefined;

export interface MediaWiring {
  /** Where files lie; `<brand id>/<sha256>` below it. */
  readonly folder: string;
}

/** Called once by the composition root. */
export function wireMedia(wiring: MediaWiring): void {
  root = wiring.folder;
}

/** Sizes that are served, by their width in pixels; a smaller picture is not made larger. */
export const sizes = { small: 320, medium: 750, large: 1280 } as const;
export type Size = keyof typeof sizes;

export function fileOf(brandId: string, sha256: string, size: Size | "original"): string {
  if (!root) throw new Error("wireMedia() has not been called.");
  const suffix = size === "original" ? "" : `-${sizes[size]}.webp`;
  return path.join(root, brandId, `${sha256}${suffix}`);
}

/** Whole or not at all: another process never reads half a file. */
export async function writeWhole(file: string, bytes: Buffer): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const part = `${file}.${newId()}.part`;
  try {
    await writeFile(part, bytes);
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}
