import assert from "node:assert/strict";
import { generateKeyPairSync, sign } from "node:crypto";
import { test } from "node:test";
import fc from "fast-check";
import { deviceKey, memoryStore, newState, nodeVerify } from "#tests/support/offline-device.ts";
import { idTail } from "./bytes.ts";
import { hashOf } from "./chain.ts";
import { isNear } from "./check-statement.ts";
import { counterBook } from "./counter-book.ts";
import { counterClock } from "./counter-clock.ts";
import { type Statement, statementBody, statementText } from "./statement.ts";

const idOf = (number: number): string =>
  `0190a1b2-c3d4-7e5f-8a6b-${String(number).padStart(12, "0")}`;
const [deviceId, storeId, offerId, staffId] = [idOf(1), idOf(2), idOf(3), idOf(4)];
const start = 1_800_000_000_000;
const server = generateKeyPairSync("ed25519");
const publicKey = String(server.publicKey.export({ format: "jwk" }).x);

function codeOf(right: number, uses = 1): string {
  const statement: Statement = {
    keyId: 1, kind: "voucher", rightId: idOf(100 + right), offerTail: idTail(offerId),
    offerVersion: 1, storeTail: idTail(storeId), serial: String(right).padStart(16, "0"),
    notBefore: start / 1000, seconds: 600, uses,
  };
  const body = statementBody(statement);
  return statementText(body, sign(null, body, server.privateKey));
}

const terms = {
  offerTail: idTail(offerId), offerVersion: 1, title: "券", titleEn: null,
  terms: {
    benefit: { kind: "amount_off", amountMinor: 1_000 }, thresholdMinor: null, productScope: "all",
    usesTotal: 1, stackable: true, payers: [{ party: "group", bps: 10_000 }],
    validity: { kind: "days", days: 30 },
  },
};

/** One device's disk, and as many pages of its browser as are asked for. */
function device(count: number, valueMinor = 1_000_000) {
  const state = {
    ...newState(deviceId, storeId), contactAt: start, newestAt: start, offset: 0,
    revocations: null,
    rules: {
      type: "store_rules", version: 1, storeId, storeTail: idTail(storeId),
      contactlessSeconds: 3_600, undoSeconds: 600, keys: [{ keyId: 1, publicKey }],
      allowances: [{ from: start - 1, to: start + 86_400_000, count, valueMinor }],
      offers: [terms],
    },
  } as never;
  const store = memoryStore(state);
  const key = deviceKey();
  let now = start;
  const page = () => {
    const clock = counterClock({ wall: () => now, monotonic: () => now }, state);
    return counterBook({ store, clock, verify: nodeVerify, sign: key.sign });
  };
  return { page, store, pass: (millis: number) => { now += millis; } };
}

type Page = ReturnType<ReturnType<typeof device>["page"]>;
const use = (page: Page, text: string) => page.redeem(text, { billMinor: 3_000, staffId });

async function chainOf(store: ReturnType<typeof device>["store"]): Promise<void> {
  let before: string | null = null;
  for (const [at, { sequence, text }] of store.records().entries()) {
    const record = JSON.parse(text) as { sequence: number; previous: string };
    assert.deepEqual([sequence, record.sequence], [at + 1, at + 1], "none twice, none left out");
    if (before) assert.equal(record.previous, before);
    before = await hashOf(text);
  }
}

test("two pages of one phone write into one book, one number each, in one chain", async () => {
  const { page, store } = device(40);
  const pages = [page(), page()];
  const done = await Promise.all(Array.from({ length: 16 }, (_, right) =>
    use(pages[right % 2]!, codeOf(right))));
  assert.ok(done.every((one) => one.ok));
  const sequences = done.map((one) => (one.ok ? one.value.sequence : 0));
  const all = Array.from({ length: 16 }, (_, at) => at + 1);
  assert.deepEqual(sequences.toSorted((a, b) => a - b), all);
  await Promise.all([
    ...sequences.slice(0, 4).map((one, at) =>
      pages[at % 2]!.undo(one, { reason: "other", staffId })),
    use(pages[0]!, codeOf(30)), pages[1]!.outgoing(), pages[0]!.outgoing(),
  ]);
  assert.equal(store.records().length, 21);
  await chainOf(store);
});

