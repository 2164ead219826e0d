import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { canonical, firstHash } from "#packages/offline/index.ts";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { loopBrand, type LoopBrand, type LoopMember } from "#tests/support/loop.ts";
import { deviceKey } from "#tests/support/offline-device.ts";
import { policy, testCounter, type TestCounter } from "./offline.fixture.ts";

let app: TestApp;
let shop: LoopBrand;
let offerId: string;
let now: Temporal.Instant;

const set = (more = {}, unitId = shop.root) =>
  shop.api("PUT", `/offline/policies/${unitId}`, { ...policy, ...more });
const nowMs = () => now.epochMilliseconds;
function pass(minutes: number): void {
  now = now.add({ seconds: minutes * 60 });
  app.setNow(now);
}

before(async () => {
  app = await startTestApp();
  // Far from midnight, and after the grants that the tests are given.
  const today = Temporal.Now.zonedDateTimeISO("Asia/Shanghai").startOfDay();
  now = today.add({ hours: 34 }).toInstant();
  app.setNow(now);
});
after(() => app.close());

/** A brand of its own for each test: caps and counters are a store's. */
async function fresh(more = {}): Promise<void> {
  shop = await loopBrand(app);
  offerId = await shop.offer();
  assert.equal((await set(more)).status, 204);
  const allowed = await shop.api("PUT", `/offline/offers/${offerId}`, { allowed: true });
  assert.equal(allowed.status, 204);
}

const counterAt = async (storeId: string): Promise<TestCounter> => {
  const counter = await testCounter(shop, storeId, nowMs);
  await counter.sync();
  return counter;
};
const offline = (member: LoopMember, voucherId: string, storeId: string) =>
  shop.shop(member, "POST", `/rights/voucher/${voucherId}/offline`, { storeId });

async function statement(storeId: string, offer = offerId) {
  const member = await shop.member();
  const voucherId = await shop.voucher(member, offer);
  const signed = await offline(member, voucherId, storeId);
  assert.equal(signed.status, 200, JSON.stringify(signed.body));
  return { member, voucherId, text: signed.body.text as string, ...signed.body };
}
async function lossOf(unitId: string): Promise<number> {
  const { rows } = await app.databases.ownerPool.query(
    `select sum(p.amount)::int as loss from wallet.accounts a
     join wallet.postings p using (brand_id, account_id)
     where a.kind = 'loss' and a.owner_id = $1`,
    [unitId],
  );
  return rows[0].loss;
}
const staffId = "0190a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b";
const use = async (counter: TestCounter, text: string, billMinor: number | null = 3000) => {
  const done = await counter.book.redeem(text, { billMinor, staffId });
  return done.ok ? done.value : done.why;
};
const outcomes = (answer: { results: readonly { outcome: string; reason: string | null }[] }) =>
  answer.results.map((one) => [one.outcome, one.reason].filter(Boolean).join(" "));

test("without a line: taken by the statement, sent once it is back, kept for ever", async () => {
  await fresh();
  const counter = await counterAt(shop.first);
  const { text, member, voucherId } = await statement(shop.first);
  pass(3);
  const used = await use(counter, text);
  assert.ok(typeof used === "object");
  assert.deepEqual([used.discountMinor, used.payableMinor], [1000, 2000]);
  assert.equal(await use(counter, text), "used_here");
  const sent = await counter.book.outgoing();
  const path = `/offline/devices/${counter.deviceId}/sync`;
  pass(30);
  const answers = [];
  for (let turn = 0; turn < 3; turn += 1) answers.push(await shop.api("POST", path, sent));
  const same = answers.map((one) => one.body.results);
  assert.deepEqual(same, Array(3).fill([{ sequence: 1, outcome: "redeemed", reason: null }]));
  await counter.book.learn(answers[0]!.body);
  assert.equal((await counter.book.status())?.records[0]?.outcome, "redeemed");
  const wallet = await shop.shop(member, "GET", `/wallet/${voucherId}`);
  assert.equal(wallet.body.state, "used");
  const listed = await shop.api("GET", `/redemptions?storeId=${shop.first}`);
  assert.equal(listed.body.items.length, 1);
  assert.equal(listed.body.items[0].at, used.at, "at the time that the counter claims");
  assert.equal(listed.body.items[0].discountMinor, 1000);
});

