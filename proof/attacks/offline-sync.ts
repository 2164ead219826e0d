import {
  type CounterBook, counterBook, counterClock, type Incoming, type Outgoing,
} from "#packages/offline/index.ts";
import { deviceKey, memoryStore, newState, nodeVerify } from "#tests/support/offline-device.ts";
import { type Attack, type Field, vouchersOf } from "../attack.ts";
import { each, type ProofBrand } from "../brand.ts";
import type { Shot } from "../shot.ts";

const policy = {
  deviceCount: 10_000, deviceValueMinor: 100_000_000, storeCount: 100_000,
  storeValueMinor: 1_000_000_000, contactlessSeconds: 7_200, statementSeconds: 3_600,
  secondUse: "honour", lossBearer: "store",
};

interface Counter {
  readonly deviceId: string;
  readonly book: CounterBook;
  readonly records: () => readonly { readonly outcome: string | null }[];
}

const pathOf = (deviceId: string): string => `/offline/devices/${deviceId}/sync`;

async function call(brand: ProofBrand, { deviceId, book }: Counter): Promise<Incoming | null> {
  const sent = await book.outgoing();
  const answer = sent && await brand.manage<Incoming>("POST", pathOf(deviceId), sent);
  if (answer) await book.learn(answer);
  return answer;
}

/** A counter with a key, a book and a clock of its own, enrolled by the public API. */
async function enrol(brand: ProofBrand, name: string): Promise<Counter> {
  const key = deviceKey();
  const { storeId } = brand;
  const body = { storeId, name, publicKey: key.publicKey };
  const { deviceId } = await brand.manage<{ deviceId: string }>("POST", "/offline/devices", body);
  const store = memoryStore(newState(deviceId, storeId));
  const sources = { wall: () => Date.now(), monotonic: () => performance.now() };
  const clock = counterClock(sources, { newestAt: 0, offset: null });
  const book = counterBook({ store, clock, verify: nodeVerify, sign: key.sign });
  const counter = { deviceId, book, records: store.records };
  await call(brand, counter);
  return counter;
}

/** Every statement is used at one counter, every fifth also at another: a second use. */
async function useAll(counters: readonly Counter[], texts: readonly string[]): Promise<number> {
  const staffId = "0190a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b";
  let uses = 0;
  for (const [turn, text] of texts.entries()) {
    for (const at of turn % 5 === 0 ? [turn, turn + 1] : [turn]) {
      const { book } = counters[at % counters.length]!;
      const done = await book.redeem(text, { billMinor: 3_000, staffId });
      if (!done.ok) throw new Error(`not taken without a line: ${done.why}`);
      uses += 1;
    }
  }
  return uses;
}

/** The same call whole, cut off at any record, and without its first ones, again and again. */
function callsOf({ random, shots }: Field, deviceId: string, sent: Outgoing): Shot[] {
  const { records } = sent;
  const count = () => random.below(records.length + 1);
  const bodies = Array.from({ length: 10 }, (_, turn): Outgoing =>
    turn < 5 ? sent
    : turn < 8 ? { ...sent, records: records.slice(0, count()) }
    : { ...sent, records: records.slice(count()) });
  return bodies.map((body, server) =>
    shots.sync(deviceId, body, { server, together: random.chance(60) }));
}

interface Ended {
  readonly items: readonly { readonly kind: string; readonly deviceId: string }[];
}

/** Over a line that holds: what is left goes out, and each record is told one outcome. */
async function settle(brand: ProofBrand, counters: readonly Counter[]): Promise<string[]> {
  const faults: string[] = [];
  for (const counter of counters) {
    for (let turn = 0; turn < 50; turn++) {
      if (counter.records().every((one) => one.outcome !== null)) break;
      await call(brand, counter);
    }
    const odd = counter.records().filter(({ outcome }) =>
      outcome !== "redeemed" && outcome !== "honoured");
    faults.push(...odd.map(({ outcome }) => `a record of ${counter.deviceId} ended ${outcome}`));
  }
  return faults;
}

export const offlineSync: Attack = {
  name: "offline-sync",
  zh: "离线记录由两台服务器同时、反复、残缺地接收，途中服务器被杀死：每条恰好一次",
  en: "offline records sent again and again, cut short, to both servers, killed between: once each",
  async run(field) {
    const { brand, clients, random, servers, shots, short, members } = field;
    const terms = { perMember: 1 };
    const offerId = await brand.offer(terms);
    await brand.manage("PUT", `/offline/policies/${brand.storeId}`, policy);
    await brand.manage("PUT", `/offline/offers/${offerId}`, { allowed: true });
    const counters = await each(["a", "b", "c"], (name) => enrol(brand, name), 1);
    const some = await brand.members(Math.min(members, short ? 10 : 45));
    const byId = new Map(some.map((one) => [one.memberId, one]));
    const claims = await clients.volley(some.map((one) => shots.claim(one, offerId))).all;
    const texts = await each(vouchersOf(claims), async ({ voucherId, memberId }) => {
      const path = `/rights/voucher/${voucherId}/offline`;
      const body = { storeId: brand.storeId };
      return (await brand.asMember<{ text: string }>(byId.get(memberId)!, "POST", path, body)).text;
    }, 4);
    const uses = await useAll(counters, texts);
    const sent = await each(counters, async ({ deviceId, book }) =>
      callsOf(field, deviceId, (await book.outgoing())!), 1);
    const plan = random.shuffled(sent.flat());
    const flight = clients.volley(plan, 6);
    // The short form leaves the killing to killed-server.
    for (const place of short ? [] : [0, 1, 0]) {
      await flight.after(Math.ceil(plan.length * 0.2));
      await servers.kill(place);
      await servers.start(place);
    }
    const told = [...claims, ...await flight.all];
    const faults = await settle(brand, counters);
    const path = `/offline/conflicts?storeId=${brand.storeId}`;
    const { items } = await brand.manage<Ended>("GET", path);
    const seconds = items.filter((one) => one.kind === "conflict").length;
    if (seconds !== uses - texts.length) {
      faults.push(`${uses - texts.length} second uses, ${seconds} are listed`);
    }
    const note = `离线记录 records ${uses}，其中重复使用 second uses ${seconds}`;
    return { offers: new Map([[offerId, terms]]), told, faults, notes: [note] };
  },
};
