import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { newId } from "#platform/ids.ts";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { type LoopBrand, loopBrand, type LoopMember } from "#tests/support/loop.ts";
import { verifyLedger, verifyLimitsOf } from "#tests/support/verify.ts";

let app: TestApp;
let shop: LoopBrand;
before(async () => {
  app = await startTestApp();
  shop = await loopBrand(app);
});
after(() => app.close());

const settings = {
  active: true,
  earn: { points: 1, minor: 100 },
  pendingDays: 0,
  expiry: { kind: "months", months: 12 },
  step: { points: 100, minor: 100 },
  capBps: 5_000,
};

async function memberWith(points: number): Promise<LoopMember> {
  const member = await shop.member();
  await shop.api("PUT", "/points/settings", settings);
  const path = `/members/${member.memberId}/points/correct`;
  const given = await shop.api("POST", path, { points, reason: "开业礼" });
  assert.equal(given.status, 204, JSON.stringify(given.body));
  return member;
}

const tea = {
  title: "明前龙井一罐",
  titleEn: "A tin of Longjing",
  benefit: { kind: "gift", label: "明前龙井一罐 50 g", productIds: [], valueMinor: 8_800 },
};
const item = {
  points: 300, stock: null, perMember: null, mediaId: null, shown: true, position: 0,
};

async function addItem(more: object = {}, offer: object = {}) {
  const offerId = await shop.offer({ ...tea, ...offer });
  const added = await shop.api("POST", "/mall/items", { offerId, ...item, ...more });
  assert.equal(added.status, 201, JSON.stringify(added.body));
  return { offerId, itemId: added.body.itemId as string };
}
const exchange = (member: LoopMember, itemId: string, expectedPoints = 300, key?: string) =>
  shop.shop(member, "POST", `/mall/${itemId}/exchange`, { expectedPoints }, key);
const spendable = async (member: LoopMember): Promise<number> =>
  (await shop.shop(member, "GET", "/points")).body.points.spendable;

async function holds(): Promise<void> {
  await verifyLedger(app, shop.t.brandId);
  await verifyLimitsOf(app, shop.t.brandId);
}

test("what costs points is claimed by nobody for nothing", async () => {
  const { offerId, itemId } = await addItem();
  const member = await memberWith(300);
  assert.equal((await shop.claim(member, offerId)).body.code, "offer_reserved");
  const [shown] = (await shop.shop(member, "GET", "/mall")).body.items;
  assert.deepEqual([shown.itemId, shown.points, shown.left, shown.mine], [itemId, 300, null, 0]);
  assert.equal(shown.offer.title, "明前龙井一罐");
  const again = await shop.api("POST", "/mall/items", { offerId, ...item });
  assert.equal(again.body.code, "mall_offer_taken");
});

test("an exchange takes the points and gives the voucher, once a key", async () => {
  const { itemId } = await addItem();
  const member = await memberWith(650);
  const key = newId();
  const [first, second] = [
    await exchange(member, itemId, 300, key), await exchange(member, itemId, 300, key),
  ];
  assert.equal(first.status, 200, JSON.stringify(first.body));
  assert.deepEqual(second.body, first.body);
  assert.equal(first.body.voucher.kind, "gift");
  assert.equal(await spendable(member), 350);
  const wallet = await shop.shop(member, "GET", "/wallet");
  assert.equal(wallet.body.items.length, 1);
  assert.equal((await exchange(member, itemId, 299)).body.code, "mall_price_changed");
  assert.equal((await exchange(member, itemId)).status, 200);
  const broke = await exchange(member, itemId);
  assert.equal(broke.body.code, "points_too_few");
  assert.equal((await shop.shop(member, "GET", "/wallet")).body.items.length, 2);
  await holds();
});

test("stock and times per member hold, also when all come at once", async () => {
  const { itemId } = await addItem({ stock: 2, perMember: 1 });
  const members = [await memberWith(900), await memberWith(900), await memberWith(900)];
  const all = await Promise.all(
    members.flatMap((member) => [exchange(member, itemId), exchange(member, itemId)]));
  assert.equal(all.filter((one) => one.status === 200).length, 2);
  const codes = new Set(all.filter((one) => one.status !== 200).map((one) => one.body.code));
  for (const code of codes) assert.match(code, /^mall_(sold_out|member_limit)$/);
  const left = await Promise.all(members.map(spendable));
  assert.equal(left.reduce((sum, one) => sum + one, 0), 2_700 - 600);
  await holds();
});

test("the offer's own stock counts too, and an item out of the shop is refused", async () => {
  const { itemId } = await addItem({ stock: 5 }, { totalStock: 1 });
  const member = await memberWith(900);
  const shown = (await shop.shop(member, "GET", "/mall")).body.items
    .find((one: { itemId: string }) => one.itemId === itemId);
  assert.equal(shown.left, 1);
  assert.equal((await exchange(member, itemId)).status, 200);
  assert.equal((await exchange(member, itemId)).body.code, "mall_sold_out");
  await shop.api("PUT", `/mall/items/${itemId}`, { ...item, shown: false });
  assert.equal((await exchange(member, itemId)).body.code, "mall_item_gone");
  const { items } = (await shop.shop(member, "GET", "/mall")).body;
  assert.ok(!items.some((one: { itemId: string }) => one.itemId === itemId));
  await holds();
});

test("staff undo an exchange: everything comes back, once; a used voucher stays", async () => {
  const { itemId } = await addItem({ stock: 1, perMember: 1 });
  const member = await memberWith(300);
  const made = await exchange(member, itemId);
  const undo = (exchangeId: string) =>
    shop.api("POST", `/mall/exchanges/${exchangeId}/undo`, { reason: "member_wish" });
  assert.equal((await undo(made.body.exchangeId)).status, 204);
  assert.equal(await spendable(member), 300);
  assert.equal((await undo(made.body.exchangeId)).body.code, "exchange_not_undoable");
  const again = await exchange(member, itemId);
  assert.equal(again.status, 200, "stock and count are back");
  const { link } = await shop.show(member, again.body.voucher.voucherId);
  const prepared = await shop.prepare(link, shop.first);
  assert.equal((await shop.commit(prepared.body.prepareToken, null)).status, 200);
  assert.equal((await undo(again.body.exchangeId)).body.code, "exchange_not_undoable");
  assert.equal(await spendable(member), 0);
  const { items } = (await shop.api("GET", "/mall/exchanges")).body;
  assert.deepEqual(items.slice(0, 2).map((one: { undoReason: string | null }) => one.undoReason),
    [null, "member_wish"]);
  await holds();
});

test("a voucher that staff recalled by itself gives no points back", async () => {
  const { itemId } = await addItem();
  const member = await memberWith(300);
  const { body } = await exchange(member, itemId);
  assert.equal((await shop.api("POST", `/vouchers/${body.voucher.voucherId}/recall`)).status, 204);
  const undone = await shop.api("POST", `/mall/exchanges/${body.exchangeId}/undo`,
    { reason: "mistake" });
  assert.equal(undone.body.code, "exchange_not_undoable");
  await holds();
});
