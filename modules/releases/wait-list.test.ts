import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { verifyLimits } from "#modules/limits/index.ts";
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

const window = (stock: number, seconds = 7_200) => ({
  slots: [{
    startsAt: shop.base.epochMilliseconds,
    endsAt: shop.base.epochMilliseconds + seconds * 1_000,
    stock,
  }],
});
const stockLeft = async (offerId: string) =>
  (await app.request("GET", `/${shop.t.key}/api/offers/${offerId}`)).body.stockLeft;

async function entryOf(member: LoopMember, releaseId: string) {
  return (await shop.mine(member, releaseId)).entries[0];
}

test("what nobody confirms goes to the wait-list in order, newcomers come after it", async () => {
  const { releaseId, slotId } = await shop.announced(window(2));
  const [a, b, c, d, e, f] = await shop.members(6);
  shop.time(1);
  for (const one of [a, b]) {
    assert.equal((await shop.enter(one!, releaseId, slotId)).body.state, "held");
  }
  for (const one of [c, d, e]) {
    assert.equal((await shop.enter(one!, releaseId, slotId)).body.code, "release_sold_out");
    const joined = await shop.join(one!, releaseId, slotId);
    assert.deepEqual([joined.body.state, joined.body.reason], ["waiting", "on_list"]);
  }
  assert.equal((await entryOf(e!, releaseId)).ahead, 2);
  const first = await entryOf(a!, releaseId);
  const given = await shop.giveUp(a!, releaseId, first.entryId);
  assert.deepEqual([given.body.state, given.body.reason], ["given_up", "gave_up"]);
  assert.equal((await entryOf(c!, releaseId)).state, "held");
  assert.equal((await shop.confirm(c!, releaseId, (await entryOf(c!, releaseId)).entryId)).status,
    200);
  app.setNow(null);
  // The clock's time is an hour later: b's time to confirm has passed, before any job ran.
  const late = await shop.confirm(b!, releaseId, (await entryOf(b!, releaseId)).entryId);
  assert.equal(late.body.code, "release_hold_over");
  await app.runJob("limits.expire_holds", { brandId: shop.t.brandId });
  // Before the reaction has passed it on, somebody new comes: the list is first.
  assert.equal((await shop.enter(f!, releaseId, slotId)).body.code, "release_sold_out");
  assert.equal((await entryOf(d!, releaseId)).state, "held");
  await app.settle();
  const gone = await entryOf(b!, releaseId);
  assert.deepEqual([gone.state, gone.reason, gone.nextSteps[0]],
    ["expired", "not_confirmed", "next_release"]);
  assert.deepEqual([(await entryOf(e!, releaseId)).state, (await entryOf(e!, releaseId)).ahead],
    ["waiting", 0]);
  const list = await shop.api("GET", `/releases/${releaseId}/entries?state=waiting&limit=1`);
  assert.deepEqual(list.body.items.map((row: { memberId: string }) => row.memberId),
    [e!.memberId]);
});

test("confirming, giving up and expiry race: a unit has one owner", async () => {
  const { releaseId, slotId } = await shop.announced(window(5));
  const members = await shop.members(15);
  shop.time(1);
  for (const one of members.slice(0, 5)) await shop.enter(one, releaseId, slotId);
  for (const one of members.slice(5)) await shop.join(one, releaseId, slotId);
  const entries = await Promise.all(members.map((one) => entryOf(one, releaseId)));
  const acts = await Promise.all([
    ...[0, 1, 2, 3, 4].flatMap((at) => [
      shop.confirm(members[at]!, releaseId, entries[at].entryId),
      shop.giveUp(members[at]!, releaseId, entries[at].entryId),
    ]),
    app.runJob("limits.expire_holds", { brandId: shop.t.brandId }),
  ]);
  await shop.jobs(slotId);
  const states = await Promise.all(members.map((one) => entryOf(one, releaseId)));
  const won = states.filter((one) => one.state === "won").length;
  const held = states.filter((one) => one.state === "held");
  assert.equal(won + held.length, 5, JSON.stringify(states.map((one) => one.state)));
  const confirmed = acts.filter((one) => one && one.status === 200 && one.body.voucher);
  assert.equal(confirmed.length, won);
  const places = states.slice(5).filter((one) => one.state !== "waiting").map((one) => one.place);
  assert.deepEqual(places, Array.from({ length: places.length }, (_, at) => at + 6));
});

