import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { verifyLimits } from "#modules/limits/index.ts";
import { voucherRight } from "#modules/wallet/index.ts";
import { newId } from "#platform/ids.ts";
import { type ApiOptions, startTestApp, type TestApp } from "#tests/support/app.ts";
import { loopBrand, type LoopBrand, type LoopMember } from "#tests/support/loop.ts";
import { wireRightKinds } from "./index.ts";

let app: TestApp;
let shop: LoopBrand;
let members: LoopMember[];

before(async () => {
  app = await startTestApp();
  shop = await loopBrand(app);
  members = [];
  for (let count = 0; count < 8; count++) members.push(await shop.member());
});
after(() => app.close());
afterEach(async () => {
  wireRightKinds([voucherRight]);
  const { wrong } = await verifyLimits(app.databases.ownerPool, shop.t.brandId);
  assert.equal(wrong, null);
});

const memberAt = (index: number): LoopMember => members[index % members.length]!;

interface Ready {
  readonly link: string;
  readonly token: string;
  readonly voucherId: string;
}

async function readyOf(offerId: string, count: number, who: ApiOptions = {}): Promise<Ready[]> {
  const ready: Ready[] = [];
  for (let index = 0; index < count; index++) {
    const voucherId = await shop.voucher(memberAt(index), offerId);
    const { link } = await shop.show(memberAt(index), voucherId);
    const { body } = await shop.prepare(link, shop.first, who);
    ready.push({ link, voucherId, token: body.prepareToken });
  }
  return ready;
}

async function usesLeft(ready: readonly Ready[]): Promise<number[]> {
  const { rows } = await app.databases.ownerPool.query(
    "select voucher_id, uses_left from wallet.vouchers where brand_id = $1",
    [shop.t.brandId],
  );
  const left = new Map(rows.map((row) => [row.voucher_id, row.uses_left]));
  return ready.map((one) => left.get(one.voucherId));
}

const codeOf = ({ status, body }: { status: number; body: { code?: string } }) =>
  status === 200 ? "done" : body.code;

test("counters that commit together: each voucher once, with event, visit and answer", async () => {
  const ready = await readyOf(await shop.offer(), 8);
  const answers = await Promise.all(ready.map((one) => shop.commit(one.token, 3800)));
  assert.deepEqual(answers.map(codeOf), ready.map(() => "done"));
  const ids = answers.map((one) => one.body.redemptionId);
  assert.equal(new Set(ids).size, 8);
  assert.deepEqual(await usesLeft(ready), ready.map(() => 0));
  const { rows } = await app.databases.ownerPool.query(
    `select r.right_id, j.payload->>'rightId' as told, j.member_id,
       r.member_id as owner,
       exists (select 1 from channels.visits v where v.brand_id = r.brand_id
         and v.member_id = r.member_id and v.store_id = r.store_id) as visited
     from redemption.redemptions r join platform.journal j on j.brand_id = r.brand_id
       and j.kind = 'redemption.committed' and j.payload->>'redemptionId' = r.redemption_id::text
     where r.brand_id = $1 and r.redemption_id = any($2)`,
    [shop.t.brandId, ids],
  );
  assert.equal(rows.length, 8);
  for (const row of rows) {
    assert.equal(row.told, row.right_id);
    assert.equal(row.member_id, row.owner);
    assert.equal(row.visited, true);
  }
});

test("one batch, every reason: each call hears its own, in its own language", async () => {
  const guide = { cookie: await shop.staff("guide", shop.first) };
  const gone = { cookie: await shop.staff("guide", shop.first) };
  const out = { cookie: await shop.staff("guide", shop.first) };
  const offerId = await shop.offer();
  const mine = await readyOf(offerId, 3);
  const [theirs] = await readyOf(offerId, 1, guide);
  const [revoked] = await readyOf(offerId, 1, gone);
  const [ended] = await readyOf(offerId, 1, out);
  await app.databases.ownerPool.query(
    `update organisation.grants set revoked_at = now() where brand_id = $1 and staff_id = (
       select staff_id from organisation.staff s join accounts.sessions a
         on a.identity_id = s.account_id where a.token = $2)`,
    [shop.t.brandId, decodeURIComponent(gone.cookie.split("=")[1]!).split(".")[0]],
  );
  await app.databases.ownerPool.query("delete from accounts.sessions where token = $1", [
    decodeURIComponent(out.cookie.split("=")[1]!).split(".")[0],
  ]);
  const used = await shop.commit(mine[1]!.token, 3800);
  assert.equal(used.status, 200);
  const second = await shop.prepare(mine[1]!.link, shop.second);
  const english = { headers: { "accept-language": "en" } };
  const answers = await Promise.all([
    shop.commit(mine[0]!.token, 3800),
    shop.commit(second.body.prepareToken, 3800, english),
    shop.commit(second.body.prepareToken, 3800),
    shop.commit(`${mine[2]!.token}x`, 3800),
    shop.commit(theirs!.token, 3800),
    shop.commit(theirs!.token, 3800, guide),
    shop.commit(revoked!.token, 3800, gone),
    shop.commit(ended!.token, 3800, out),
    shop.commit(mine[2]!.token, 3800, { cookie: `${guide.cookie}x` }),
    shop.commit(mine[2]!.token, 3800),
  ]);
  assert.deepEqual(answers.map(codeOf), [
    "done", "voucher_used", "voucher_used", "prepare_expired", "prepare_expired", "done",
    "not_permitted", "not_signed_in", "not_signed_in", "done",
  ]);
  assert.match(answers[1]!.body.title, /at Store S1/);
  assert.match(answers[2]!.body.title, /一号店/);
  assert.deepEqual(await usesLeft([...mine, theirs!, revoked!, ended!]), [0, 0, 0, 0, 1, 1]);
  const { rows } = await app.databases.ownerPool.query(
    `select count(*)::int as count from organisation.audit where brand_id = $1
       and action = 'commitRedemption' and outcome = 'refused'`,
    [shop.t.brandId],
  );
  assert.equal(rows[0].count, 1);
});

