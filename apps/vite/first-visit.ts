import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

interface ManifestEntry {
  file: string;
  src?: string;
  isEntry?: boolean;
  imports?: string[];
}

export type Manifest = Record<string, ManifestEntry>;

/** The most JavaScript (gzip bytes) that a member's first visit may load. */
export const firstVisitLimit = 130_000;

export interface FirstVisit {
  /** gzip bytes: entry, its static imports and the larger one of the languages. */
  bytes: number;
  files: string[];
}

export function readManifest(outDir: string): Manifest {
  return JSON.parse(readFileSync(join(outDir, "manifest.json"), "utf8")) as Manifest;
}

/** What the browser loads before a member can read and claim, measured on the built files. */
export function firstVisit(outDir: string): FirstVisit {
  const manifest = readManifest(outDir);
  const entry = Object.keys(manifest).find((key) => manifest[key]?.isEntry);
  if (!entry) throw new Error(`${outDir}: the manifest names no entry`);
  const base = filesOf(manifest, [entry]);
  const languages = Object.keys(manifest).filter((key) => /messages\/\w+\.ts$/.test(key));
  const variants = languages.map((key) => new Set([...base, ...filesOf(manifest, [key])]));
  const visits = (variants.length > 0 ? variants : [base]).map((files) => weigh(outDir, files));
  return visits.reduce((most, visit) => (visit.bytes > most.bytes ? visit : most));
}

function filesOf(manifest: Manifest, start: string[]): Set<string> {
  const files = new Set<string>();
  const waiting = [...start];
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    const entry = manifest[key];
    if (!entry || files.has(entry.file)) continue;
    files.add(entry.file);
    waiting.push(...(entry.imports ?? []));
  }
  return files;
}

function weigh(outDir: string, files: ReadonlySet<string>): FirstVisit {
  const scripts = [...files].filter((file) => existsSync(join(outDir, file)));
  const sizes = scripts.map((file) => gzipSync(readFileSync(join(outDir, file))).length);
  return { bytes: sizes.reduce((sum, size) => sum + size, 0), files: scripts };
}