test("one code at both pages in the same moment is taken once", async () => {
  const { page, store } = device(40);
  const pages = [page(), page()];
  const twice = await Promise.all(pages.map((one) => use(one, codeOf(1))));
  const told = twice.map((one) => (one.ok ? "taken" : one.why));
  assert.deepEqual(told.toSorted(), ["taken", "used_here"]);
  assert.equal(store.records().length, 1);
});

test("an answer that one page takes in writes over nothing that another wrote", async () => {
  const { page, store, pass } = device(40);
  const [slow, other] = [page(), page()];
  const load = store.load.bind(store);
  const answer = {
    serverAt: start, revoked: false, expected: 1, results: [], rules: (await load())!.state.rules!,
    revocations: { type: "revocations", version: 1, serials: [], at: start },
  } as const;
  // Between what the slow page reads and what it writes, the other one calls and is revoked.
  let meanwhile: (() => Promise<unknown>) | null = async () => {
    pass(60_000);
    await other.outgoing();
    await other.learn({ ...answer, serverAt: start + 60_000, revoked: true });
  };
  store.load = async () => {
    const read = await load();
    const act = meanwhile;
    meanwhile = null;
    await act?.();
    return read;
  };
  await slow.learn(answer);
  const { state } = (await load())!;
  assert.ok(state.newestAt >= start + 60_000, "the newest time never goes back");
  assert.equal(state.revoked, true);
  assert.equal(state.contactAt, start + 60_000);
});

test("a day's cap is said to be near before it is hit, and holds with two pages", async () => {
  const { page, store } = device(6);
  const pages = [page(), page()];
  const near: boolean[] = [];
  for (let right = 0; right < 5; right++) {
    const done = await use(pages[right % 2]!, codeOf(right));
    assert.ok(done.ok && done.value.left);
    near.push(isNear(done.value.left));
  }
  assert.deepEqual(near, [false, false, false, false, true], "one more");
  const last = await Promise.all([5, 6, 7].map((right) => use(pages[right % 2]!, codeOf(right))));
  assert.equal(last.filter((one) => one.ok).length, 1);
  assert.deepEqual(last.flatMap((one) => (one.ok ? [] : [one.why])), ["cap_count", "cap_count"]);
  assert.equal(store.records().length, 6);
  const dear = await use(device(40, 4_000).page(), codeOf(1));
  assert.ok(dear.ok && dear.value.left && !isNear(dear.value.left), "3,000 of 4,000 are left");
  const small = await use(device(40, 1_200).page(), codeOf(1));
  assert.ok(small.ok && small.value.left && isNear(small.value.left), "200 of 1,200 are left");
});

test("whatever happens to the phone's clock, a restart is never behind what was stored", () => {
  const change = fc.record({
    kind: fc.constantFrom("pass", "set", "restart", "contact"),
    by: fc.integer({ min: -900_000, max: 900_000 }),
  });
  fc.assert(
    fc.property(fc.array(change, { maxLength: 30 }), (changes) => {
      let [server, wall, mono] = [start, start - 77_000, 0];
      const sources = { wall: () => wall, monotonic: () => mono };
      let kept = { newestAt: 0, offset: null as number | null };
      let clock = counterClock(sources, kept);
      const store = () => { kept = { ...kept, newestAt: Math.max(kept.newestAt, clock.now()) }; };
      for (const { kind, by } of changes) {
        const before = clock.now();
        if (kind === "pass") {
          const move = Math.abs(by);
          [server, wall, mono] = [server + move, wall + move, mono + move];
          assert.equal(clock.now(), before + Math.abs(by));
        }
        if (kind === "set") wall += by;
        if (kind === "restart") {
          store();
          mono = 0;
          clock = counterClock(sources, kept);
          assert.ok(clock.now() >= kept.newestAt, `${clock.now()} < ${kept.newestAt}`);
        }
        if (kind === "contact") {
          kept = clock.contact(server, kept.newestAt);
          assert.ok(clock.now() >= server);
        }
        store();
      }
    }),
  );
});