test("a lottery gives what is not confirmed to the next in its order, and settles", async () => {
  const { releaseId, slotId, offerId } = await shop.announced({
    ...window(3, 600), mode: "lottery", holdSeconds: 1_500,
  });
  assert.equal(await stockLeft(offerId), 9_997);
  const members = await shop.members(6);
  for (const one of members) await shop.enter(one, releaseId, slotId);
  shop.time(599);
  assert.equal((await entryOf(members[0]!, releaseId)).state, "queued");
  shop.time(600);
  await shop.mine(members[0]!, releaseId);
  const drawn = await Promise.all(members.map((one) => entryOf(one, releaseId)));
  const byPlace = members.map((member, at) => ({ member, entry: drawn[at] }))
    .toSorted((x, y) => x.entry.place - y.entry.place);
  assert.deepEqual(byPlace.map(({ entry }) => entry.state),
    ["held", "held", "held", "waiting", "waiting", "waiting"]);
  const draw = (await app.request(
    "GET", `/${shop.t.key}/api/releases/${releaseId}/slots/${slotId}/draw?limit=4`,
  )).body;
  assert.deepEqual(draw.items.map((one: { entryId: string }) => one.entryId),
    byPlace.slice(0, 4).map(({ entry }) => entry.entryId));
  const [first, second] = byPlace;
  assert.equal((await shop.confirm(first!.member, releaseId, first!.entry.entryId)).status, 200);
  assert.equal((await shop.giveUp(second!.member, releaseId, second!.entry.entryId)).status, 200);
  assert.equal((await entryOf(byPlace[3]!.member, releaseId)).state, "held");
  // An hour after the start: the holds of ten minutes past have ended, the last ones begin.
  app.setNow(null);
  await shop.jobs(slotId);
  const later = await Promise.all(byPlace.map(({ member }) => entryOf(member, releaseId)));
  assert.deepEqual(later.map((entry) => entry.state),
    ["won", "given_up", "expired", "expired", "held", "held"]);
  await settleLater(slotId);
  const view = await shop.staffView(releaseId);
  assert.deepEqual([view.state, view.figures.confirmed, view.slots[0].state],
    ["settled", 1, "settled"]);
  assert.equal(await stockLeft(offerId), 9_999);
});

/** The two that hold let their time pass; the turn of then settles the slot. */
async function settleLater(slotId: string): Promise<void> {
  await app.databases.ownerPool.query(
    `update limits.holds set held_at = held_at - interval '1 day',
       expires_at = expires_at - interval '1 day' where brand_id = $1 and state = 'held'`,
    [shop.t.brandId],
  );
  await shop.jobs(slotId);
}

test("who waits to the end has lost: one row, and the reason is said", async () => {
  const { releaseId, slotId } = await shop.announced(window(1, 600));
  const [a, b] = await shop.members(2);
  shop.time(1);
  const first = await shop.enter(a!, releaseId, slotId);
  await shop.join(b!, releaseId, slotId);
  await shop.confirm(a!, releaseId, first.body.entryId);
  app.setNow(null);
  await shop.jobs(slotId);
  const entry = await entryOf(b!, releaseId);
  assert.deepEqual([entry.state, entry.reason], ["lost", "no_unit_came_back"]);
  assert.equal((await shop.staffView(releaseId)).figures.lost, 1);
  assert.equal((await shop.api("POST", `/releases/${releaseId}/cancel`, { reason: "x" })).body.code,
    "release_over");
});

test("cancelled: places end, stock goes back to the offer, vouchers stay", async () => {
  const { releaseId, slotId, offerId } = await shop.announced(window(3));
  const [a, b, c] = await shop.members(3);
  shop.time(1);
  const first = await shop.enter(a!, releaseId, slotId);
  await shop.enter(b!, releaseId, slotId);
  assert.equal((await shop.confirm(a!, releaseId, first.body.entryId)).status, 200);
  assert.equal((await shop.confirm(a!, releaseId, first.body.entryId)).body.code,
    "release_confirmed");
  await shop.api("POST", `/releases/${releaseId}/cancel`, { reason: "缺货" });
  assert.equal(await stockLeft(offerId), 9_999);
  assert.equal((await entryOf(a!, releaseId)).state, "won");
  assert.equal((await shop.join(c!, releaseId, slotId)).body.code, "release_cancelled");
});

test("an erased member's place goes to the next; their data is given out before", async () => {
  const { releaseId, slotId } = await shop.announced(window(1));
  const [a, b] = await shop.members(2);
  shop.time(1);
  await shop.enter(a!, releaseId, slotId);
  await shop.join(b!, releaseId, slotId);
  const data = await shop.shop(a!, "GET", "/me/export");
  assert.equal(data.body.parts.releases.entries[0].release, "秋茶秒杀");
  assert.ok((await shop.shop(a!, "DELETE", "/me")).status < 300);
  assert.equal((await entryOf(b!, releaseId)).state, "held");
});
