import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { loopBrand, type LoopBrand } from "#tests/support/loop.ts";

let app: TestApp;
let shop: LoopBrand;

before(async () => {
  app = await startTestApp();
  shop = await loopBrand(app);
});
after(() => app.close());
afterEach(() => app.setNow(null));

const many = <T>(count: number, run: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => run(index)));

async function redeemed(member: Awaited<ReturnType<LoopBrand["member"]>>, voucherId: string) {
  const { link } = await shop.show(member, voucherId);
  const prepared = await shop.prepare(link, shop.first);
  assert.equal(prepared.body.allowed, true, JSON.stringify(prepared.body));
  const done = await shop.commit(prepared.body.prepareToken, 3800);
  assert.equal(done.status, 200, JSON.stringify(done.body));
  return done.body;
}

test("preview, confirm, and the member's wallet shows it", async () => {
  const member = await shop.member();
  const voucherId = await shop.voucher(member, await shop.offer());
  const shown = await shop.show(member, voucherId);
  assert.match(shown.link, new RegExp(`^http://.+/${shop.t.key}/r#[\\w-]{22}$`));
  assert.match(shown.spoken, /^\d{12}$/);
  assert.equal(shown.acceptedUntil - shown.shownUntil, 30_000);

  const prepared = await shop.prepare(shown.link, shop.first);
  assert.equal(prepared.status, 200);
  assert.match(prepared.body.member.masked, /^138\*+\d{4}$/);
  assert.equal(prepared.body.right.title, "满减券");
  assert.equal(prepared.body.right.benefit.amountMinor, 1000);
  assert.deepEqual([prepared.body.needsBill, prepared.body.asksBill], [false, true]);

  const open = await shop.shop(member, "GET", `/rights/shown/${shown.codeId}`);
  assert.deepEqual(open.body, { state: "open" });
  const done = await shop.commit(prepared.body.prepareToken, 3800);
  assert.equal(done.body.discountMinor, 1000);
  assert.equal(done.body.payableMinor, 2800);
  assert.deepEqual(done.body.shares, [{ party: "group", amountMinor: 1000 }]);
  assert.equal(done.body.storeName, "一号店");
  const seen = await shop.shop(member, "GET", `/rights/shown/${shown.codeId}`);
  assert.equal(seen.body.state, "spent");
  assert.equal(seen.body.redemption.storeNameEn, "Store S1");
  const wallet = await shop.shop(member, "GET", `/wallet/${voucherId}`);
  assert.equal(wallet.body.state, "used");
});

test("twenty terminals at once: one wins, the others are told when and where", async () => {
  const member = await shop.member();
  const voucherId = await shop.voucher(member, await shop.offer());
  const { link } = await shop.show(member, voucherId);
  const prepared = await many(20, () => shop.prepare(link, shop.first));
  const tokens = prepared.map((one) => one.body.prepareToken);
  assert.equal(new Set(tokens).size, 20);
  const answers = await many(20, (index) => shop.commit(tokens[index], 3800));
  const won = answers.filter((one) => one.status === 200);
  assert.equal(won.length, 1);
  for (const lost of answers.filter((one) => one.status !== 200)) {
    assert.equal(lost.body.code, "voucher_used", JSON.stringify(lost.body));
    assert.equal(lost.body.params.at, won[0]?.body.at);
    assert.equal(lost.body.params.storeName, "一号店");
  }
  const later = await shop.prepare(link, shop.second, { headers: { "accept-language": "en" } });
  assert.equal(later.body.allowed, false);
  assert.match(later.body.refusal.title, /used on \d{4}-.+ at Store S1/);
});

test("two different codes of one voucher on two terminals: one wins", async () => {
  const member = await shop.member();
  const voucherId = await shop.voucher(member, await shop.offer());
  const one = await shop.show(member, voucherId);
  const two = await shop.show(member, voucherId);
  const tokens = await many(2, async (index) => {
    const prepared = await shop.prepare(index ? one.link : two.spoken, shop.first);
    return prepared.body.prepareToken;
  });
  const answers = await many(2, (index) => shop.commit(tokens[index], null));
  assert.deepEqual(answers.map((answer) => answer.status).sort(), [200, 409]);
  // The wallet polls the newest code only, whichever was scanned.
  const state = await shop.shop(member, "GET", `/rights/shown/${two.codeId}`);
  assert.equal(state.body.state, "spent");
});

