import { createPrivateKey, generateKeyPairSync, sign, type KeyObject } from "node:crypto";
import {
  type BookState, type BookStore, type CounterBook, counterBook, counterClock, firstHash,
  type Incoming, type KeptRecord, type VerifyStatement,
} from "#packages/offline/index.ts";
import { createPublicKey, verify } from "node:crypto";
import type { LoopBrand } from "#tests/support/loop.ts";

/** Node's Ed25519 in place of the phone's: the same bytes, twenty times as fast. */
export const nodeVerify: VerifyStatement = (signature, body, publicKey) => {
  const x = Buffer.from(publicKey).toString("base64url");
  const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
  return verify(null, body, key, signature);
};

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
      if (state?.head !== change.expectedHead) return false;
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
  head: 0,
  headHash: firstHash,
  newestAt: 0,
  offset: null,
  contactAt: 0,
  revoked: false,
  rules: null,
  revocations: null,
});

export interface TestCounter {
  readonly deviceId: string;
  readonly key: DeviceKey;
  readonly book: CounterBook;
  /** One call with all that waits; answers the body. */
  sync(): Promise<Incoming & { expected: number }>;
}

/** A counter enrolled at a store, with its own key, store and clock. */
export async function testCounter(
  shop: LoopBrand,
  storeId: string,
  nowMs: () => number,
): Promise<TestCounter> {
  const key = deviceKey();
  const body = { storeId, name: "收银台", publicKey: key.publicKey };
  const enrolled = await shop.api("POST", "/offline/devices", body);
  const { deviceId } = enrolled.body;
  const store = memoryStore(newState(deviceId, storeId));
  const clock = counterClock({ wall: nowMs, monotonic: nowMs }, { newestAt: 0, offset: null });
  const book = counterBook({ store, clock, verify: nodeVerify, sign: key.sign });
  return {
    deviceId,
    key,
    book,
    async sync() {
      const sent = await book.outgoing();
      const answer = await shop.api("POST", `/offline/devices/${deviceId}/sync`, sent);
      if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
      await book.learn(answer.body);
      return answer.body;
    },
  };
}
