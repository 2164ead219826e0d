import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import fc from "fast-check";
import { type LimitRule, verifyLimits } from "#modules/limits/index.ts";
import { verifyBudgets, verifyLedger } from "#modules/wallet/index.ts";
import { newId } from "#platform/ids.ts";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { loopBrand, type LoopBrand, type LoopMember } from "#tests/support/loop.ts";
import { limitsProblem, type OfferLimits } from "./limit-rules.ts";

let app: TestApp;
let shop: LoopBrand;
let members: LoopMember[];

before(async () => {
  app = await startTestApp();
  shop = await loopBrand(app);
  members = [];
  for (let count = 0; count < 12; count++) members.push(await shop.member());
});
after(() => app.close());
afterEach(async () => {
  app.setNow(null);
  const owner = app.databases.ownerPool;
  assert.equal((await verifyLimits(owner, shop.t.brandId)).wrong, null);
  assert.equal((await verifyLedger(owner, shop.t.brandId)).wrong, null);
  assert.equal((await verifyBudgets(owner, shop.t.brandId)).wrong, null);
});

const rule = (text: string): LimitRule => {
  const [of, per, what, cap] = text.split(" ");
  return { of, per, what, cap: Number(cap) } as LimitRule;
};
const claiming = (...rules: string[]) => ({ limits: { claim: rules.map(rule) } });
const redeeming = (...rules: string[]) => ({ limits: { redeem: rules.map(rule) } });
const codeOf = ({ status, body }: { status: number; body: { code?: string } }) =>
  status === 200 ? "yes" : body.code;

async function prepared(member: LoopMember, voucherId: string, store = shop.first) {
  const { link } = await shop.show(member, voucherId);
  const answer = await shop.prepare(link, store);
  return answer.body.prepareToken as string;
}

async function redeem(member: LoopMember, offerId: string, bill = 5000, store = shop.first) {
  const token = await prepared(member, await shop.voucher(member, offerId), store);
  return shop.commit(token, bill);
}
const undo = (redemptionId: string) =>
  shop.api("POST", `/redemptions/${redemptionId}/undo`, { reason: "scanned_by_mistake" });

async function balance(kind: string, offerId: string): Promise<number> {
  const { rows } = await app.databases.ownerPool.query(
    `select coalesce(sum(p.amount), 0)::bigint as sum from wallet.accounts a
     join wallet.postings p on p.brand_id = a.brand_id and p.account_id = a.account_id
     where a.brand_id = $1 and a.kind = $2 and a.owner_id = $3`,
    [shop.t.brandId, kind, offerId],
  );
  return Number(rows[0].sum);
}

test("what may be declared, and what is said of the rest in both languages", async () => {
  const many = Array.from({ length: 13 }, (_, at) => `member ever count ${at + 1}`);
  const rows: [object, string, string][] = [
    [claiming("member day count 0"), "limit_cap_not_positive", "每项限制的上限必须大于 0"],
    [claiming("store day money 5"), "limit_money_of_claim", "领取时还不知道优惠金额"],
    [claiming("staff day count 5"), "limit_unknown_at_claim", "领取时没有店员和收银设备"],
    [redeeming("device day count 5"), "limit_unknown_at_redemption", "核销时不知道领取者的设备"],
    [redeeming("store day count 5", "store day count 6"), "limit_twice", "同一项限制只能设置一次"],
    [claiming(...many), "limits_too_many", "限制最多 12 项"],
  ];
  for (const [limits, problem, zh] of rows) {
    const body = {
      unitId: shop.root, stores: { unitId: shop.root }, title: "限量券",
      benefit: { kind: "amount_off", amountMinor: 1000 },
      payers: [{ party: "group", bps: 10_000 }], validity: { kind: "days", days: 30 }, ...limits,
    };
    const refused = await shop.api("POST", "/offers", body);
    assert.equal(refused.body.params.problem, problem);
    assert.ok(refused.body.params.detail.startsWith(zh), refused.body.params.detail);
  }
  const offerId = await shop.draft(claiming("member day count 3"));
  const { draft } = (await shop.api("GET", `/offers/${offerId}`)).body;
  assert.deepEqual(draft.limits, { claim: [rule("member day count 3")], redeem: [] });
});

