import assert from "node:assert/strict";
import { test } from "node:test";
import type { Redemption } from "./api.ts";
import { isDecided, makeOutbox, type Keeping, type Unconfirmed } from "./outbox.ts";

const entry: Unconfirmed = {
  key: "k1",
  brandKey: "tea",
  staffId: "s1",
  input: { prepareToken: "p", billMinor: 3800, deviceId: "d" },
  title: "满 30 减 10",
  titleEn: null,
  member: "138****8000",
  storeName: "湖滨店",
  startedAt: 0,
  tries: 0,
};
const redemption = { redemptionId: "r1" } as Redemption;

function storage(): Keeping & { kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => void kept.set(name, value),
  };
}

test("it is written down before it is sent, and gone once answered", async () => {
  const keeping = storage();
  let seen = 0;
  const outbox = makeOutbox(keeping, async () => {
    seen = (JSON.parse([...keeping.kept.values()][0] ?? "[]") as unknown[]).length;
    return redemption;
  });
  assert.deepEqual(await outbox.send(entry), { kind: "done", redemption });
  assert.equal(seen, 1);
  assert.equal(outbox.list().length, 0);
});

test("a lost answer stays, survives a restart, and goes out under the same key", async () => {
  const keeping = storage();
  const lost = makeOutbox(keeping, () => Promise.reject({ status: 0 }));
  assert.deepEqual(await lost.send(entry), { kind: "unconfirmed" });
  const keys: string[] = [];
  const later = makeOutbox(keeping, async ({ key }) => {
    keys.push(key);
    return redemption;
  });
  const kept = later.list()[0];
  assert.ok(kept);
  assert.equal(kept.tries, 1);
  assert.equal((await later.send(kept)).kind, "done");
  assert.deepEqual(keys, ["k1"]);
  assert.equal(later.list().length, 0);
});

test("two retries at once are one request", async () => {
  let sent = 0;
  const outbox = makeOutbox(storage(), async () => {
    sent += 1;
    return redemption;
  });
  await Promise.all([outbox.send(entry), outbox.send(entry)]);
  assert.equal(sent, 1);
});

test("a refusal takes it out and is told", async () => {
  const outbox = makeOutbox(storage(), () => Promise.reject({ status: 409, code: "voucher_used" }));
  assert.equal((await outbox.send(entry)).kind, "refused");
  assert.equal(outbox.list().length, 0);
});

test("storage that is forbidden does not lose it while the page lives", async () => {
  const forbidden: Keeping = {
    getItem: () => null,
    setItem: () => {
      throw new Error("forbidden");
    },
  };
  const outbox = makeOutbox(forbidden, () => Promise.reject({ status: 503 }));
  await outbox.send(entry);
  assert.equal(outbox.list().length, 1);
});

const rows: [status: number, again: boolean, decided: boolean][] = [
  // status, sent before, decided
  [0,   false, false],
  [502, false, false],
  [503, true,  false],
  [409, false, true],
  [410, true,  true],
  [422, true,  true],
  [401, false, true],
  [401, true,  false],
  [403, true,  false],
  [429, true,  false],
];
for (const [status, again, decided] of rows) {
  test(`${status} ${again ? "on a repeat" : "at first"} ${decided ? "settles" : "settles nothing"}`,
    () => assert.equal(isDecided({ status }, again), decided));
}