test("one key twice, one preview twice, one voucher from two previews, all at once", async () => {
  const [a, b, c] = await readyOf(await shop.offer(), 3);
  const again = await shop.prepare(c!.link, shop.first);
  const key = newId();
  const answers = await Promise.all([
    shop.commit(a!.token, 3800, { key }),
    shop.commit(a!.token, 3800, { key }),
    shop.commit(a!.token, 9900, { key }),
    shop.commit(b!.token, 3800),
    shop.commit(b!.token, 3800),
    shop.commit(c!.token, 3800),
    shop.commit(again.body.prepareToken, 3800),
  ]);
  assert.deepEqual(answers.map(codeOf), [
    "done", "done", "idempotency_key_reused", "done", "done", "done", "voucher_used",
  ]);
  assert.deepEqual(answers[1]!.body, answers[0]!.body);
  assert.equal(answers[1]!.headers["idempotency-replayed"], "true");
  assert.deepEqual(answers[4]!.body, answers[3]!.body);
  assert.equal(answers[6]!.body.params.at, answers[5]!.body.at);
  const replayed = await shop.commit(a!.token, 3800, { key });
  assert.deepEqual(replayed.body, answers[0]!.body);
});

test("a limit grants as many as it says; who was refused has the voucher still", async () => {
  const cap = 3;
  const redeem = [{ of: "store", per: "day", what: "count", cap }];
  const ready = await readyOf(await shop.offer({ limits: { redeem } }), 6);
  const answers = await Promise.all(ready.map((one) => shop.commit(one.token, 3800)));
  const codes = answers.map(codeOf);
  assert.equal(codes.filter((code) => code === "done").length, cap);
  assert.equal(codes.filter((code) => code === "limit_store_day_count").length, cap, codes.join());
  const left = await usesLeft(ready);
  assert.deepEqual(left, codes.map((code) => (code === "done" ? 0 : 1)));
  const open = ready.find((_one, place) => left[place] === 1)!;
  const elsewhere = await shop.prepare(open.link, shop.second);
  assert.equal(codeOf(await shop.commit(elsewhere.body.prepareToken, 3800)), "done");
});

test("a budget of money: what is posted is what was granted, by whose act", async () => {
  const redeem = [{ of: "all", per: "ever", what: "money", cap: 2500 }];
  const guide = { cookie: await shop.staff("guide", shop.first) };
  const offerId = await shop.offer({ limits: { redeem } });
  const ready = [...(await readyOf(offerId, 2)), ...(await readyOf(offerId, 2, guide))];
  const answers = await Promise.all(
    ready.map((one, place) => shop.commit(one.token, 3800, place < 2 ? {} : guide)),
  );
  assert.equal(answers.filter((one) => one.status === 200).length, 2);
  const { rows } = await app.databases.ownerPool.query(
    `select c.actor_id = p.actor_id as same from platform.journal p
     join platform.journal c on c.brand_id = p.brand_id and c.kind = 'redemption.committed'
       and c.payload->>'redemptionId' = p.payload->>'causeId'
     where p.brand_id = $1 and p.kind = 'wallet.posted' and c.payload->>'offerId' = $2`,
    [shop.t.brandId, offerId],
  );
  assert.deepEqual(rows, [{ same: true }, { same: true }]);
});

test("previews together: each its own, none holds anything", async () => {
  const offerId = await shop.offer();
  const ready = await readyOf(offerId, 4);
  const other = await loopBrand(app);
  const stranger = await other.member();
  const foreign = await other.show(stranger, await other.voucher(stranger, await other.offer()));
  const guide = { cookie: await shop.staff("guide", shop.first) };
  const answers = await Promise.all([
    ...ready.map((one) => shop.prepare(one.link, shop.second)),
    shop.prepare(foreign.link, shop.first),
    shop.prepare(ready[0]!.link, shop.far, guide),
    shop.prepare(ready[0]!.link, shop.root),
    shop.prepare(ready[0]!.link, shop.first, guide),
  ]);
  const ids = answers.slice(0, 4).map((one) => one.body.right.id);
  assert.deepEqual(ids, ready.map((one) => one.voucherId));
  const codes = answers.slice(4).map(codeOf);
  assert.deepEqual(codes, ["brand_mismatch", "not_permitted", "store_not_found", "done"]);
});

test("a kind that knows no many is asked one by one; a refusal undoes its own writes", async () => {
  const { previewMany: _previews, commitMany: _commits, ...plain } = voucherRight;
  wireRightKinds([plain]);
  const redeem = [{ of: "store", per: "day", what: "count", cap: 2 }];
  const ready = await readyOf(await shop.offer({ limits: { redeem } }), 4);
  const answers = await Promise.all(ready.map((one) => shop.commit(one.token, 3800)));
  const codes = answers.map(codeOf);
  assert.equal(codes.filter((code) => code === "done").length, 2, codes.join());
  assert.deepEqual(await usesLeft(ready), codes.map((code) => (code === "done" ? 0 : 1)));
});