test("the first problem is found whatever else is declared", () => {
  const any = fc.record({
    of: fc.constantFrom("all", "member", "phone", "store", "campaign"),
    per: fc.constantFrom("ever", "day", "week", "month"),
    what: fc.constant("count"),
    cap: fc.integer({ min: 1, max: 9 }),
  }) as fc.Arbitrary<OfferLimits["claim"][number]>;
  const distinct = fc.uniqueArray(any, {
    maxLength: 5, selector: ({ of, per }) => `${of} ${per}`,
  });
  fc.assert(
    fc.property(distinct, distinct, (claim, redeem) => {
      assert.equal(limitsProblem({ claim, redeem }), null);
      const [one] = claim;
      if (one) assert.equal(limitsProblem({ claim: [...claim, one], redeem }), "limit_twice");
    }),
  );
});

test("twelve at once: each limit of a claim holds, and a recall gives back exactly", async () => {
  const offerId = await shop.offer(claiming("store day count 3", "all ever count 5"));
  const claims = await Promise.all([
    ...members.slice(0, 6).map((one) => shop.claim(one, offerId, shop.first)),
    ...members.slice(6).map((one) => shop.claim(one, offerId, shop.second)),
  ]);
  const won = claims.filter((one) => one.status === 200);
  assert.equal(won.length, 5);
  const codes = new Set(claims.map(codeOf));
  for (const code of codes) {
    assert.ok(["yes", "limit_store_day_count", "limit_all_ever_count"].includes(String(code)));
  }
  const [first] = won;
  const recalled = await shop.api("POST", `/vouchers/${first!.body.voucherId}/recall`);
  assert.equal(recalled.status, 204, JSON.stringify(recalled.body));
  const again = await Promise.all(
    members.map((one, at) => shop.claim(one, offerId, at % 2 ? shop.first : shop.second)),
  );
  assert.equal(again.filter((one) => one.status === 200).length, 1);
});

test("per member, phone, device: who comes again is told which and until when", async () => {
  const [a, b] = members;
  const daily = await shop.offer(claiming("member day count 1"));
  assert.equal(codeOf(await shop.claim(a!, daily)), "yes");
  const refused = await shop.claim(a!, daily);
  assert.equal(refused.body.code, "limit_member_day_count");
  assert.equal(refused.body.next, "请明天再来。");
  const phone = await shop.offer(claiming("phone ever count 1"));
  assert.equal(codeOf(await shop.claim(a!, phone)), "yes");
  assert.equal(codeOf(await shop.claim(a!, phone)), "limit_phone_ever_count");
  assert.equal(codeOf(await shop.claim(b!, phone)), "yes");
  const device = await shop.offer(claiming("device ever count 1"));
  const from = (member: LoopMember, visitor: string) =>
    app.request("POST", `/${shop.t.key}/api/offers/${device}/claim`, {}, {
      cookie: `${member.cookie}; bihuan_visitor=${visitor}`,
    });
  assert.equal(codeOf(await from(a!, "browser-one")), "yes");
  assert.equal(codeOf(await from(b!, "browser-one")), "limit_device_ever_count");
  assert.equal(codeOf(await from(b!, "browser-two")), "yes");
});

test("windows turn at midnight and on Monday of the brand's zone, to the second", async () => {
  const offerId = await shop.offer(claiming("member day count 1", "member week count 2"));
  const [, , member] = members;
  const rows: [string, string][] = [
    // Sunday the 20th of December 2026 in Shanghai ends at 16:00 UTC.
    ["2026-12-19T15:59:59Z", "yes"],
    ["2026-12-19T15:59:59.999Z", "limit_member_day_count"],
    ["2026-12-19T16:00:00Z", "yes"],
    ["2026-12-20T15:59:59Z", "limit_member_day_count"],
    ["2026-12-20T16:00:00Z", "yes"],
    ["2026-12-21T16:00:00Z", "yes"],
    ["2026-12-22T16:00:00Z", "limit_member_week_count"],
  ];
  for (const [at, expected] of rows) {
    app.setNow(Temporal.Instant.from(at));
    assert.equal(codeOf(await shop.claim(member!, offerId)), expected, at);
  }
});

