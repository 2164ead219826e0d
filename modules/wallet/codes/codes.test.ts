import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { verifyLimits } from "#modules/limits/index.ts";
import { hasValidCheckDigit } from "#packages/codes/index.ts";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { loopBrand, type LoopBrand } from "#tests/support/loop.ts";
import { codeRefOf, newBatchId, voucherIdOf } from "./batch-id.ts";
import { codeHash, codesAt, openKey, sealKey, slabAt } from "./batch-key.ts";

let app: TestApp;
let shop: LoopBrand;

before(async () => {
  app = await startTestApp();
  shop = await loopBrand(app);
});
after(() => app.close());
afterEach(() => app.setNow(null));

const made = (batchId: string) => app.runJob("wallet.make_codes", { batchId, ...brandOf() });
const recalled = (batchId: string) => app.runJob("wallet.recall_codes", { batchId, ...brandOf() });
const brandOf = () => ({ brandId: shop.t.brandId });

async function query<T>(text: string, values: unknown[] = []): Promise<T[]> {
  return (await app.databases.ownerPool.query(text, values)).rows;
}

async function stockUsed(offerId: string): Promise<number> {
  const [row] = await query<{ used: string }>(
    "select used from limits.counters where brand_id = $1 and key = $2",
    [shop.t.brandId, `offer:${offerId}:stock`],
  );
  return Number(row?.used ?? 0);
}

async function startBatch(offerId: string, count: number): Promise<string> {
  const body = { name: "传单", count };
  const answer = await shop.api("POST", `/offers/${offerId}/code-batches`, body);
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  return answer.body.batchId;
}

async function batch(offerId: string, count: number): Promise<string> {
  const batchId = await startBatch(offerId, count);
  await made(batchId);
  return batchId;
}

async function view(offerId: string, batchId: string) {
  const listed = await shop.api("GET", `/code-batches?offerId=${offerId}`);
  return listed.body.items.find((one: { batchId: string }) => one.batchId === batchId);
}

async function codesOf(batchId: string): Promise<string[]> {
  const asked = await shop.api("POST", `/code-batches/${batchId}/exports`, { reason: "印传单" });
  assert.equal(asked.status, 200, JSON.stringify(asked.body));
  const csv = await shop.api("GET", `/code-exports/${asked.body.exportId}/codes.csv`);
  assert.equal(csv.status, 200);
  return String(csv.body).trim().split("\r\n").slice(1).map((line) => line.split(",")[1]!);
}

const bearer = (more: object = {}) => shop.offer({ bearer: true, ...more });
const isWhole = async () =>
  assert.equal((await verifyLimits(app.databases.ownerPool, shop.t.brandId)).wrong, null);

test("a voucher's id tells its batch and number, and back", () => {
  const batchId = newBatchId();
  for (const number of [1, 255, 70_000, 5_000_000]) {
    assert.deepEqual(codeRefOf(voucherIdOf(batchId, number)), { batchId, number });
  }
  assert.notEqual(newBatchId(), newBatchId());
});

test("a key and a place make one code: checked, no payment code, in no order", () => {
  const key = Buffer.alloc(32, 1);
  const places = Array.from({ length: 20_000 }, (_, number) => ({ number, attempt: 0 }));
  const codes = codesAt(key, places);
  assert.deepEqual(codesAt(key, places.slice(5, 7)), codes.slice(5, 7));
  assert.equal(new Set(codes).size, codes.length);
  assert.ok(codes.every((code) => /^(?!1[0-5]|2[5-9]|30)\d{16}$/.test(code)));
  assert.ok(codes.every(hasValidCheckDigit));
  const rising = codes.filter((code, at) => at > 0 && code > codes[at - 1]!).length;
  assert.ok(rising > 9_500 && rising < 10_500, `${rising} of 20,000 rise`);
  const starts = new Map<string, number>();
  for (const code of codes) starts.set(code.slice(0, 2), (starts.get(code.slice(0, 2)) ?? 0) + 1);
  assert.equal(starts.size, 88);
  assert.ok([...starts.values()].every((count) => count > 150 && count < 310));
  assert.notEqual(codesAt(Buffer.alloc(32, 2), places.slice(0, 1))[0], codes[0]);
  assert.notEqual(codesAt(key, [{ number: 0, attempt: 1 }])[0], codes[0]);
});

test("a batch's key opens only for its batch and unaltered", () => {
  const key = Buffer.alloc(32, 3);
  const [one, two] = [newBatchId(), voucherIdOf(newBatchId(), 9)];
  const sealed = sealKey(one, key);
  assert.deepEqual(openKey(one, sealed), key);
  assert.throws(() => openKey(two, sealed));
  sealed[20]! ^= 1;
  assert.throws(() => openKey(one, sealed));
});

