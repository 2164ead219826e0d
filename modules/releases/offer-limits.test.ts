import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { usedOf, verifyLimits } from "#modules/limits/index.ts";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import type { LoopMember } from "#tests/support/loop.ts";
import { type ReleaseBrand, releaseBrand } from "./releases.fixture.ts";

let app: TestApp;
let shop: ReleaseBrand;

before(async () => {
  app = await startTestApp();
  shop = await releaseBrand(app);
});
after(() => app.close());
afterEach(async () => {
  app.setNow(null);
  await app.settle();
  assert.equal((await verifyLimits(app.databases.ownerPool, shop.t.brandId)).wrong, null);
});

const window = (stock: number) => ({
  slots: [{
    startsAt: shop.base.epochMilliseconds,
    endsAt: shop.base.epochMilliseconds + 600_000,
    stock,
  }],
});
const entryOf = async (member: LoopMember, releaseId: string) =>
  (await shop.mine(member, releaseId)).entries[0];
const usedBy = (offerId: string, { memberId }: LoopMember) => shop.t.ctx(async (ctx) => {
  const key = `offer:${offerId}:member:${memberId}`;
  return (await usedOf(ctx, [key])).get(key) ?? 0;
});

test("who is at the offer's limit is told which, before and after the start", async () => {
  const { offerId, releaseId, slotId } = await shop.announced(window(1));
  const [had, other, late] = await shop.members(3);
  for (const one of [had!, late!]) assert.equal((await shop.claim(one, offerId)).status, 200);
  const early = await shop.enter(had!, releaseId, slotId);
  assert.deepEqual([early.status, early.body.code], [409, "offer_member_limit"]);
  assert.match(early.body.next, /券包|wallet/);
  shop.time(1);
  const after = await shop.enter(late!, releaseId, slotId);
  assert.equal(after.body.code, "offer_member_limit");
  assert.equal((await shop.enter(other!, releaseId, slotId)).body.state, "held");
  const joined = await shop.join(had!, releaseId, slotId);
  assert.equal(joined.body.code, "offer_member_limit");
  // It was not for want of units: nobody of them counts as one who lost.
  assert.equal((await shop.staffView(releaseId)).figures.lost, 0);
});

test("a held unit holds its limit too: no second beside it, and all goes back", async () => {
  const first = await shop.announced(window(1));
  const [member, next] = await shop.members(2);
  shop.time(1);
  const { entryId } = (await shop.enter(member!, first.releaseId, first.slotId)).body;
  assert.equal(await usedBy(first.offerId, member!), 1);
  assert.equal((await shop.claim(member!, first.offerId)).body.code, "offer_member_limit");
  const confirmed = shop.ok(await shop.confirm(member!, first.releaseId, entryId));
  assert.equal(await usedBy(first.offerId, member!), 1);
  const recall = `/vouchers/${confirmed.voucher.voucherId}/recall`;
  assert.ok((await shop.api("POST", recall, { reason: "other" })).status < 300);
  assert.equal(await usedBy(first.offerId, member!), 0);

  const second = await shop.announced(window(1));
  shop.time(1);
  const held = (await shop.enter(next!, second.releaseId, second.slotId)).body;
  shop.ok(await shop.giveUp(next!, second.releaseId, held.entryId));
  assert.equal(await usedBy(second.offerId, next!), 0);
  assert.equal((await shop.claim(next!, second.offerId)).status, 200);
});

test("who reached the limit while waiting is passed over and told; expiry frees it", async () => {
  const { offerId, releaseId, slotId } = await shop.announced(window(1));
  const [holder, waiter, third] = await shop.members(3);
  shop.time(1);
  const { entryId } = (await shop.enter(holder!, releaseId, slotId)).body;
  for (const one of [waiter!, third!]) {
    assert.equal((await shop.join(one, releaseId, slotId)).body.state, "waiting");
  }
  assert.equal((await shop.claim(waiter!, offerId)).status, 200);
  shop.ok(await shop.giveUp(holder!, releaseId, entryId));
  const passed = await entryOf(waiter!, releaseId);
  assert.deepEqual([passed.state, passed.reason, passed.limit.code],
    ["waiting", "at_limit", "offer_member_limit"]);
  assert.match(passed.limit.title, /每人限领 1 张/);
  assert.equal((await entryOf(third!, releaseId)).state, "held");
  shop.time(62);
  await shop.jobs();
  assert.equal((await entryOf(third!, releaseId)).state, "expired");
  assert.equal(await usedBy(offerId, third!), 0);
  // The clock's time is an hour later.
  app.setNow(null);
  await shop.jobs(slotId);
  const lost = await entryOf(waiter!, releaseId);
  assert.deepEqual([lost.state, lost.reason], ["lost", "at_limit"]);
  assert.equal((await shop.staffView(releaseId)).figures.lost, 0);
});

test("the draw passes over who reached a limit of their household meanwhile", async () => {
  const limits = { claim: [{ of: "household", per: "day", what: "count", cap: 1 }] };
  const { releaseId, slotId } = await shop.announced(window(2), {
    perMember: null, limits,
  });
  const [a, b, c] = await shop.members(3);
  for (const one of [a!, b!]) {
    const path = `/members/${one.memberId}/household`;
    assert.ok((await shop.api("PUT", path, { household: "7-301" })).status < 300);
  }
  for (const one of [a!, b!, c!]) {
    assert.equal((await shop.enter(one, releaseId, slotId)).body.state, "queued");
  }
  shop.time(1);
  // Whoever looks first has the draw made.
  await shop.mine(c!, releaseId);
  const states = await Promise.all([a!, b!, c!].map((one) => entryOf(one, releaseId)));
  assert.deepEqual(states.map(({ state }) => state).toSorted(), ["held", "held", "waiting"]);
  assert.equal(states[2].state, "held");
  const [out] = states.filter(({ state }) => state === "waiting");
  assert.deepEqual([out.reason, out.limit.code], ["at_limit", "limit_household_day_count"]);
  for (const [at, one] of [a!, b!, c!].entries()) {
    if (states[at].state !== "held") continue;
    shop.ok(await shop.confirm(one, releaseId, states[at].entryId));
  }
});

test("many at once with other claims of the same members: nobody gets two", async () => {
  const { offerId, releaseId, slotId } = await shop.announced(window(8));
  const members = await shop.members(12);
  shop.time(1);
  await Promise.all(members.flatMap((one) => [
    shop.enter(one, releaseId, slotId),
    shop.claim(one, offerId),
  ]));
  for (const one of members) {
    const entry = await entryOf(one, releaseId);
    if (entry?.state === "held") shop.ok(await shop.confirm(one, releaseId, entry.entryId));
    assert.equal(await usedBy(offerId, one), 1);
  }
  const { rows } = await app.databases.ownerPool.query(
    `select member_id from wallet.vouchers where brand_id = $1 and offer_id = $2
     group by member_id having count(*) > 1`,
    [shop.t.brandId, offerId],
  );
  assert.deepEqual(rows, []);
});
