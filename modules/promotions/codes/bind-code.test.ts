import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { verifyLimits } from "#modules/limits/index.ts";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { loopBrand, type LoopBrand } from "#tests/support/loop.ts";

let app: TestApp;
let shop: LoopBrand;

before(async () => {
  app = await startTestApp();
  shop = await loopBrand(app);
});
after(() => app.close());

async function query<T>(text: string, values: unknown[]): Promise<T[]> {
  return (await app.databases.ownerPool.query(text, values)).rows;
}

const isWhole = async (own = shop) =>
  assert.equal((await verifyLimits(app.databases.ownerPool, own.t.brandId)).wrong, null);

const importInto = (offerId: string, csv: string, name = "异业") =>
  shop.api("POST", `/offers/${offerId}/code-batches/import?name=${encodeURIComponent(name)}`, csv);

const bind = (member: { cookie: string }, code: string, own = shop) =>
  own.shop(member as never, "POST", "/codes", { code });

test("an import says of each line why not, and the same file again adds nothing", async () => {
  const offerId = await shop.offer({ bearer: true });
  const csv = "券码\nPARTNER-0001\nPARTNER-0002\nshort\npartner 0001\n６６６６－７７７７\n";
  const first = (await importInto(offerId, csv)).body;
  assert.deepEqual([first.added, first.known, first.problemCount], [3, 0, 2]);
  type Problem = { line: number; code: string };
  assert.deepEqual(first.problems.map((one: Problem) => [one.line, one.code]),
    [[4, "code_too_short"], [5, "code_twice"]]);
  const again = (await importInto(offerId, csv)).body;
  assert.deepEqual([again.added, again.known, again.batchId], [0, 3, null]);
  const other = await shop.offer({ bearer: true });
  const taken = (await importInto(other, "code\nPARTNER0002\nPARTNER0003\n")).body;
  assert.deepEqual([taken.added, taken.problems[0].code, taken.problems[0].line],
    [1, "code_taken", 2]);
  const [row] = await query<{ text: string }>(
    "select string_agg(c::text, '') as text from wallet.codes c where brand_id = $1",
    [shop.t.brandId]);
  assert.ok(!row!.text.includes("PARTNER"));
  await isWhole();
});

test("an imported code is redeemed like others; what looks like none is no guess", async () => {
  const offerId = await shop.offer({ bearer: true });
  await importInto(offerId, "code\nHOTEL12345\n123456789012\n");
  const prepared = (await shop.prepare("hotel-12345", shop.first)).body;
  assert.equal(prepared.allowed, true);
  assert.equal((await shop.commit(prepared.prepareToken, 1000)).status, 200);
  const used = (await shop.prepare("HOTEL12345", shop.second)).body;
  assert.equal(used.refusal.code, "voucher_used");
  // Twelve digits whose check digit is wrong for a number of ours are still the partner's code.
  assert.equal((await shop.prepare("1234 5678 9012", shop.first)).body.allowed, true);
  const clerk = { cookie: await shop.staff("store_manager", shop.first) };
  const scan = (code: string) => shop.prepare(code, shop.first, clerk);
  for (let turn = 0; turn < 12; turn++) {
    assert.equal((await scan("69012345678")).body.code, "code_unknown");
  }
  for (let turn = 0; turn < 10; turn++) {
    assert.equal((await scan(`HOTEL9999${turn}`)).body.code, "code_unknown");
  }
  assert.equal((await scan("HOTEL12345")).body.code, "too_many_tries");
});

test("an import takes the stock for what it adds, to the last one that fits", async () => {
  const offerId = await shop.offer({ bearer: true, totalStock: 5 });
  const lines = Array.from({ length: 8 }, (_, at) => `LIMITED${at}`).join("\n");
  const report = (await importInto(offerId, `code\n${lines}\n`)).body;
  assert.deepEqual([report.added, report.problemCount], [5, 3]);
  assert.deepEqual(report.problems.map((one: { line: number }) => one.line), [7, 8, 9]);
  assert.equal((await shop.claim(await shop.member(), offerId)).body.code, "offer_sold_out");
  await isWhole();
});