test("made, exported once, redeemed once: without a member, from the stock", async () => {
  const offerId = await bearer({ totalStock: 30 });
  const none = await shop.api("POST", `/offers/${offerId}/code-batches`, { name: "多", count: 31 });
  assert.equal(none.body.code, "codes_over_stock");
  assert.equal(await stockUsed(offerId), 0);
  const batchId = await startBatch(offerId, 30);
  assert.equal(await stockUsed(offerId), 30);
  await isWhole();
  const early = await shop.api("POST", `/code-batches/${batchId}/exports`, { reason: "x" });
  assert.equal(early.body.code, "code_batch_busy");
  await made(batchId);
  await made(batchId);
  const shown = await view(offerId, batchId);
  assert.deepEqual([shown.state, shown.made, shown.opened], ["ready", 30, 0]);
  const codes = await codesOf(batchId);
  assert.equal(new Set(codes).size, 30);
  assert.match(codes[0]!, /^\d{4} \d{4} \d{4} \d{4}$/);
  const [stored] = await query<{ text: string }>(
    "select string_agg(c::text, '') as text from wallet.codes c where batch_id = $1", [batchId]);
  assert.ok(!stored!.text.includes(codes[0]!.replaceAll(" ", "")));

  const prepared = (await shop.prepare(codes[0]!, shop.first)).body;
  assert.equal(prepared.allowed, true);
  assert.equal(prepared.member, null);
  const second = (await shop.prepare(codes[0]!.replaceAll(" ", ""), shop.second)).body;
  assert.equal((await shop.commit(prepared.prepareToken, 5000)).status, 200);
  assert.equal((await shop.commit(second.prepareToken, 5000)).body.code, "voucher_used");
  assert.equal((await shop.prepare(codes[0]!, shop.far)).body.refusal.code, "voucher_used");
  assert.equal(await stockUsed(offerId), 30);
  assert.equal((await view(offerId, batchId)).opened, 1);
  await isWhole();
});

test("an export is its asker's, once, within ten minutes; locked, there is none", async () => {
  const offerId = await bearer();
  const batchId = await batch(offerId, 3);
  const ask = async () =>
    (await shop.api("POST", `/code-batches/${batchId}/exports`, { reason: "印刷" })).body.exportId;
  const other = { cookie: await shop.staff("operator", shop.root) };
  const exportId = await ask();
  const url = `/code-exports/${exportId}/codes.csv`;
  assert.equal((await shop.api("GET", url, undefined, other)).body.code, "code_export_over");
  assert.equal((await shop.api("GET", url)).status, 200);
  assert.equal((await shop.api("GET", url)).body.code, "code_export_over");
  const late = await ask();
  app.setNow(Temporal.Now.instant().add({ minutes: 11 }));
  const over = await shop.api("GET", `/code-exports/${late}/codes.csv`);
  assert.equal(over.body.code, "code_export_over");
  app.setNow(null);
  const guide = { cookie: await shop.staff("guide", shop.first) };
  const path = `/code-batches/${batchId}/exports`;
  const refused = await shop.api("POST", path, { reason: "x" }, guide);
  assert.equal(refused.body.code, "not_permitted");
  assert.equal((await shop.api("POST", `/code-batches/${batchId}/lock`)).status, 204);
  const locked = await shop.api("POST", `/code-batches/${batchId}/exports`, { reason: "x" });
  assert.equal(locked.body.code, "code_batch_locked");
  await app.settle();
  const told = await query<{ kind: string }>(
    `select kind from platform.journal where brand_id = $1 and payload->>'batchId' = $2
     order by event_id`, [shop.t.brandId, batchId]);
  assert.deepEqual(told.map((one) => one.kind), [
    "wallet.code_batch_started", "wallet.codes_made", "wallet.codes_exported",
    "wallet.codes_exported", "wallet.codes_export_locked",
  ]);
});

