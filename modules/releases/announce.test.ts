import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { verifyLimits } from "#modules/limits/index.ts";
import { deleteBrand } from "#modules/organisation/index.ts";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { drawOrder } from "./draw.ts";
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
  assert.equal((await verifyLimits(app.databases.ownerPool, shop.t.brandId)).wrong, null);
});

const owner = (text: string, values: unknown[]) => app.databases.ownerPool.query(text, values);

test("what does not fit together is refused, and said in the caller's language", async () => {
  shop.time(-600);
  const offerId = await shop.offer();
  const start = shop.base.epochMilliseconds;
  const slot = { startsAt: start, endsAt: start + 60_000, stock: 1 };
  const numbers = { startsAt: start, endsAt: start + 60_000, items: ["8", "8"] };
  const rows: [object, string][] = [
    [{ slots: [] }, "slots_missing"],
    [{ slots: undefined }, "slots_missing"],
    [{ numbers }, "slots_of_other_kind"],
    [{ kind: "numbers", slots: undefined, numbers }, "number_twice"],
    [{ slots: [{ ...slot, endsAt: start }] }, "slot_without_time"],
    [{ slots: [slot, { ...slot, startsAt: start + 59_999, endsAt: start + 90_000 }] },
      "slots_overlap"],
    [{ slots: [slot, { ...slot, startsAt: start + 60_000, endsAt: start + 90_000 }] }, ""],
    [{ warmUpAt: start + 1 }, "warm_up_late"],
    [{ warmUpAt: start }, ""],
    [{ slots: [{ ...slot, endsAt: start + 31 * 86_400_000 + 1 }] }, "slot_too_long"],
    [{ name: "春".repeat(21) }, "release_name_length"],
    [{ name: "👨‍👩‍👧".repeat(20) }, ""],
    [{ name: "   " }, "release_name_length"],
  ];
  for (const [more, problem] of rows) {
    const { status, body } = await shop.api("POST", "/releases", shop.body(offerId, more));
    const said = status === 201 ? "" : body.params.problem ?? body.code;
    assert.equal(said, problem, JSON.stringify(more));
  }
  const refused = await shop.api("POST", "/releases", shop.body(offerId, { slots: [] }));
  assert.equal(refused.body.title, "限量发售设置有误：至少需要一个场次或号码");
});

test("announced, its rule, stock and times are locked, by the route and the database", async () => {
  shop.time(-600);
  const { offerId, releaseId } = await shop.drafted();
  const saved = await shop.api("PUT", `/releases/${releaseId}/draft`, {
    ...shop.body(offerId, { name: "改过的名字" }), unitId: undefined,
  });
  assert.equal(saved.status, 204, JSON.stringify(saved.body));
  assert.equal((await shop.announce(releaseId)).status, 204);
  assert.equal((await shop.announce(releaseId)).body.code, "release_locked");
  const again = { ...shop.body(offerId), unitId: undefined };
  assert.equal((await shop.api("PUT", `/releases/${releaseId}/draft`, again)).body.code,
    "release_locked");
  const changes = [
    "update releases.releases set hold_seconds = 61 where release_id = $1",
    "update releases.releases set starts_at = starts_at - interval '1 s' where release_id = $1",
    "update releases.releases set mode = 'lottery' where release_id = $1",
    "update releases.releases set offer_id = release_id where release_id = $1",
    "update releases.releases set state = 'draft' where release_id = $1",
    "update releases.slots set stock = stock + 1 where release_id = $1",
    "update releases.slots set commitment = sha256('x') where release_id = $1",
  ];
  for (const change of changes) {
    await assert.rejects(owner(change, [releaseId]), /does not (change|go back)/, change);
  }
  const view = await shop.staffView(releaseId);
  assert.deepEqual([view.name, view.state], ["改过的名字", "announced"]);
});

test("the stock is the offer's from the announcement on; more than it has is refused", async () => {
  shop.time(-600);
  const slots = (stock: number) => shop.body("", {}).slots.map((one) => ({ ...one, stock }));
  const { offerId, releaseId } = await shop.drafted({ slots: slots(8) }, { totalStock: 10 });
  assert.equal((await shop.announce(releaseId)).status, 204);
  const [a, b, c] = await shop.members(3);
  assert.equal((await shop.claim(a!, offerId)).status, 200);
  assert.equal((await shop.claim(b!, offerId)).status, 200);
  assert.equal((await shop.claim(c!, offerId)).body.code, "offer_sold_out");
  const body = shop.body(offerId, { slots: slots(1) });
  const second = shop.ok(await shop.api("POST", "/releases", body)).releaseId;
  const refused = await shop.announce(second);
  assert.deepEqual([refused.body.code, refused.body.params.left, refused.body.params.wanted],
    ["release_offer_stock", 0, 1]);
  shop.time(1);
  const late = shop.ok(await shop.api("POST", "/releases", body)).releaseId;
  assert.equal((await shop.announce(late)).body.params.problem, "starts_in_past");
});

