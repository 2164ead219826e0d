import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const text = /\.(js|css|svg|json|wasm)$/;
/** Below this a packet carries it anyway. */
const least = 1_000;
// The best qualities take many times as long for two percent.
const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };

/** Writes each file's shorter forms beside it, once, instead of at every request. */
export function writeCompressed(folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !text.test(entry.name)) continue;
    const file = join(entry.parentPath, entry.name);
    const content = readFileSync(file);
    if (content.length < least) continue;
    writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
    writeFileSync(`${file}.br`, brotliCompressSync(content, brotli));
  }
}
