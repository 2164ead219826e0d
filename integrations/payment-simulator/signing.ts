import {
  createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, randomBytes, sign,
  verify,
} from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Older or younger notices are not believed, as with the real providers. */
const toleranceSeconds = 300;

const timeHeader = "simulator-timestamp";
const nonceHeader = "simulator-nonce";
const signatureHeader = "simulator-signature";

/** The provider's key, made at its first start. */
export function providerKey(folder: string): KeyObject {
  const file = path.join(folder, "private.pem");
  if (existsSync(file)) return createPrivateKey(readFileSync(file));
  mkdirSync(folder, { recursive: true });
  const { privateKey } = generateKeyPairSync("ed25519");
  const pem = privateKey.export({ type: "pkcs8", format: "pem" });
  writeFileSync(file, pem, { mode: 0o600, flag: "wx" });
  return privateKey;
}

const signed = (seconds: string, nonce: string, body: string): Buffer =>
  Buffer.from(`${seconds}\n${nonce}\n${body}\n`);

/** Headers of a notice: time, nonce, and a signature over both and the body. */
export function signNotice(key: KeyObject, body: string, nowMs: number): Record<string, string> {
  const seconds = String(Math.floor(nowMs / 1000));
  const nonce = randomBytes(12).toString("hex");
  return {
    [timeHeader]: seconds,
    [nonceHeader]: nonce,
    [signatureHeader]: sign(null, signed(seconds, nonce, body), key).toString("base64"),
  };
}

type Headers = Readonly<Record<string, string | string[] | undefined>>;

export function verifyNotice(
  key: KeyObject,
  headers: Headers,
  body: Buffer,
  nowMs: number,
): boolean {
  const [seconds, nonce, signature] = [timeHeader, nonceHeader, signatureHeader].map((name) =>
    String(headers[name] ?? ""),
  );
  if (!seconds || !nonce || !signature || !/^\d{1,12}$/.test(seconds)) return false;
  if (Math.abs(nowMs / 1000 - Number(seconds)) > toleranceSeconds) return false;
  const publicKey = createPublicKey(key);
  const bytes = Buffer.from(signature, "base64");
  return verify(null, signed(seconds, nonce, body.toString("utf8")), publicKey, bytes);
}
