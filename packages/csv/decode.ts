import type { CsvEncoding } from "./types.ts";

const sniffBytes = 64 * 1024;

/** Turns bytes into text piece by piece; the encoding is settled by the first real evidence. */
export type Decoder = {
  push(bytes: Uint8Array): string;
  end(): string;
  encoding(): CsvEncoding;
};

/**
 * A byte order mark decides. Without one, plain ASCII passes through, being the same either way;
 * from the first other byte up to 64 kB are held back, and are UTF-8 if they are valid as such,
 * else GB18030, which Chinese Excel writes. Later invalid bytes become U+FFFD.
 */
export function createDecoder(): Decoder {
  let held: Uint8Array = new Uint8Array(0);
  let started = false;
  let settled: { decoder: TextDecoder; encoding: CsvEncoding } | null = null;

  function settle(encoding: CsvEncoding): void {
    settled = { decoder: new TextDecoder(encoding), encoding };
  }

  function release(last: boolean): string {
    if (!started && held.length < 3 && !last) return "";
    if (!started) {
      started = true;
      const marked = byteOrderMark(held);
      if (marked) settle(marked);
    }
    let plain = "";
    if (!settled) {
      const ascii = asciiLength(held);
      plain = new TextDecoder("latin1").decode(held.subarray(0, ascii));
      held = held.subarray(ascii);
      if (held.length === 0 || (held.length < sniffBytes && !last)) return plain;
      settle(isUtf8(held, !last) ? "utf-8" : "gb18030");
    }
    const text = settled!.decoder.decode(held, { stream: !last });
    held = new Uint8Array(0);
    return plain + text;
  }

  return {
    push(bytes) {
      held = held.length === 0 ? bytes : Buffer.concat([held, bytes]);
      return release(false);
    },
    end: () => release(true),
    encoding: () => settled?.encoding ?? "utf-8",
  };
}

function byteOrderMark(bytes: Uint8Array): CsvEncoding | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return "utf-8";
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  return null;
}

function asciiLength(bytes: Uint8Array): number {
  let length = 0;
  while (length < bytes.length && bytes[length]! < 128) length += 1;
  return length;
}

function isUtf8(bytes: Uint8Array, truncated: boolean): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: truncated });
    return true;
  } catch {
    return false;
  }
}
