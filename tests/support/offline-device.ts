import {
  createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify,
} from "node:crypto";
import {
  type BookState, type BookStore, firstHash, type KeptRecord, type VerifyStatement,
} from "#packages/offline/index.ts";

/** Node's Ed25519 in place of the phone's: the same bytes, twenty times as fast. */
const publicKeys = new Map<string, KeyObject>();

function publicKeyOf(x: string): KeyObject {
  const known = publicKeys.get(x);
  if (known) return known;
  const made = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
  publicKeys.set(x, made);
  return made;
}

export const nodeVerify: VerifyStatement = (signature, body, publicKey) =>
  verify(null, body, publicKeyOf(Buffer.from(publicKey).toString("base64url")), signature);

export interface DeviceKey {
  readonly publicKey: string;
  sign(text: string): Promise<string>;
}

export function deviceKey(): DeviceKey {
  const pair = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { x = "", y = "" } = pair.publicKey.export({ format: "jwk" });
  const point = [Buffer.from([4]), Buffer.from(x, "base64url"), Buffer.from(y, "base64url")];
  const key: KeyObject = createPrivateKey(pair.privateKey.export({ format: "pem", type: "pkcs8" }));
  return {
    publicKey: Buffer.concat(point).toString("base64url"),
    sign: async (text) =>
      sign("sha256", Buffer.from(text), { key, dsaEncoding: "ieee-p1363" }).toString("base64url"),
  };
}

/** A durable store that is a phone's memory: what it answered survives, the rest does not. */
export function memoryStore(first: BookState | null): BookStore & { records(): KeptRecord[] } {
  let state = first;
  let records: KeptRecord[] = [];
  return {
    records: () => records,
    async load() {
      return state && { state, records };
    },
    async save(change) {
      if (state?.revision !== change.expected) return false;
      const put = new Map(change.put.map((one) => [one.sequence, one]));
      const drop = new Set(change.drop);
      const kept = records.filter((one) => !put.has(one.sequence) && !drop.has(one.sequence));
      records = [...kept, ...change.put].sort((a, b) => a.sequence - b.sequence);
      state = change.state;
      return true;
    },
  };
}

export const newState = (deviceId: string, storeId: string): BookState => ({
  deviceId,
  storeId,
  revision: 0,
  head: 0,
  headHash: firstHash,
  newestAt: 0,
  offset: null,
  contactAt: 0,
  revoked: false,
  rules: null,
  revocations: null,
});
