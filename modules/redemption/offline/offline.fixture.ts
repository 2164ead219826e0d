import {
  type CounterBook, counterBook, counterClock, type Incoming,
} from "#packages/offline/index.ts";
import type { LoopBrand } from "#tests/support/loop.ts";
import {
  type DeviceKey, deviceKey, memoryStore, newState, nodeVerify,
} from "#tests/support/offline-device.ts";

/** Five uses a counter and eight a store in a day, an hour without contact. */
export const policy = {
  deviceCount: 5,
  deviceValueMinor: 5_000,
  storeCount: 8,
  storeValueMinor: 100_000,
  contactlessSeconds: 3600,
  statementSeconds: 600,
  secondUse: "honour",
  lossBearer: "store",
};

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
