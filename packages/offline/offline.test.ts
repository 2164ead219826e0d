import assert from "node:assert/strict";
import { generateKeyPairSync, sign, verify } from "node:crypto";
import { test } from "node:test";
import QRCode from "qrcode";
import { idTail } from "./bytes.ts";
import { canonical, firstHash, hashOf } from "./chain.ts";
import { counterClock } from "./counter-clock.ts";
import { readAs } from "./format.ts";
import { verifyByNoble } from "./noble.ts";
import { type RedemptionRecord, redemptionRecord } from "./redemption-record.ts";
import {
  readStatement, type Statement, statementBody, statementText, windowOf,
} from "./statement.ts";

const id = "0190a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b";
const statement: Statement = {
  keyId: 3,
  kind: "voucher",
  rightId: id,
  offerTail: idTail(id),
  offerVersion: 65_535,
  storeTail: "ffeeddccbbaa9988",
  serial: "0123456789abcdef",
  notBefore: 2 ** 32 + 5,
  seconds: 86_400,
  uses: 255,
};
const pair = generateKeyPairSync("ed25519");
const rawKey = Buffer.from(pair.publicKey.export({ format: "jwk" }).x ?? "", "base64url");

test("a statement is 118 bytes, a QR of version 10 at most, and comes back as it was", () => {
  const body = statementBody(statement);
  const signature = sign(null, body, pair.privateKey);
  assert.equal(body.length + signature.length, 118);
  const text = statementText(body, signature);
  assert.ok(QRCode.create(text, { errorCorrectionLevel: "M" }).version <= 10);
  const read = readStatement(` ${text}\n`);
  assert.deepEqual(read?.statement, statement);
  assert.deepEqual(Buffer.from(read?.body ?? []), Buffer.from(body));
  assert.equal(windowOf(statement).until - windowOf(statement).from, 86_400_000);
  for (const bad of [text.slice(0, -1), `${text}A`, text.replace("BHO1", "BHO2"), "", "BHO1.%"]) {
    assert.equal(readStatement(bad), null, bad);
  }
});

test("what a bundled library verifies is what the server signed, and nothing else", async () => {
  const body = statementBody(statement);
  const signature = sign(null, body, pair.privateKey);
  assert.equal(await verifyByNoble(signature, body, rawKey), true);
  assert.equal(verify(null, body, pair.publicKey, signature), true);
  for (let at = 0; at < body.length; at += 7) {
    const changed = Uint8Array.from(body);
    changed[at]! ^= 1;
    assert.equal(await verifyByNoble(signature, changed, rawKey), false);
  }
  assert.equal(await verifyByNoble(signature.subarray(1), body, rawKey), false);
});

const record: RedemptionRecord = {
  type: "redemption",
  version: 2,
  deviceId: id,
  sequence: 1,
  previous: firstHash,
  statement: "BHO1.AAAA",
  staffId: id,
  billMinor: 100,
  discountMinor: 10,
  at: 1,
};

test("a phone that updates late writes version 1, and it is read as today's", () => {
  const { discountMinor: _, ...old } = { ...record, version: 1 };
  const lifted = readAs<RedemptionRecord>(redemptionRecord, old);
  assert.deepEqual(lifted, { ...record, discountMinor: null });
  assert.deepEqual(readAs(redemptionRecord, record), record);
});

test("what is damaged, of another type or newer than this release is no record", () => {
  const wrong = [
    null, 7, [], { ...record, version: 3 }, { ...record, version: 0 }, { ...record, type: "undo" },
    { ...record, at: -1 }, { ...record, billMinor: 1.5 }, { ...record, previous: "x" },
    { ...record, sequence: 0 }, { ...record, staffId: "me" },
  ];
  for (const value of wrong) assert.equal(readAs(redemptionRecord, value), null);
});

test("the chain hangs on one text, whatever the order of members", async () => {
  const turned = Object.fromEntries(Object.entries(record).reverse());
  assert.equal(canonical(turned), canonical(record));
  assert.match(await hashOf(canonical(record)), /^[A-Za-z0-9_-]{43}$/);
  assert.notEqual(await hashOf(canonical({ ...record, at: 2 })), await hashOf(canonical(record)));
});

test("the clock is the server's, goes on by itself and never falls behind what was stored", () => {
  let [wall, mono] = [1_000, 0];
  const sources = { wall: () => wall, monotonic: () => mono };
  const clock = counterClock(sources, { newestAt: 0, offset: null });
  const kept = clock.contact(500_000, 0);
  mono += 2_000;
  wall -= 600_000; // somebody set the phone's clock
  assert.equal(clock.now(), 502_000);
  const again = counterClock(sources, { newestAt: 502_000, offset: kept.offset });
  assert.equal(again.now(), 502_000);
  wall += 700_000;
  assert.equal(counterClock(sources, { newestAt: 1, offset: kept.offset }).now(), 600_000);
  again.reached(520_000);
  again.reached(510_000);
  assert.equal(again.now(), 520_000);
  assert.equal(again.contact(519_000, 520_000).newestAt, 520_000);
});