test("a budget of money: never above it at once, posted, and given back by an undo", async () => {
  const offerId = await shop.offer(redeeming("all ever money 3500", "store day count 9"));
  assert.equal(await balance("budget", offerId), 3500);
  const tokens = await Promise.all(
    members.slice(0, 8).map(async (one) => prepared(one, await shop.voucher(one, offerId))),
  );
  assert.equal((await shop.commit(tokens[0]!, null)).body.code, "bill_needed");
  const answers = await Promise.all(tokens.map((token) => shop.commit(token, 5000)));
  const done = answers.filter((one) => one.status === 200);
  assert.equal(done.length, 3);
  assert.deepEqual([...new Set(answers.map(codeOf))].sort(), ["limit_all_ever_money", "yes"]);
  const left = async () => [await balance("budget", offerId), await balance("spent", offerId)];
  assert.deepEqual(await left(), [500, 3000]);
  assert.equal((await undo(done[0]!.body.redemptionId)).status, 204);
  assert.deepEqual(await left(), [1500, 2000]);
  const lost = tokens[answers.findIndex((one) => one.status !== 200)]!;
  assert.equal(codeOf(await shop.commit(lost, 5000)), "yes");
  const body = {
    stores: { unitId: shop.root }, title: "满减券",
    benefit: { kind: "amount_off", amountMinor: 1000 },
    payers: [{ party: "group", bps: 10_000 }], validity: { kind: "days", days: 30 },
    ...redeeming("all ever money 5000"),
  };
  await shop.api("PUT", `/offers/${offerId}/draft`, body);
  assert.equal((await shop.api("POST", `/offers/${offerId}/publish`)).status, 200);
  assert.equal(await balance("budget", offerId), 2000);
});

test("undo racing with redeem: never above the limit, what came back is used once", async () => {
  const offerId = await shop.offer(redeeming("all ever count 3", "staff day count 50"));
  const first = await Promise.all(members.slice(0, 3).map((one) => redeem(one, offerId)));
  assert.deepEqual(first.map(codeOf), ["yes", "yes", "yes"]);
  const waiting = await Promise.all(
    members.slice(3, 11).map(async (one) => prepared(one, await shop.voucher(one, offerId))),
  );
  const [undone, ...late] = await Promise.all([
    undo(first[0]!.body.redemptionId),
    ...waiting.map((token) => shop.commit(token, 5000)),
  ]);
  assert.equal(undone.status, 204);
  assert.ok(late.filter((one) => one.status === 200).length <= 1);
  const rest = await Promise.all(waiting.map((token) => shop.commit(token, 5000)));
  assert.equal(rest.filter((one) => one.status === 200).length, 1);
  const twice = await undo(first[0]!.body.redemptionId);
  assert.equal(twice.body.code, "redemption_undone");
});

test("each store, member, counter and person has a count of its own", async () => {
  const rows: [string, (at: number) => ReturnType<LoopBrand["api"]>, string[]][] = [];
  const byStore = await shop.offer(redeeming("store day count 1"));
  const stores = [shop.first, shop.first, shop.second];
  rows.push(["store", (at) => redeem(members[at]!, byStore, 5000, stores[at]),
    ["yes", "limit_store_day_count", "yes"]]);
  const byMember = await shop.offer(redeeming("member week count 1"));
  rows.push(["member", (at) => redeem(members[at === 1 ? 0 : at]!, byMember),
    ["yes", "limit_member_week_count", "yes"]]);
  const byCounter = await shop.offer(redeeming("counter day count 1"));
  const devices = [newId(), null, null];
  rows.push(["counter", async (at) => {
    const one = members[at]!;
    const prepareToken = await prepared(one, await shop.voucher(one, byCounter));
    const device = devices[at] ? { deviceId: devices[at] } : {};
    return shop.api("POST", "/redemptions/commit", { prepareToken, billMinor: 5000, ...device });
  }, ["yes", "yes", "limit_counter_day_count"]]);
  for (const [what, run, expected] of rows) {
    const codes = [];
    for (let at = 0; at < expected.length; at++) codes.push(codeOf(await run(at)));
    assert.deepEqual(codes, expected, what);
  }
});

async function accountsOf(offerId: string): Promise<[string, number][]> {
  const { rows } = await app.databases.ownerPool.query(
    `select a.kind, a.owner_kind, sum(p.amount)::bigint as sum from wallet.accounts a
     join wallet.postings p on p.brand_id = a.brand_id and p.account_id = a.account_id
     where a.brand_id = $1 and (a.owner_id = $2 or starts_with(a.scope, 'offer:' || $2::text))
     group by 1, 2 order by 1, 2`,
    [shop.t.brandId, offerId],
  );
  return rows.map((row) => [`${row.kind} ${row.owner_kind}`, Number(row.sum)]);
}

