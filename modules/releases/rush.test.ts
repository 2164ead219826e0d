import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { verifyLimits } from "#modules/limits/index.ts";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { writeLossesNow } from "./losses.ts";
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
  const { wrong } = await verifyLimits(app.databases.ownerPool, shop.t.brandId);
  assert.equal(wrong, null);
});

const slotOf = (stock: number) => ({
  slots: [{
    startsAt: shop.base.epochMilliseconds,
    endsAt: shop.base.epochMilliseconds + 7_200_000,
    stock,
  }],
});
const rows = async (query: string, ...more: unknown[]) =>
  (await app.databases.ownerPool.query(query, [shop.t.brandId, ...more])).rows;

test("1,000 at once for 100 units: 100 are held, all others are told so, each once", async () => {
  const { releaseId, slotId, offerId } = await shop.announced(slotOf(100));
  const members = await shop.members(1_000);
  shop.time(1);
  const answers = [];
  for (let from = 0; from < members.length; from += 250) {
    const some = members.slice(from, from + 250);
    answers.push(...await Promise.all(some.map((one) => shop.enter(one, releaseId, slotId))));
  }
  const held = answers.filter((one) => one.status === 200);
  assert.equal(held.length, 100);
  assert.deepEqual(held.map((one) => one.body.place).sort((a, b) => a - b),
    Array.from({ length: 100 }, (_, at) => at + 1));
  const lost = answers.filter((one) => one.status !== 200);
  assert.ok(lost.every((one) => one.body.code === "release_sold_out"));
  assert.deepEqual([lost[0]!.body.params.stock, lost[0]!.body.params.lossWithinSeconds], [100, 2]);
  await writeLossesNow();
  const [{ count }] = await rows(
    "select count(*)::int from releases.losses where brand_id = $1 and release_id = $2", releaseId,
  );
  assert.equal(count, 900);
  const winners = answers.flatMap((one, at) =>
    one.status === 200 ? [{ member: members[at]!, entryId: one.body.entryId }] : []);
  const confirmed = await Promise.all(winners.slice(0, 60).map(({ member, entryId }) =>
    shop.confirm(member, releaseId, entryId)));
  assert.deepEqual([...new Set(confirmed.map((one) => one.status))], [200]);
  const { figures } = await shop.staffView(releaseId);
  assert.deepEqual([figures.held, figures.confirmed, figures.lost], [40, 60, 900]);
  const [vouchers] = await rows(
    "select count(*)::int from wallet.vouchers where brand_id = $1 and offer_id = $2", offerId,
  );
  assert.equal(vouchers.count, 60);
});

test("sold out is answered from memory; who is told without a session is not counted", async () => {
  const { releaseId, slotId } = await shop.announced(slotOf(1));
  const [winner, loser, other] = await shop.members(3);
  shop.time(1);
  assert.equal((await shop.enter(winner!, releaseId, slotId)).status, 200);
  assert.equal((await shop.enter(loser!, releaseId, slotId)).body.code, "release_sold_out");
  const url = `/${shop.t.key}/api/releases/${releaseId}/slots/${slotId}/entries`;
  const early = (cookie: string) =>
    app.request("POST", url, {}, { cookie, headers: { "bihuan-attempt": "1" } });
  for (const cookie of [other!.cookie, other!.cookie, winner!.cookie, "bihuan_member=nobody"]) {
    assert.equal((await early(cookie)).body.code, "release_sold_out");
  }
  assert.equal((await early("")).body.code, "not_signed_in");
  await writeLossesNow();
  const lost = await rows(
    "select member_id from releases.losses where brand_id = $1 and release_id = $2", releaseId,
  );
  assert.deepEqual(lost.map((row) => row.member_id).sort(),
    [loser!.memberId, other!.memberId].sort());
  const mine = await shop.mine(other!, releaseId);
  assert.equal(mine.lost.reason, "sold_out");
  assert.equal(mine.lost.nextSteps[0], "wait_list");
});

test("who comes in the warm-up is drawn at the start: the first of them gain nothing", async () => {
  const { releaseId, slotId } = await shop.announced(slotOf(5));
  const members = await shop.members(40);
  for (const member of members) {
    const { body } = await shop.enter(member, releaseId, slotId);
    assert.deepEqual([body.state, body.place], ["queued", null]);
  }
  const before = await shop.open(releaseId);
  assert.deepEqual(before.slots[0].odds, { stock: 5, people: 40, chanceBps: 1_250 });
  assert.equal(before.slots[0].seed, null);
  shop.time(1);
  const [late] = await shop.members(1);
  assert.equal((await shop.enter(late!, releaseId, slotId)).body.code, "release_sold_out");
  const places = [];
  for (const member of members) {
    const [entry] = (await shop.mine(member, releaseId)).entries;
    assert.equal(entry.state, entry.place <= 5 ? "held" : "waiting");
    if (entry.state === "waiting") assert.equal(entry.ahead, entry.place - 6);
    places.push(entry.place);
  }
  assert.deepEqual(places.toSorted((a, b) => a - b), members.map((_one, at) => at + 1));
  assert.notDeepEqual(places, members.map((_one, at) => at + 1));
  const draw = await app.request(
    "GET", `/${shop.t.key}/api/releases/${releaseId}/slots/${slotId}/draw`,
  );
  assert.equal(draw.body.commitment, before.slots[0].commitment);
  assert.equal(draw.body.entries, 40);
});