test("held at one store: refused elsewhere, until every counter there has called", async () => {
  await fresh();
  const [one, two] = [await counterAt(shop.first), await counterAt(shop.first)];
  await counterAt(shop.second);
  const { member, voucherId } = await statement(shop.first);
  const elsewhere = await offline(member, voucherId, shop.second);
  assert.equal(elsewhere.body.code, "held_at_store");
  assert.match(elsewhere.body.title, /一号店.+\d{4}-\d\d-\d\d/);
  const { link } = await shop.show(member, voucherId);
  const early = await shop.prepare(link, shop.second);
  assert.equal(early.body.refusal.code, "held_at_store");
  const lost = await shop.commit(early.body.prepareToken, 3000);
  assert.equal(lost.body.code, "held_at_store");
  assert.equal((await offline(member, voucherId, shop.first)).status, 200, "the same store may");
  pass(11);
  await one.sync();
  assert.equal((await offline(member, voucherId, shop.second)).body.code, "held_at_store");
  await two.sync();
  assert.equal((await offline(member, voucherId, shop.second)).status, 200);
});

test("a counter that never calls holds for the longest time without contact only", async () => {
  await fresh();
  await counterAt(shop.first);
  await counterAt(shop.second);
  const { member, voucherId } = await statement(shop.first);
  pass(69);
  assert.equal((await offline(member, voucherId, shop.second)).body.code, "held_at_store");
  pass(2);
  const { link } = await shop.show(member, voucherId);
  const prepared = await shop.prepare(link, shop.second);
  assert.equal((await shop.commit(prepared.body.prepareToken, 3000)).status, 200);
});

test("zero is off, an offer not allowed is not signed, caps are said and held", async () => {
  await fresh({ deviceValueMinor: 2_500 });
  const [one, two] = [await counterAt(shop.first), await counterAt(shop.first)];
  const left = async (counter: TestCounter) => (await counter.book.status())?.left;
  assert.deepEqual([(await left(one))?.count, (await left(two))?.count], [5, 3], "8 in all");
  for (let turn = 0; turn < 2; turn += 1) {
    const { text } = await statement(shop.first);
    assert.ok(typeof (await use(one, text)) === "object");
  }
  assert.deepEqual([(await left(one))?.countLeft, (await left(one))?.valueLeftMinor], [3, 500]);
  const third = await statement(shop.first);
  assert.equal(await use(one, third.text), "cap_value");
  assert.equal(await use(one, third.text, 400).then((done) => typeof done), "object");
  const other = await shop.offer();
  const member = await shop.member();
  const voucherId = await shop.voucher(member, other);
  assert.equal((await offline(member, voucherId, shop.first)).body.code, "offline_offer_not");
  assert.equal((await offline(member, voucherId, shop.far)).body.code, "offline_off_here");
  await set({ storeCount: 0 });
  assert.equal((await offline(member, voucherId, shop.first)).body.code, "offline_off_here");
  const { text } = third;
  await two.sync();
  assert.equal(await use(two, text), "not_signed", "without rules there is no key");
});

test("no other store's, altered, late or revoked code is taken, and none for ever", async () => {
  await fresh();
  const [here, there] = [await counterAt(shop.first), await counterAt(shop.second)];
  const { text, link: _, voucherId, member } = await statement(shop.first);
  assert.equal(await use(there, text), "other_store");
  const flipped = text.slice(0, 40) + (text[40] === "A" ? "B" : "A") + text.slice(41);
  assert.equal(await use(here, flipped), "not_signed");
  assert.equal(await use(here, "123456789012"), "unreadable");
  const shown = await shop.show(member, voucherId);
  const prepared = await shop.prepare(shown.link, shop.first);
  assert.equal((await shop.commit(prepared.body.prepareToken, 3000)).status, 200);
  await here.sync();
  assert.equal(await use(here, text), "revoked");
  const late = await statement(shop.first);
  pass(10);
  assert.equal(await use(here, late.text), "window_over");
  const fresher = await statement(shop.first);
  pass(5);
  assert.ok(typeof (await use(here, fresher.text)) === "object");
  pass(46);
  const tooLong = await statement(shop.first);
  assert.equal(await use(here, tooLong.text), "contact_too_long");
});

