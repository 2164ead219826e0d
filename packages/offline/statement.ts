import { fromBase64Url, fromHex, idBytes, idOf, toBase64Url, toHex } from "./bytes.ts";

/** One right, one store, one window: what the server signs and the member's offline QR shows. */
export interface Statement {
  readonly keyId: number;
  readonly kind: "voucher";
  readonly rightId: string;
  /** Ends of the ids, 16 hexadecimal digits ({@link idTail}). */
  readonly offerTail: string;
  readonly offerVersion: number;
  readonly storeTail: string;
  /** 16 hexadecimal digits, random. */
  readonly serial: string;
  /** Epoch seconds; the window is half-open. */
  readonly notBefore: number;
  readonly seconds: number;
  /** How often the right could be used when this was signed; at most 255. */
  readonly uses: number;
}

export interface SignedStatement {
  readonly statement: Statement;
  readonly body: Uint8Array<ArrayBuffer>;
  readonly signature: Uint8Array<ArrayBuffer>;
}

/** How the text of an offline QR begins; the digit is the version of what follows. */
const mark = "BHO1.";
const version = 1;
const kinds = ["voucher"] as const;
const bodyLength = 54;
const signatureLength = 64;

// version 0, key 1, kind 2, right 3, offer 19, its version 27, store 29, serial 37,
// not before 45, seconds 50, uses 53; then 64 bytes of Ed25519: 118 in all, QR version 9 at M.
export function statementBody(one: Statement): Uint8Array<ArrayBuffer> {
  const body = new Uint8Array(bodyLength);
  const view = new DataView(body.buffer);
  body.set([version, one.keyId, kinds.indexOf(one.kind)]);
  body.set(idBytes(one.rightId), 3);
  body.set(fromHex(one.offerTail), 19);
  view.setUint16(27, one.offerVersion);
  body.set(fromHex(one.storeTail), 29);
  body.set(fromHex(one.serial), 37);
  view.setUint8(45, Math.floor(one.notBefore / 2 ** 32));
  view.setUint32(46, one.notBefore % 2 ** 32);
  view.setUint8(50, one.seconds >> 16);
  view.setUint16(51, one.seconds & 0xffff);
  view.setUint8(53, one.uses);
  return body;
}

/** The text of the QR code. */
export function statementText(body: Uint8Array, signature: Uint8Array): string {
  const bytes = new Uint8Array(body.length + signature.length);
  bytes.set(body);
  bytes.set(signature, body.length);
  return mark + toBase64Url(bytes);
}

/** True for what looks like an offline QR, of whatever version. */
export const isStatementText = (text: string): boolean => /^BHO\d\./.test(text.trim());

/** Reads the text; its signature is not checked here. Null: not one of ours, or a newer one. */
export function readStatement(text: string): SignedStatement | null {
  const trimmed = text.trim();
  if (!trimmed.startsWith(mark)) return null;
  const bytes = fromBase64Url(trimmed.slice(mark.length));
  if (bytes?.length !== bodyLength + signatureLength || bytes[0] !== version) return null;
  const kind = kinds[bytes[2]!];
  if (!kind) return null;
  const view = new DataView(bytes.buffer);
  const statement: Statement = {
    keyId: bytes[1]!,
    kind,
    rightId: idOf(bytes.slice(3, 19)),
    offerTail: toHex(bytes.slice(19, 27)),
    offerVersion: view.getUint16(27),
    storeTail: toHex(bytes.slice(29, 37)),
    serial: toHex(bytes.slice(37, 45)),
    notBefore: view.getUint8(45) * 2 ** 32 + view.getUint32(46),
    seconds: view.getUint8(50) * 65_536 + view.getUint16(51),
    uses: view.getUint8(53),
  };
  return { statement, body: bytes.slice(0, bodyLength), signature: bytes.slice(bodyLength) };
}

/** Epoch milliseconds, half-open. */
export function windowOf(one: Statement): { from: number; until: number } {
  return { from: one.notBefore * 1000, until: (one.notBefore + one.seconds) * 1000 };
}