test("whoever looks first after the start has it drawn, though nobody enters", async () => {
  const { releaseId, slotId } = await shop.announced(slotOf(1));
  const [one] = await shop.members(1);
  await shop.enter(one!, releaseId, slotId);
  shop.time(0);
  // each is answered, though one of them is just drawing it
  const looks = await Promise.all(Array.from({ length: 6 }, () => shop.mine(one!, releaseId)));
  assert.ok(looks.some(({ entries }) => entries[0].state === "held"));
  const [entry] = (await shop.mine(one!, releaseId)).entries;
  assert.deepEqual([entry.state, entry.nextSteps[0]], ["held", "confirm"]);
});

test("one entry a member, also with several keys at once and for another number", async () => {
  const startsAt = shop.base.epochMilliseconds;
  const at = { startsAt, endsAt: startsAt + 60_000 };
  const { releaseId, slotIds } = await shop.announced({
    kind: "numbers", slots: undefined, numbers: { ...at, items: ["8888", "6666"] },
  });
  const members = await shop.members(8);
  shop.time(1);
  const answers = await Promise.all(members.flatMap((one) =>
    slotIds.map((slotId) => shop.enter(one, releaseId, slotId))));
  const won = answers.filter((one) => one.status === 200);
  assert.equal(won.length, 2);
  assert.equal(new Set(won.map((one) => one.body.slotId)).size, 2);
  const owners = await rows(`select slot_id, count(*)::int as n, count(distinct member_id)::int as m
    from releases.entries where brand_id = $1 and release_id = $2 group by slot_id`, releaseId);
  assert.deepEqual(owners.map((row) => [row.n, row.m]), [[1, 1], [1, 1]]);
  const winner = members[answers.findIndex((one) => one.status === 200) >> 1]!;
  const again = await Promise.all([
    shop.enter(winner, releaseId, slotIds[0]!), shop.enter(winner, releaseId, slotIds[1]!),
  ]);
  assert.deepEqual(again.map((one) => one.body.code),
    ["release_entered_already", "release_entered_already"]);
});

test("who has as many vouchers of the offer as one may holds no unit of another's", async () => {
  const offerId = await shop.offer({ totalStock: 100, perMember: 1 });
  shop.time(-600);
  const body = shop.body(offerId, slotOf(1));
  const { releaseId } = shop.ok(await shop.api("POST", "/releases", body));
  shop.ok(await shop.announce(releaseId));
  const { slots: [{ slotId }] } = shop.ok(await shop.api("GET", `/releases/${releaseId}`));
  const [full, other, late] = await shop.members(3);
  shop.ok(await shop.claim(full!, offerId));
  shop.time(1);
  assert.equal((await shop.enter(full!, releaseId, slotId)).body.code, "offer_member_limit");
  assert.equal((await shop.enter(other!, releaseId, slotId)).body.state, "held");
  assert.equal((await shop.join(full!, releaseId, slotId)).body.code, "offer_member_limit");
  assert.equal((await shop.join(late!, releaseId, slotId)).body.state, "waiting");
});

test("before the warm-up, after the end, stopped, cancelled: each has its reason", async () => {
  const { releaseId, slotId } = await shop.announced(slotOf(3));
  const [a, b, c] = await shop.members(3);
  const code = async (member: typeof a) => {
    const { status, body } = await shop.enter(member!, releaseId, slotId);
    return status === 200 ? body.state : body.code;
  };
  shop.time(-601);
  assert.equal(await code(a), "release_not_announced");
  shop.time(7_200);
  assert.equal(await code(a), "release_over");
  shop.time(7_199);
  const first = await shop.enter(a!, releaseId, slotId);
  assert.equal(first.body.state, "held");
  assert.equal((await shop.api("PUT", `/releases/${releaseId}/stop`)).status, 204);
  assert.equal(await code(b), "stopped");
  const { entryId } = first.body;
  assert.equal((await shop.confirm(a!, releaseId, entryId)).body.code, "stopped");
  assert.equal((await shop.open(releaseId)).stopped, true);
  assert.equal((await shop.api("DELETE", `/releases/${releaseId}/stop`)).status, 204);
  assert.equal((await shop.confirm(a!, releaseId, entryId)).status, 200);
  assert.equal(await code(b), "held");
  const cancelled = await shop.api("POST", `/releases/${releaseId}/cancel`, { reason: "缺货" });
  assert.equal(cancelled.status, 204);
  assert.equal(await code(c), "release_cancelled");
  const [entry] = (await shop.mine(b!, releaseId)).entries;
  assert.deepEqual([entry.state, entry.reason], ["cancelled", "cancelled"]);
  assert.equal((await shop.open(releaseId)).cancelReason, "缺货");
});