test("a second use: the first stands, the loss has an owner, an undo takes it back", async () => {
  await fresh();
  const [one, two] = [await counterAt(shop.first), await counterAt(shop.first)];
  const { text } = await statement(shop.first);
  await use(one, text);
  const second = await use(two, text);
  assert.deepEqual(outcomes(await two.sync()), ["redeemed"]);
  assert.deepEqual(outcomes(await one.sync()), ["honoured voucher_used"]);
  const { body } = await shop.api("GET", `/offline/conflicts?storeId=${shop.first}`);
  const [conflict] = body.items;
  assert.equal(conflict.decision, "honoured");
  assert.equal(conflict.lossMinor, 1000);
  assert.equal(conflict.owner.name, "一号店");
  assert.equal(conflict.firstDeviceId, two.deviceId);
  assert.equal(conflict.firstAt, typeof second === "object" && second.at);
  assert.deepEqual([conflict.deviceId, conflict.firstStore.name], [one.deviceId, "一号店"]);
  assert.ok(conflict.firstDeviceName && conflict.deviceName, "people know devices by names");
  assert.match(conflict.problem, /用/);
  assert.equal(await lossOf(shop.first), 1000);
  assert.ok((await one.book.undo(1, { reason: "other", staffId })).ok);
  assert.deepEqual(outcomes(await one.sync()), ["undone"]);
  assert.equal(await lossOf(shop.first), 0);

  await set({ secondUse: "refuse" });
  const again = await statement(shop.first);
  await use(one, again.text);
  await use(two, again.text);
  await one.sync();
  assert.deepEqual(outcomes(await two.sync()), ["refused voucher_used"]);
  const all = await shop.api("GET", `/offline/conflicts`);
  assert.equal(all.body.items.length, 2);
  assert.equal(all.body.items[0].owner.name, "一号店");
  const page = await shop.api("GET", "/offline/conflicts?limit=1");
  const rest = await shop.api("GET", `/offline/conflicts?limit=1&cursor=${page.body.next}`);
  const ids = [...page.body.items, ...rest.body.items].map(({ id }: { id: string }) => id);
  assert.deepEqual(ids, all.body.items.map(({ id }: { id: string }) => id));
  assert.equal(rest.body.next, null);
});

test("an undo without a line gives the use back, once, within ten minutes", async () => {
  await fresh();
  const counter = await counterAt(shop.first);
  const { text, member, voucherId } = await statement(shop.first);
  await use(counter, text);
  pass(2);
  assert.ok((await counter.book.undo(1, { reason: "scanned_by_mistake", staffId })).ok);
  const twice = await counter.book.undo(1, { reason: "scanned_by_mistake", staffId });
  assert.deepEqual(twice, { ok: false, why: "undo_unknown" });
  assert.ok(typeof (await use(counter, text)) === "object", "the same code, again");
  assert.deepEqual(outcomes(await counter.sync()), ["redeemed", "undone", "redeemed"]);
  const wallet = await shop.shop(member, "GET", `/wallet/${voucherId}`);
  assert.equal(wallet.body.usesLeft, 0);
  pass(11);
  const late = await counter.book.undo(3, { reason: "other", staffId });
  assert.deepEqual(late, { ok: false, why: "undo_too_late" });
});

/** Sends what a device that lies would send. */
async function forge(counter: TestCounter, records: readonly object[], key = counter.key) {
  const base = { version: 1, deviceId: counter.deviceId };
  const word = { ...base, type: "contact", head: 9, headHash: firstHash, at: nowMs() };
  const contact = canonical(word);
  const signature = await counter.key.sign(contact);
  const sent = [];
  for (const record of records) {
    const text = canonical({ ...base, type: "redemption", staffId, ...record });
    sent.push({ text, signature: await key.sign(text) });
  }
  const path = `/offline/devices/${counter.deviceId}/sync`;
  return shop.api("POST", path, { contact, signature, records: sent });
}

test("the server believes little, and drops nothing", async () => {
  await fresh();
  const counter = await counterAt(shop.first);
  const { text } = await statement(shop.first);
  const record = { sequence: 1, previous: firstHash, statement: text, billMinor: 3000 };
  pass(5);
  const tries: [string, object, ReturnType<typeof deviceKey>?][] = [
    ["signature", { ...record, at: nowMs() }, deviceKey()],
    ["chain", { ...record, previous: "B".repeat(43), at: nowMs() }],
    ["window", { ...record, at: nowMs() + 600_000 }],
    ["fork", { ...record, at: nowMs() }],
  ];
  for (const [why, sent, key] of tries) {
    const answer = await forge(counter, [sent], key);
    assert.deepEqual(outcomes(answer.body), [`quarantined ${why}`]);
  }
  const { rows } = await app.databases.ownerPool.query(
    "select count(*)::int as kept from redemption.offline_records where device_id = $1",
    [counter.deviceId],
  );
  assert.equal(rows[0].kept, 4);
  const gap = await forge(counter, [{ ...record, sequence: 7, at: nowMs() }]);
  assert.deepEqual([gap.body.results, gap.body.expected], [[], 2]);
  const list = await shop.api("GET", `/offline/conflicts?storeId=${shop.first}`);
  const kinds = list.body.items.map((one: { kind: string }) => one.kind);
  assert.deepEqual(kinds, Array(4).fill("quarantined"));
});