test("a lost answer: the same key, the same preview, the same result", async () => {
  const member = await shop.member();
  const voucherId = await shop.voucher(member, await shop.offer());
  const { spoken } = await shop.show(member, voucherId);
  const prepared = await shop.prepare(spoken, shop.first);
  const key = "counter-7-000001";
  const first = await shop.commit(prepared.body.prepareToken, 3800, { key });
  const again = await shop.commit(prepared.body.prepareToken, 3800, { key });
  assert.deepEqual(again.body, first.body);
  assert.equal(again.headers["idempotency-replayed"], "true");
  const otherKey = await shop.commit(prepared.body.prepareToken, 3800);
  assert.deepEqual(otherKey.body, first.body);
  const other = await shop.commit(prepared.body.prepareToken, 9900, { key });
  assert.equal(other.body.code, "idempotency_key_reused");
});

test("a voucher for three uses is used three times, each with a code of its own", async () => {
  const member = await shop.member();
  const voucherId = await shop.voucher(member, await shop.offer({ usesTotal: 3 }));
  for (const left of [2, 1, 0]) {
    const { link } = await shop.show(member, voucherId);
    const prepared = await shop.prepare(link, shop.second);
    const second = await shop.prepare(link, shop.first);
    assert.equal((await shop.commit(prepared.body.prepareToken, null)).status, 200);
    const refused = await shop.commit(second.body.prepareToken, null);
    assert.equal(refused.body.code, left === 0 ? "voucher_used" : "code_spent");
    assert.equal(refused.body.params.storeName, "二号店");
    const wallet = await shop.shop(member, "GET", `/wallet/${voucherId}`);
    assert.equal(wallet.body.usesLeft, left);
  }
  const show = await shop.shop(member, "POST", `/rights/voucher/${voucherId}/show`);
  assert.equal(show.body.code, "voucher_used");
});

test("undo gives the use back once; then it can be redeemed again", async () => {
  const member = await shop.member();
  const voucherId = await shop.voucher(member, await shop.offer());
  const { redemptionId } = await redeemed(member, voucherId);
  const path = `/redemptions/${redemptionId}/undo`;
  assert.equal((await shop.api("POST", path, {})).status, 400);
  assert.equal((await shop.api("POST", path, { reason: "because" })).status, 400);
  const undone = await shop.api("POST", path, { reason: "other", note: "点错了" });
  assert.equal(undone.status, 204);
  const twice = await shop.api("POST", path, { reason: "other" });
  assert.equal(twice.body.code, "redemption_undone");
  const again = await redeemed(member, voucherId);
  assert.notEqual(again.redemptionId, redemptionId);

  const listed = await shop.api("GET", `/redemptions?storeId=${shop.first}&limit=2`);
  assert.equal(listed.body.items[0].redemptionId, again.redemptionId);
  assert.equal(listed.body.items[1].undoReason, "other");
  const { rows } = await app.databases.ownerPool.query(
    `select kind, payload from platform.journal where brand_id = $1
       and payload->>'rightId' = $2 order by event_id`,
    [shop.t.brandId, voucherId],
  );
  const kinds = rows.map((row) => row.kind);
  assert.deepEqual(kinds, ["redemption.committed", "redemption.undone", "redemption.committed"]);
  assert.ok(!JSON.stringify(rows).includes("点错了"));
});

test("many undos at once give back one use, also against a commit", async () => {
  const member = await shop.member();
  const voucherId = await shop.voucher(member, await shop.offer({ usesTotal: 2 }));
  const { redemptionId } = await redeemed(member, voucherId);
  const { link } = await shop.show(member, voucherId);
  const { prepareToken } = (await shop.prepare(link, shop.first)).body;
  const undo = () =>
    shop.api("POST", `/redemptions/${redemptionId}/undo`, { reason: "scanned_by_mistake" });
  const [commit, ...undos] = await Promise.all([
    shop.commit(prepareToken, null),
    ...Array.from({ length: 8 }, undo),
  ]);
  assert.equal(commit?.status, 200);
  assert.equal(undos.filter((one) => one.status === 204).length, 1);
  const wallet = await shop.shop(member, "GET", `/wallet/${voucherId}`);
  assert.equal(wallet.body.usesLeft, 1);
});