test("budgets of offer, campaign and store: accounts filled and spent together", async () => {
  const campaignId = newId();
  const limits = redeeming(
    "all ever money 2600", "campaign ever money 9000", "store day money 1500",
  );
  const offerId = await shop.offer({ ...limits, campaignId });
  const [one, two, three] = await Promise.all([
    redeem(members[0]!, offerId, 5000, shop.first),
    redeem(members[1]!, offerId, 800, shop.second),
    redeem(members[2]!, offerId, 5000, shop.second),
  ]);
  const codes = [one, two, three].map(codeOf);
  assert.equal(codes[0], "yes");
  const refused = codes.filter((code) => code !== "yes");
  assert.deepEqual(refused, ["limit_store_day_money"], "800 and 1000 are more than 1500");
  const late = codes[1] === "yes" ? 800 : 1000;
  const spent = 1000 + late;
  assert.deepEqual(await accountsOf(offerId), [
    ["budget campaign", 9000 - spent],
    ["budget offer", 2600 - spent],
    ["budget unit", 3000 - spent],
    ["spent offer", spent],
  ]);
  assert.equal((await undo(one.body.redemptionId)).status, 204);
  assert.deepEqual((await accountsOf(offerId)).at(-1), ["spent offer", late]);
  const again = await redeem(members[3]!, offerId, 5000, shop.first);
  assert.equal(codeOf(again), "yes");
  const owner = app.databases.ownerPool;
  const planted = "update wallet.redeem_takings set posted = not posted where redemption_id = $1";
  await owner.query(planted, [again.body.redemptionId]);
  const { wrong } = await verifyBudgets(owner, shop.t.brandId);
  assert.match(wrong?.record ?? "", /^budget offer:/);
  await owner.query(planted, [again.body.redemptionId]);
});

test("a preview announces a full limit in the words of the commit", async () => {
  const rows: [string, string][] = [
    ["all ever count 1", "limit_all_ever_count"],
    ["store day money 1000", "limit_store_day_money"],
    ["staff day count 1", "limit_staff_day_count"],
    ["member week count 1", "limit_member_week_count"],
  ];
  const [a, b] = [members[4]!, members[5]!];
  for (const [text, code] of rows) {
    const offerId = await shop.offer(redeeming(text));
    const other = text.startsWith("member") ? a : b;
    const { link } = await shop.show(other, await shop.voucher(other, offerId));
    assert.equal((await shop.prepare(link, shop.first)).body.allowed, true, text);
    const { prepareToken } = (await shop.prepare(link, shop.first)).body;
    assert.equal(codeOf(await redeem(a, offerId)), "yes");
    const { refusal } = (await shop.prepare(link, shop.first)).body;
    const told = await shop.commit(prepareToken, 5000);
    assert.deepEqual([refusal?.code, refusal?.title, refusal?.next],
      [code, told.body.title, told.body.next]);
    assert.equal(told.body.code, code);
  }
});

test("a household shares its limit; who is in none is one alone; erasing lets it go", async () => {
  const [a, b, c] = [await shop.member(), await shop.member(), await shop.member()];
  const live = (member: LoopMember, household: string | null) =>
    shop.api("PUT", `/members/${member.memberId}/household`, { household });
  assert.equal((await live(a, " h-12 ")).status, 204);
  assert.equal((await live(b, "Ｈ-12")).status, 204);
  const offerId = await shop.offer(claiming("household ever count 1"));
  const both = await Promise.all([shop.claim(a, offerId), shop.claim(b, offerId)]);
  assert.deepEqual(both.map(codeOf).sort(), ["limit_household_ever_count", "yes"]);
  assert.equal(codeOf(await shop.claim(c, offerId)), "yes");
  assert.equal(codeOf(await shop.claim(c, offerId)), "limit_household_ever_count");
  const used = await shop.offer(redeeming("household day count 1"));
  assert.equal(codeOf(await redeem(a, used)), "yes");
  assert.equal(codeOf(await redeem(b, used)), "limit_household_day_count");
  const own = await shop.shop(a, "GET", "/me/export");
  assert.equal(own.body.member.household, "H-12");
  assert.equal((await shop.api("POST", `/members/${a.memberId}/erase`)).status, 204);
  assert.equal((await shop.api("GET", `/members/${a.memberId}`)).body.household, null);
  assert.equal((await live(a, "H-12")).status, 404, "nobody lives there any more");
});