async function codes(offerId: string, count: number): Promise<string[]> {
  const lines = Array.from({ length: count }, (_, at) => `${offerId.slice(-12)}X${at}`);
  const report = (await importInto(offerId, `code\n${lines.join("\n")}\n`)).body;
  assert.equal(report.added, count);
  return lines;
}

test("typed by a member it is theirs; for anybody else it is as if it were not", async () => {
  const offerId = await shop.offer({ bearer: true, perMember: 2 });
  const [one, two, three] = await codes(offerId, 3);
  const [ann, bob] = [await shop.member(), await shop.member()];
  const bound = (await bind(ann, one!.toLowerCase())).body;
  assert.equal(bound.state, "usable");
  assert.equal((await bind(ann, one!)).body.voucherId, bound.voucherId);
  const theirs = (await bind(bob, one!)).body;
  const nobodys = (await bind(bob, `${offerId.slice(-12)}X9`)).body;
  assert.equal(theirs.code, "code_not_usable");
  const { requestId: _one, ...same } = theirs;
  const { requestId: _two, ...unknown } = nobodys;
  assert.deepEqual(same, unknown);
  // On paper it is worth nothing now; the wallet shows it.
  assert.equal((await shop.prepare(one!, shop.first)).body.code, "code_in_wallet");
  const { link } = await shop.show(ann, bound.voucherId);
  const prepared = (await shop.prepare(link, shop.first)).body;
  assert.equal((await shop.commit(prepared.prepareToken, 1000)).status, 200);
  // The member's limit of the offer counts codes and claims together.
  assert.equal((await bind(ann, two!)).status, 200);
  assert.equal((await bind(ann, three!)).body.code, "offer_member_limit");
  assert.equal((await bind(bob, three!)).status, 200);
  await isWhole();
});

test("of members who type one code at once, one has it", async () => {
  const offerId = await shop.offer({ bearer: true });
  const [code] = await codes(offerId, 1);
  const all = await Promise.all(Array.from({ length: 6 }, () => shop.member()));
  const answers = await Promise.all(all.map((member) => bind(member, code!)));
  assert.equal(answers.filter((one) => one.status === 200).length, 1);
  assert.ok(answers.every(({ status, body }) => status === 200 || body.code === "code_not_usable"));
  await isWhole();
});

test("redeemed at a counter and typed at once: one of them", async () => {
  const offerId = await shop.offer({ bearer: true });
  for (const code of await codes(offerId, 6)) {
    const member = await shop.member();
    const { prepareToken } = (await shop.prepare(code, shop.first)).body;
    const [typed, redeemed] = await Promise.all([
      bind(member, code),
      shop.commit(prepareToken, 1000),
    ]);
    const rows = await query<{ member_id: string | null; uses_left: number }>(
      `select member_id, uses_left from wallet.vouchers
       where brand_id = $1 and offer_id = $2 order by issued_at desc limit 1`,
      [shop.t.brandId, offerId]);
    assert.equal(redeemed.status, 200);
    assert.equal(rows[0]!.uses_left, 0);
    assert.equal(rows[0]!.member_id === null, typed.status !== 200);
  }
  await isWhole();
});

test("who guesses meets a wall after ten, also with a right code", async () => {
  const own = await loopBrand(app);
  const offerId = await own.offer({ bearer: true });
  const path = `/offers/${offerId}/code-batches/import?name=x`;
  await own.api("POST", path, "code\nREALCODE1\n");
  const member = await own.member();
  for (let turn = 0; turn < 10; turn++) {
    assert.equal((await bind(member, `WRONGCOD${turn}`, own)).body.code, "code_not_usable");
  }
  assert.equal((await bind(member, "REALCODE1", own)).body.code, "too_many_tries");
  assert.equal((await bind(await own.member(), "REALCODE1", own)).status, 200);
});

test("a stop sign holds codes back, and its lifting lets them go", async () => {
  const offerId = await shop.offer({ bearer: true });
  const [code] = await codes(offerId, 1);
  const member = await shop.member();
  await shop.api("PUT", `/stops/offer/${offerId}`);
  assert.equal((await bind(member, code!)).body.code, "stopped");
  assert.equal((await shop.prepare(code!, shop.first)).body.refusal.code, "stopped");
  await shop.api("DELETE", `/stops/offer/${offerId}`);
  assert.equal((await bind(member, code!)).status, 200);
});