test("staff redeem for their own store only; a guide undoes own ones for ten minutes", async () => {
  const guide = { cookie: await shop.staff("guide", shop.first) };
  const colleague = { cookie: await shop.staff("guide", shop.first) };
  const manager = { cookie: await shop.staff("store_manager", shop.first) };
  const member = await shop.member();
  const offerId = await shop.offer();
  const make = async () => {
    const { link } = await shop.show(member, await shop.voucher(member, offerId));
    const prepared = await shop.prepare(link, shop.first, guide);
    return (await shop.commit(prepared.body.prepareToken, null, guide)).body.redemptionId;
  };
  const { link } = await shop.show(member, await shop.voucher(member, offerId));
  assert.equal((await shop.prepare(link, shop.second, guide)).body.code, "not_permitted");
  assert.equal((await shop.prepare(link, null, guide)).body.code, "not_permitted");
  const mine = await shop.prepare(link, shop.first, guide);
  const stolen = await shop.commit(mine.body.prepareToken, null, colleague);
  assert.equal(stolen.body.code, "prepare_expired");

  const own = await make();
  const reason = { reason: "wrong_bill" };
  const undo = (id: string, who: { cookie: string }) =>
    shop.api("POST", `/redemptions/${id}/undo`, reason, who);
  assert.equal((await undo(own, colleague)).body.code, "not_permitted");
  assert.equal((await undo(own, guide)).status, 204);
  const later = await make();
  const now = Temporal.Now.instant();
  app.setNow(now.add({ minutes: 11 }));
  assert.equal((await undo(later, guide)).body.code, "undo_too_late");
  app.setNow(now.add({ hours: 23 }));
  assert.equal((await undo(later, manager)).status, 204);
  const list = await shop.api("GET", "/redemptions", undefined, guide);
  assert.ok(list.body.items.every((one: { storeId: string }) => one.storeId === shop.first));
});

test("codes rotate: taken to 90 seconds, spoken for five minutes, once", async () => {
  const member = await shop.member();
  const offerId = await shop.offer();
  const voucherId = await shop.voucher(member, offerId);
  const at = Temporal.Now.instant().round("millisecond");
  app.setNow(at);
  const old = await shop.show(member, voucherId);
  app.setNow(at.add({ seconds: 60 }));
  const fresh = await shop.show(member, voucherId);
  assert.notEqual(fresh.link, old.link);
  app.setNow(at.add({ milliseconds: 89_999 }));
  assert.equal((await shop.prepare(old.link, shop.first)).body.allowed, true);
  app.setNow(at.add({ seconds: 90 }));
  assert.equal((await shop.prepare(old.link, shop.first)).body.code, "code_expired");
  assert.equal((await shop.prepare(fresh.link, shop.first)).body.allowed, true);
  app.setNow(at.add({ milliseconds: 299_999 }));
  const spaced = old.spoken.replace(/(\d{4})(\d{4})/, "$1-$2 ");
  const prepared = await shop.prepare(spaced, shop.first);
  assert.equal(prepared.body.allowed, true);
  app.setNow(at.add({ seconds: 300 }));
  assert.equal((await shop.prepare(old.spoken, shop.first)).body.code, "code_expired");
  assert.equal((await shop.commit(prepared.body.prepareToken, null)).status, 200);
  const again = await shop.prepare(old.spoken, shop.first);
  assert.equal(again.body.refusal.code, "voucher_used");
  app.setNow(at.add({ minutes: 20 }));
  const late = await shop.commit(prepared.body.prepareToken, null);
  assert.equal(late.body.code, "prepare_expired");
});

test("another brand's code, a poster's code, a slip of the finger", async () => {
  const other = await loopBrand(app);
  const stranger = await other.member();
  const theirs = await other.show(stranger, await other.voucher(stranger, await other.offer()));
  const link = await shop.prepare(theirs.link, shop.first);
  assert.equal(link.body.code, "brand_mismatch");
  assert.equal(link.body.params.brand, other.t.key);
  assert.equal((await shop.prepare(theirs.spoken, shop.first)).body.code, "code_unknown");
  const relabelled = theirs.link.replace(other.t.key, shop.t.key);
  assert.equal((await shop.prepare(relabelled, shop.first)).body.code, "code_unknown");
  const poster = `http://localhost/${shop.t.key}/c/AB12CD34`;
  assert.equal((await shop.prepare(poster, shop.first)).body.code, "code_is_source");
  const last = theirs.spoken.endsWith("0") ? "1" : "0";
  const slip = theirs.spoken.slice(0, -1) + last;
  assert.equal((await shop.prepare(slip, shop.first)).body.code, "code_mistyped");
  const shown = await shop.shop(stranger, "GET", `/rights/shown/${theirs.codeId}`);
  assert.equal(shown.status, 401);
});

test("guessing meets a wall, also for a code that exists; others are not held up", async () => {
  const guesser = { cookie: await shop.staff("guide", shop.far) };
  const token = (index: number) => `http://x/${shop.t.key}/r#${"A".repeat(20)}${10 + index}`;
  for (let index = 0; index < 10; index += 1) {
    const answer = await shop.prepare(token(index), shop.far, guesser);
    assert.equal(answer.body.code, "code_unknown");
  }
  const member = await shop.member();
  const { link } = await shop.show(member, await shop.voucher(member, await shop.offer()));
  const walled = await shop.prepare(link, shop.far, guesser);
  assert.equal(walled.status, 429);
  assert.ok(Number(walled.headers["retry-after"]) > 0);
  assert.equal((await shop.prepare(link, shop.far)).body.allowed, true);
});