test("cut off in a step, it goes on from the step before: none twice, none lost", async () => {
  const offerId = await bearer();
  const batchId = await startBatch(offerId, 250_000);
  // The second step finds a code that is in its way by its number, and fails like a kill would.
  await query(
    `insert into wallet.codes (brand_id, batch_id, number, code_hmac, last4)
     values ($1, $2, 150000, '\\x01', '0000')`, [shop.t.brandId, batchId]);
  await assert.rejects(made(batchId));
  const [half] = await query<{ count: number }>(
    "select count(*)::int as count from wallet.codes where batch_id = $1", [batchId]);
  assert.equal(half!.count, 100_001);
  await query("delete from wallet.codes where batch_id = $1 and number = 150000", [batchId]);
  const waits = await query<{ key: string }>(
    "select key from graphile_worker.jobs where key = $1", [`wallet.make_codes:${batchId}`]);
  assert.equal(waits.length, 1);
  await Promise.all([made(batchId), made(batchId)]);
  const [whole] = await query<{ count: number; codes: number; last: number }>(
    `select count(*)::int as count, count(distinct code_hmac)::int as codes,
       max(number) as last from wallet.codes where batch_id = $1`, [batchId]);
  assert.deepEqual({ ...whole }, { count: 250_000, codes: 250_000, last: 250_000 });
  assert.equal(await stockUsed(offerId), 250_000);
  await isWhole();
});

test("a code that somebody has already is drawn again, and exported as it is", async () => {
  const offerId = await bearer();
  const first = await startBatch(offerId, 4);
  // Both batches have one key: every code of the second meets the first's.
  const second = await startBatch(offerId, 6);
  await made(first);
  const [{ sealed_key: sealed }] = (await query<{ sealed_key: Buffer }>(
    "select sealed_key from wallet.code_batches where batch_id = $1", [first])) as [never];
  const again = sealKey(second, openKey(first, sealed));
  const change = "update wallet.code_batches set sealed_key = $2 where batch_id = $1";
  await query(change, [second, again]);
  await made(second);
  const attempts = await query<{ attempt: number }>(
    "select attempt from wallet.codes where batch_id = $1 order by number", [second]);
  assert.deepEqual(attempts.map((row) => row.attempt), [1, 1, 1, 1, 0, 0]);
  const codes = [...(await codesOf(first)), ...(await codesOf(second))];
  assert.equal(new Set(codes).size, 10);
  assert.equal((await shop.prepare(codes.at(4)!, shop.first)).body.allowed, true);
});

test("recall gives back every unused code exactly, in steps that may be repeated", async () => {
  const offerId = await bearer({ totalStock: 10 });
  const batchId = await batch(offerId, 10);
  const codes = await codesOf(batchId);
  const used = (await shop.prepare(codes[0]!, shop.first)).body;
  const seen = (await shop.prepare(codes[1]!, shop.first)).body;
  const done = (await shop.commit(used.prepareToken, 1000)).body;
  const member = await shop.member();
  const bound = await shop.shop(member, "POST", "/codes", { code: codes[2] });
  assert.equal(bound.status, 200, JSON.stringify(bound.body));
  const body = { reason: "传单丢失" };
  assert.equal((await shop.api("POST", `/code-batches/${batchId}/recall`, body)).status, 204);
  // From the click on: the job has not run yet.
  assert.equal((await shop.commit(seen.prepareToken, 1000)).body.code, "voucher_recalled");
  assert.equal((await shop.prepare(codes[3]!, shop.first)).body.refusal.code, "voucher_recalled");
  await recalled(batchId);
  await recalled(batchId);
  assert.equal(await stockUsed(offerId), 1);
  const shown = await view(offerId, batchId);
  assert.deepEqual([shown.state, shown.recalled, shown.exportable], ["recalled", 9, false]);
  assert.equal((await shop.shop(member, "GET", `/wallet/${bound.body.voucherId}`)).body.state,
    "recalled");
  const twice = await shop.api("POST", `/code-batches/${batchId}/recall`, body);
  assert.equal(twice.body.code, "code_batch_recalled");
  await isWhole();
  // What was redeemed and is undone later goes the same way.
  const undone = await shop.api("POST", `/redemptions/${done.redemptionId}/undo`,
    { reason: "training" });
  assert.ok(undone.status < 300, JSON.stringify(undone.body));
  assert.equal(await stockUsed(offerId), 0);
  assert.equal((await shop.prepare(codes[0]!, shop.first)).body.refusal.code, "voucher_recalled");
  await isWhole();
});

test("a code that was given on to a friend is recalled with its batch", async () => {
  const offerId = await bearer({ giftTimes: 2, totalStock: 3 });
  const batchId = await batch(offerId, 3);
  const [code] = await codesOf(batchId);
  const [ann, bob, carl] = [await shop.member(), await shop.member(), await shop.member()];
  let { voucherId } = (await shop.shop(ann, "POST", "/codes", { code })).body;
  for (const [from, to] of [[ann, bob], [bob, carl]] as const) {
    const gift = (await shop.shop(from, "POST", `/wallet/${voucherId}/gift`)).body;
    const got = await shop.shop(to, "POST", "/gifts/accept", { token: gift.token });
    voucherId = got.body.voucherId;
  }
  assert.equal(await stockUsed(offerId), 3);
  await isWhole();
  await shop.api("POST", `/code-batches/${batchId}/recall`, { reason: "收回" });
  await recalled(batchId);
  assert.equal((await shop.shop(carl, "GET", `/wallet/${voucherId}`)).body.state, "recalled");
  assert.equal(await stockUsed(offerId), 0);
  await isWhole();
});

