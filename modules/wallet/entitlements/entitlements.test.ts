import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { loopBrand, type LoopBrand, type LoopMember } from "#tests/support/loop.ts";
import { ok } from "#tests/support/orders.ts";

let app: TestApp;
let shop: LoopBrand;
let hangzhou: string;

before(async () => {
  app = await startTestApp();
  shop = await loopBrand(app);
  const store = { code: "H1", name: "西湖体验店", role: "experience", city: "杭州市" };
  ({ storeId: hangzhou } = ok(await shop.api("POST", "/stores", store), 201));
});
after(() => app.close());

const rule = async (more: object = {}) => {
  const body = {
    unitId: shop.root, name: "外地会员请喝茶", audience: "out_of_town", per: "ever", validDays: 30,
    ...more,
  };
  return ok(await shop.api("POST", "/entitlement-rules", body), 201).ruleId as string;
};
const take = (member: LoopMember, ruleId: string, homeCity?: string) =>
  shop.shop(member, "POST", `/entitlements/${ruleId}`, { homeCity });
const show = (member: LoopMember, id: string) =>
  shop.shop(member, "POST", `/rights/entitlement/${id}/show`);

test("no purchase: a guest from another city has it once, with no bill", async () => {
  const ruleId = await rule();
  const member = await shop.member();
  const [open] = ok(await shop.shop(member, "GET", "/entitlements")).items;
  assert.deepEqual([open.ruleId, open.state], [ruleId, "open"]);
  assert.equal((await take(member, ruleId)).body.code, "entitlement_city_needed");
  const { entitlementId } = ok(await take(member, ruleId, "上海"));
  assert.equal(ok(await take(member, ruleId, "北京")).entitlementId, entitlementId, "once");
  const { link } = ok(await show(member, entitlementId));
  const seen = ok(await shop.prepare(link, hangzhou));
  assert.deepEqual([seen.allowed, seen.needsBill], [true, false], JSON.stringify(seen));
  const done = ok(await shop.commit(seen.prepareToken, null));
  const again = await show(member, entitlementId);
  assert.equal(again.body.code, "entitlement_used");
  assert.equal(again.body.params.storeName, "西湖体验店");
  ok(await shop.api("POST", `/redemptions/${done.redemptionId}/undo`, { reason: "training" }), 204);
  ok(await show(member, entitlementId));
});

test("whoever lives there does not; nor at a store outside of the rule", async () => {
  const ruleId = await rule({ name: "茶点" });
  const member = await shop.member();
  const { entitlementId } = ok(await take(member, ruleId, "杭州"));
  const { link } = ok(await show(member, entitlementId));
  const seen = ok(await shop.prepare(link, hangzhou));
  assert.equal(seen.refusal.code, "entitlement_not_from_afar");
  assert.equal(ok(await shop.prepare(link, shop.first)).allowed, true);
  const near = await rule({ name: "茶歇", audience: "everyone", scopeUnitIds: [shop.west] });
  const other = ok(await take(member, near));
  const shown = ok(await show(member, other.entitlementId));
  const away = ok(await shop.prepare(shown.link, shop.first));
  assert.equal(away.refusal.code, "entitlement_elsewhere");
  assert.equal(ok(await shop.prepare(shown.link, shop.far)).allowed, true);
});

test("ten terminals at once: one hands over", async () => {
  const member = await shop.member();
  const ruleId = await rule({ audience: "everyone", name: "热茶" });
  const { entitlementId } = ok(await take(member, ruleId));
  const { link } = ok(await show(member, entitlementId));
  const tokens = await Promise.all(Array.from({ length: 10 }, async () =>
    ok(await shop.prepare(link, shop.first)).prepareToken));
  const answers = await Promise.all(tokens.map((token) => shop.commit(token, null)));
  assert.equal(answers.filter((one) => one.status === 200).length, 1);
  for (const lost of answers.filter((one) => one.status !== 200)) {
    assert.ok(["entitlement_used", "code_spent"].includes(lost.body.code), lost.body.code);
  }
});

test("a store without sales takes no bill, but hands over", async () => {
  const member = await shop.member();
  const voucherId = await shop.voucher(member, await shop.offer());
  const { link } = await shop.show(member, voucherId);
  const { prepareToken } = ok(await shop.prepare(link, hangzhou));
  const refused = await shop.commit(prepareToken, 5_000);
  assert.equal(refused.body.code, "store_sells_nothing");
  assert.match(refused.body.title, /西湖体验店/);
});

test("ended, nobody takes it; what members have stays good", async () => {
  const ruleId = await rule({ audience: "everyone", per: "year", name: "生日茶" });
  const [had, late] = [await shop.member(), await shop.member()];
  const { entitlementId } = ok(await take(had, ruleId));
  ok(await shop.api("POST", `/entitlement-rules/${ruleId}/end`), 204);
  assert.equal((await take(late, ruleId)).body.code, "entitlement_over");
  ok(await show(had, entitlementId));
  const { items } = ok(await shop.api("GET", "/entitlement-rules"));
  const [row] = items.filter((one: { ruleId: string }) => one.ruleId === ruleId);
  assert.deepEqual([row.taken, row.used, row.state], [1, 0, "ended"]);
});

test("a full stamp card can give one, and takes it back unused", async () => {
  const ruleId = await rule({ audience: "granted", name: "第二杯" });
  const member = await shop.member();
  assert.equal((await take(member, ruleId)).body.code, "entitlement_rule_not_found");
  const { programmeId } = ok(await shop.api("POST", "/stamp-programmes", {
    unitId: shop.root, name: "茶卡", needed: 2, rewardKind: "entitlement", rewardId: ruleId,
    earn: "visit", visitRule: "day",
  }), 201);
  ok(await shop.api("POST", `/stamp-programmes/${programmeId}/start`), 204);
  const stamp = async (days: number) => {
    app.setNow(Temporal.Now.instant().add({ hours: 24 * days }));
    const shown = ok(await shop.shop(member, "POST", `/rights/stamps/${member.memberId}/show`));
    const { prepareToken } = ok(await shop.prepare(shown.link, shop.first));
    return ok(await shop.commit(prepareToken, null)).redemptionId;
  };
  await stamp(0);
  const redemptionId = await stamp(1);
  const mine = async () => ok(await shop.shop(member, "GET", "/entitlements")).items
    .filter((one: { ruleId: string }) => one.ruleId === ruleId);
  assert.deepEqual((await mine()).map((one: { state: string }) => one.state), ["usable"]);
  ok(await shop.api("POST", `/redemptions/${redemptionId}/undo`, { reason: "training" }), 204);
  assert.deepEqual(await mine(), []);
  app.setNow(null);
});
