import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";

let root: Buffer | undefined;
const derived = new Map<string, Buffer>();

/** Sets the installation's root secret (≥ 32 bytes). Called once by the composition root. */
export function setRootSecret(secret: Buffer): void {
  if (secret.length < 32) throw new Error("The root secret must have at least 32 bytes.");
  root = secret;
  derived.clear();
}

/** One key per purpose (HKDF-SHA256, RFC 5869), so that no two uses share a key. */
export function keyFor(purpose: string): Buffer {
  if (!root) throw new Error("setRootSecret() has not been called.");
  const known = derived.get(purpose);
  if (known) return known;
  const key = Buffer.from(hkdfSync("sha256", root, "bihuan", purpose, 32));
  derived.set(purpose, key);
  return key;
}

/** HMAC-SHA256 of a value under the purpose's key: what is stored in place of a code or token. */
export function keyedHash(purpose: string, value: string): Buffer {
  return createHmac("sha256", keyFor(purpose)).update(value).digest();
}

/** {@link keyedHash} in hex, for many at once: no buffer is made of each. */
export function keyedHashHex(purpose: string, value: string): string {
  return createHmac("sha256", keyFor(purpose)).update(value).digest("hex");
}

/** A stateless signed token: base64url(payload).base64url(mac), with its end in `exp` (ms). */
export function signToken(purpose: string, payload: object, expiresAtMs: number): string {
  const body = Buffer.from(JSON.stringify({ ...payload, exp: expiresAtMs })).toString("base64url");
  const mac = createHmac("sha256", keyFor(purpose)).update(body).digest("base64url");
  return `${body}.${mac}`;
}

/** Opens a signed token; null when it is malformed, altered or past its end. */
export function openToken<T>(purpose: string, token: string, nowMs: number): T | null {
  const [body, mac] = token.split(".");
  if (!body || !mac) return null;
  const given = Buffer.from(mac, "base64url");
  const wanted = keyedHash(purpose, body);
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return null;
  const payload = JSON.parse(Buffer.from(body, "base64url").toString("utf8")) as { exp: number };
  return payload.exp >= nowMs ? (payload as T) : null;
}