test("recalled while it is being made: what was not made goes back too", async () => {
  const offerId = await bearer({ totalStock: 7 });
  const batchId = await startBatch(offerId, 7);
  await shop.api("POST", `/code-batches/${batchId}/recall`, { reason: "数量错了" });
  await made(batchId);
  await recalled(batchId);
  assert.equal(await stockUsed(offerId), 0);
  assert.equal((await view(offerId, batchId)).state, "recalled");
  await isWhole();
});

test("a code that a single voucher has is drawn again before the batch is ready", async () => {
  const offerId = await bearer();
  const member = await shop.member();
  const voucherId = await shop.voucher(member, offerId);
  const batchId = await startBatch(offerId, 3);
  const [row] = await query<{ sealed_key: Buffer }>(
    "select sealed_key from wallet.code_batches where batch_id = $1", [batchId]);
  const key = openKey(batchId, row!.sealed_key);
  const [, own] = codesAt(key, [1, 2].map((number) => ({ number, attempt: 0 })));
  await query(
    "update wallet.vouchers set code_hmac = $2, code_last4 = $3 where voucher_id = $1",
    [voucherId, codeHash(shop.t.brandId, own!), own!.slice(-4)]);
  await made(batchId);
  const codes = (await codesOf(batchId)).map((code) => code.replaceAll(" ", ""));
  assert.equal(codes.length, 3);
  assert.ok(!codes.includes(own!));
  assert.equal((await shop.prepare(own!, shop.first)).body.right.id, voucherId);
});

test("a code of a recalled or past batch, or of another brand, opens nothing", async () => {
  const offerId = await bearer();
  const today = Temporal.Now.zonedDateTimeISO("Asia/Shanghai").toPlainDate();
  const asked = { name: "今日", count: 1, lastDay: today.toString() };
  const path = `/offers/${offerId}/code-batches`;
  const past = { ...asked, lastDay: today.subtract({ days: 1 }).toString() };
  assert.equal((await shop.api("POST", path, past)).body.code, "code_batch_day_past");
  const { batchId } = (await shop.api("POST", path, asked)).body;
  await made(batchId);
  const [code] = await codesOf(batchId);
  const midnight = today.add({ days: 1 }).toZonedDateTime("Asia/Shanghai").toInstant();
  app.setNow(midnight.subtract({ milliseconds: 1 }));
  const inTime = (await shop.prepare(code!, shop.first)).body;
  assert.equal(inTime.allowed, true);
  app.setNow(midnight);
  assert.equal((await shop.commit(inTime.prepareToken, 1000)).body.code, "voucher_expired");
  app.setNow(null);
  const other = await loopBrand(app);
  assert.equal((await other.prepare(code!, other.first)).body.code, "code_unknown");
  const plain = await shop.offer();
  const refused = await shop.api("POST", `/offers/${plain}/code-batches`, asked);
  assert.equal(refused.body.code, "offer_not_bearer");
});

test("a slab holds the hash and the last four of each of its codes", () => {
  const key = Buffer.alloc(32, 5);
  const places = [1, 2, 300].map((number) => ({ number, attempt: 0 }));
  const slab = slabAt(shop.t.brandId, key, places);
  codesAt(key, places).forEach((code, index) => {
    const own = slab.subarray(index * 36, index * 36 + 36);
    assert.deepEqual(own.subarray(0, 32), codeHash(shop.t.brandId, code));
    assert.equal(own.toString("latin1", 32), code.slice(-4));
  });
});

test("codes are written for the brand that the transaction names, never without", async () => {
  const client = await app.databases.appPool.connect();
  const write = (first: number) => client.query("select wallet.write_codes($1, $2, $3)",
    [newBatchId(), first, Buffer.alloc(36, `${first}`)]);
  try {
    await assert.rejects(write(1), /null value in column "brand_id"/);
    await client.query("begin");
    await client.query(`set local bihuan.brand = '${shop.t.brandId}'`);
    await write(2);
    const { rows } = await client.query("select brand_id, last4 from wallet.codes where number = 2"
      + " and last4 = '2222'");
    assert.deepEqual(rows, [{ brand_id: shop.t.brandId, last4: "2222" }]);
    await client.query("rollback");
  } finally {
    client.release(true);
  }
});