test("no time before the last contact is believed, no serial that nobody issued", async () => {
  await fresh();
  const counter = await counterAt(shop.first);
  const { text } = await statement(shop.first);
  const madeAt = nowMs();
  pass(2);
  await counter.sync();
  const record = { sequence: 1, previous: firstHash, statement: text, billMinor: 3000 };
  const early = await forge(counter, [{ ...record, at: madeAt + 1000 }]);
  assert.deepEqual(outcomes(early.body), ["quarantined before_contact"]);
  const other = await counterAt(shop.first);
  const { text: gone } = await statement(shop.first);
  await app.databases.ownerPool.query(
    "delete from redemption.offline_statements where brand_id = $1", [shop.t.brandId],
  );
  assert.ok(typeof (await use(other, gone)) === "object");
  assert.deepEqual(outcomes(await other.sync()), ["quarantined serial"]);
});

test("what arrives after a revocation is kept aside, whatever time it claims", async () => {
  await fresh();
  const counter = await counterAt(shop.first);
  const { text, member, voucherId } = await statement(shop.first);
  await use(counter, text);
  const guide = { cookie: await shop.staff("guide", shop.first) };
  const revoke = `/offline/devices/${counter.deviceId}/revoke`;
  assert.equal((await shop.api("POST", revoke, undefined, guide)).status, 403);
  assert.equal((await shop.api("POST", revoke)).status, 204);
  const answer = await counter.sync();
  assert.deepEqual(outcomes(answer), ["quarantined revoked"]);
  assert.equal(answer.revoked, true);
  const { body: listed } = await shop.api("GET", "/offline/conflicts");
  const [aside] = listed.items;
  assert.deepEqual([aside.kind, aside.code, aside.decision], ["quarantined", "revoked", null]);
  assert.ok(aside.usedAt <= aside.recordedAt && aside.billMinor !== null, "what it claims is told");
  assert.deepEqual(outcomes(await counter.sync()), [], "the counter has nothing left to send");
  assert.equal((await counter.book.status())?.no, "revoked_device");
  const wallet = await shop.shop(member, "GET", `/wallet/${voucherId}`);
  assert.equal(wallet.body.usesLeft, 1);
});

test("the next key is on every counter before it signs; the old one is still taken", async () => {
  await fresh({ contactlessSeconds: 259_200, statementSeconds: 600 });
  const counter = await counterAt(shop.first);
  assert.equal((await shop.api("POST", "/offline/keys")).body.keyId, 2);
  const before = await statement(shop.first);
  assert.ok(typeof (await use(counter, before.text)) === "object");
  await counter.sync();
  pass(3 * 24 * 60);
  const after = await statement(shop.first);
  assert.ok(typeof (await use(counter, after.text)) === "object");
  assert.deepEqual(outcomes(await counter.sync()), ["redeemed"]);
});

test("with a line the counter reads an offline code the ordinary way", async () => {
  await fresh();
  await counterAt(shop.first);
  const { text } = await statement(shop.first);
  const prepared = await shop.prepare(text, shop.first);
  assert.equal(prepared.body.allowed, true, JSON.stringify(prepared.body));
  assert.equal((await shop.commit(prepared.body.prepareToken, 3000)).status, 200);
  pass(10);
  assert.equal((await shop.prepare(text, shop.first)).body.code, "code_expired");
});

test("staff enrol for their own store; a store manager sees its conflicts only", async () => {
  await fresh();
  const guide = { cookie: await shop.staff("guide", shop.first) };
  const body = { storeId: shop.second, name: "x", publicKey: deviceKey().publicKey };
  assert.equal((await shop.api("POST", "/offline/devices", body, guide)).status, 403);
  const own = { ...body, storeId: shop.first };
  const first = await shop.api("POST", "/offline/devices", own, guide);
  const again = await shop.api("POST", "/offline/devices", own, guide);
  assert.equal(again.body.deviceId, first.body.deviceId);
  const elsewhere = await shop.api("POST", "/offline/devices", body);
  assert.equal(elsewhere.body.code, "offline_device_elsewhere");
  const bad = { ...own, publicKey: "A".repeat(87) };
  assert.equal((await shop.api("POST", "/offline/devices", bad)).body.code, "offline_key_invalid");
  assert.equal((await shop.api("GET", "/offline/conflicts", undefined, guide)).status, 403);
  const manager = { cookie: await shop.staff("store_manager", shop.first) };
  const theirs = `/offline/conflicts?storeId=${shop.second}`;
  assert.equal((await shop.api("GET", theirs, undefined, manager)).status, 403);
  const caps = `/offline/policies/${shop.first}`;
  assert.equal((await shop.api("PUT", caps, policy, guide)).status, 403);
});