test("a winner gets the terms that were announced, also after the offer has changed", async () => {
  const { offerId, releaseId, slotId } = await shop.announced();
  const changed = {
    stores: { unitId: shop.root }, title: "另一张券", validity: { kind: "days", days: 3 },
    benefit: { kind: "amount_off", amountMinor: 5 }, payers: [{ party: "group", bps: 10_000 }],
  };
  shop.ok(await shop.api("PUT", `/offers/${offerId}/draft`, changed));
  shop.ok(await shop.api("POST", `/offers/${offerId}/publish`));
  const [a] = await shop.members(1);
  shop.time(1);
  const { entryId } = (await shop.enter(a!, releaseId, slotId)).body;
  const { voucher } = shop.ok(await shop.confirm(a!, releaseId, entryId));
  assert.deepEqual([voucher.title, voucher.amountMinor], ["满减券", 1_000]);
});

test("too many who lose again: the next one is announced only by who says so", async () => {
  const own = await releaseBrand(app);
  const [winner, often, once] = await own.members(3);
  for (const losers of [[often, once], [often]]) {
    const { releaseId, slotId } = await own.announced({
      slots: [{ ...own.body("").slots[0], stock: 1 }],
    });
    own.time(1);
    own.ok(await own.enter(winner!, releaseId, slotId));
    for (const loser of [...losers, ...losers]) await own.enter(loser!, releaseId, slotId);
    await writeLossesNow();
  }
  own.time(2);
  const start = own.base.epochMilliseconds + 60_000;
  const later = { slots: [{ startsAt: start, endsAt: start + 60_000, stock: 1 }] };
  const { releaseId } = await own.drafted(later);
  const { moderation } = await own.staffView(releaseId);
  assert.deepEqual([moderation.losers, moderation.repeaters, moderation.shareBps,
    moderation.needsAcknowledgement], [2, 1, 5_000, true]);
  const refused = await own.announce(releaseId);
  assert.deepEqual([refused.status, refused.body.code, refused.body.params.share,
    refused.body.params.limit], [409, "release_needs_acknowledgement", "50%", "30%"]);
  assert.equal((await own.announce(releaseId, { acknowledge: true })).status, 204);
  const { acknowledged } = (await own.staffView(releaseId)).moderation;
  assert.deepEqual([acknowledged.staffName, acknowledged.shareBps, acknowledged.limitBps],
    ["老板", 5_000, 3_000]);
  own.ok(await own.api("PUT", "/release-rules", { repeatLimitBps: 5_000 }));
  const free = await own.drafted(later);
  assert.equal((await own.announce(free.releaseId)).status, 204);
});

test("anyone recomputes a lottery from what its draw publishes", async () => {
  const { releaseId, slotId } = await shop.announced({ mode: "lottery", slots: [{
    startsAt: shop.base.epochMilliseconds, endsAt: shop.base.epochMilliseconds + 60_000, stock: 3,
  }] });
  const members = await shop.members(12);
  for (const one of members) shop.ok(await shop.enter(one, releaseId, slotId));
  const url = `/${shop.t.key}/api/releases/${releaseId}/slots/${slotId}/draw`;
  const before = (await app.request("GET", url)).body;
  assert.deepEqual([before.seed, before.items], [null, []]);
  const { rows } = await owner("select seed from releases.slots where slot_id = $1", [slotId]);
  assert.equal(rows[0].seed, null);
  shop.time(60);
  await shop.mine(members[0]!, releaseId);
  const { seed, digest, commitment, items } = (await app.request("GET", url)).body;
  assert.equal(commitment, before.commitment);
  const ids = items.map((one: { entryId: string }) => one.entryId);
  const drawn = drawOrder(Buffer.from(seed, "hex"), ids.toSorted());
  assert.equal(drawn.digest.toString("hex"), digest);
  assert.deepEqual(drawn.order, ids);
});

test("a brand with an announced release can be deleted by its owner's way", async () => {
  const own = await releaseBrand(app);
  const { releaseId, slotId } = await own.announced();
  const [member] = await own.members(1);
  own.ok(await own.enter(member!, releaseId, slotId));
  await deleteBrand(own.t.brandId);
  const { rows } = await owner(
    "select count(*)::int as left from releases.slots where brand_id = $1", [own.t.brandId],
  );
  assert.equal(rows[0].left, 0);
});
