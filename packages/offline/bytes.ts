/** Bytes as text that a QR code and JSON carry, and ids as bytes; for browsers and the server. */

export function toBase64Url(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** Null: not base64url. */
export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[A-Za-z0-9_-]*$/.test(text)) return null;
  try {
    const raw = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    return Uint8Array.from(raw, (one) => one.charCodeAt(0));
  } catch {
    return null;
  }
}

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function fromHex(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

const idLength = 16;
const tailLength = 8;

export function idBytes(id: string): Uint8Array<ArrayBuffer> {
  const bytes = fromHex(id.replaceAll("-", ""));
  if (bytes.length !== idLength) throw new RangeError(`no id: ${id}`);
  return bytes;
}

export function idOf(bytes: Uint8Array): string {
  return toHex(bytes).replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
}

/**
 * Eight bytes that stand for an id. Its end and not its beginning: a UUIDv7 begins with the time,
 * and stores that were imported together would share it.
 */
export function idTail(id: string): string {
  return toHex(idBytes(id).slice(idLength - tailLength));
}
