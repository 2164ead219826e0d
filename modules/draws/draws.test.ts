import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { loopBrand, type LoopBrand, type LoopMember } from "#tests/support/loop.ts";
import { drawsOf, packet } from "./draws.fixture.ts";

let app: TestApp;
let shop: LoopBrand;
let members: LoopMember[];
let draws: ReturnType<typeof drawsOf>;

before(async () => {
  app = await startTestApp();
  shop = await loopBrand(app);
  draws = drawsOf(app, shop);
  members = [];
  for (let count = 0; count < 8; count++) members.push(await shop.member());
});
after(() => app.close());
afterEach(async () => {
  app.setNow(null);
  assert.equal(await draws.fault(), null);
});

const codeOf = ({ status, body }: { status: number; body: { code?: string } }) =>
  status < 300 ? "yes" : body.code;
const [one, two] = [() => members[0]!, () => members[1]!];

test("rules, odds and prizes are there for all before the start; nobody plays before", async () => {
  app.setNow(draws.begin.subtract({ minutes: 30 }));
  const drawId = await draws.draft({ prizes: [packet(500, 2, 250_000)] });
  const seen = () => app.request("GET", `/${shop.t.key}/api/draws/${drawId}`);
  assert.equal(codeOf(await seen()), "draw_not_found");
  assert.equal(codeOf(await shop.api("POST", `/draws/${drawId}/publish`)), "yes");
  const { body } = await seen();
  assert.equal(body.phase, "upcoming");
  assert.equal(body.nothingPpm, 750_000);
  assert.match(body.commitment, /^[0-9a-f]{64}$/);
  assert.equal(body.seed, null);
  assert.deepEqual(body.prizes[0], {
    no: 1, kind: "money", name: "红包", nameEn: null, ppm: 250_000, pieces: 2, left: 2,
    worthMinor: 500, offerId: null,
    money: { kind: "fixed", minMinor: 500, maxMinor: 500, totalMinor: 1_000 },
  });
  const early = await draws.play(one(), drawId);
  assert.equal(codeOf(early), "draw_not_started");
  assert.equal(codeOf(await draws.log(drawId).then(({ status, code }) =>
    ({ status, body: { code } }))), "draw_seed_secret");
  app.setNow(draws.begin.add({ hours: 24 }));
  assert.equal(codeOf(await draws.play(one(), drawId)), "draw_over", "the end is exclusive");
  const listed = await app.request("GET", `/${shop.t.key}/api/draws?storeId=${shop.first}`);
  assert.ok(listed.body.items.some((draw: { drawId: string }) => draw.drawId === drawId));
});

test("a red packet moves money from the pool to its member, as it is won", async () => {
  const drawId = await draws.open({ prizes: [packet(500, 2, 1_000_000)] });
  assert.equal((await draws.get(drawId)).poolLeftMinor, 1_000);
  const before = (await draws.mine(one())).balanceMinor;
  const { body } = await draws.play(one(), drawId);
  assert.equal(body.amountMinor, 500);
  assert.deepEqual([body.reason, body.next, body.number, body.triesLeft],
    ["won", "balance", 1, 49]);
  const mine = await draws.mine(one());
  assert.equal(mine.balanceMinor, before + 500);
  assert.equal(mine.items[0].state, "open");
  assert.equal((await draws.get(drawId)).poolLeftMinor, 500);
  assert.equal(codeOf(await draws.play(two(), drawId)), "yes");
  const last = await draws.play(two(), drawId);
  assert.equal(codeOf(last), "draw_all_gone");
  const { body: shown } = await shop.shop(two(), "GET", `/draws/${drawId}`);
  assert.equal(shown.triesLeft, 49, "a play that found nothing left was not counted");
});

test("played at once by many, a pool is never overdrawn and no piece is given twice", async () => {
  const drawId = await draws.open({
    prizes: [
      packet(300, 3, 200_000, "大红包"),
      {
        kind: "money", name: "手气红包", ppm: 600_000, pieces: 10,
        money: { kind: "random", minMinor: 100, maxMinor: 900, totalMinor: 4_000 },
      },
    ],
    limits: [{ of: "member", per: "ever", cap: 8 }],
  });
  const plays = members.flatMap((member) =>
    Array.from({ length: 8 }, () => draws.play(member, drawId)));
  const told = await Promise.all(plays);
  const won = told.flatMap(({ status, body }) => (status === 200 ? [body] : []));
  const numbers = won.map((body) => body.number).sort((a, b) => a - b);
  assert.deepEqual(numbers, numbers.map((_number, place) => place + 1), "without gaps");
  const ofPrize = (no: number) => won.filter((body) => body.prizeNo === no);
  assert.ok(ofPrize(1).length <= 3 && ofPrize(2).length <= 10);
  const { poolMinor, poolLeftMinor, figures } = await draws.get(drawId);
  const paid = won.reduce((sum, body) => sum + (body.amountMinor ?? 0), 0);
  assert.equal(poolMinor, 4_900);
  assert.equal(poolLeftMinor, poolMinor - paid);
  assert.equal(figures.openMinor, paid);
  await draws.end(drawId);
  const log = await draws.log(drawId);
  assert.equal(log.status, 200);
  assert.equal(log.text.trim().split("\n").length, won.length + 1);
  assert.doesNotMatch(log.text, new RegExp(members.map((one) => one.memberId).join("|")));
  assert.equal((await draws.get(drawId)).poolLeftMinor, 0, "the rest went back to the funds");
});

test("a play is repeated by its key and answered with what came of it", async () => {
  const drawId = await draws.open();
  const key = "the same play twice";
  const first = await draws.play(one(), drawId, "nonce-of-mine", key.replaceAll(" ", "-"));
  const again = await draws.play(one(), drawId, "nonce-of-mine", key.replaceAll(" ", "-"));
  assert.deepEqual(again.body, first.body);
  assert.equal((await draws.get(drawId)).plays, 1);
});

test("each limit refuses by its name and says when a try comes back", async () => {
  const member = members[2]!;
  const daily = await draws.open({
    prizes: [packet(1, 9, 1)],
    limits: [{ of: "member", per: "day", cap: 1 }, { of: "all", per: "ever", cap: 3 }],
  });
  const first = await draws.play(member, daily);
  assert.equal(first.body.triesLeft, 0);
  const refused = await draws.play(member, daily);
  assert.equal(codeOf(refused), "limit_member_day_count");
  assert.equal(refused.body.params.againAt, first.body.againAt);
  if (first.body.reason === "nothing") assert.equal(first.body.next, "later");
  await draws.play(members[3]!, daily);
  await draws.play(members[4]!, daily);
  assert.equal(codeOf(await draws.play(members[5]!, daily)), "draw_total_limit");
  const phone = await draws.open({
    prizes: [packet(1, 9, 1)],
    limits: [{ of: "member", per: "ever", cap: 9 }, { of: "phone", per: "ever", cap: 2 }],
  });
  assert.equal((await draws.play(member, phone)).body.triesLeft, 1);
  await draws.play(member, phone);
  assert.equal(codeOf(await draws.play(member, phone)), "limit_phone_ever_count");
});

test("a voucher prize is a claim: its offer's limits hold, else it falls by the rule", async () => {
  const offerId = await shop.offer({ totalStock: 1 });
  const voucher = { kind: "voucher", name: "满减券", ppm: 1_000_000, pieces: null, offerId,
    worthMinor: 1_000 };
  const drawId = await draws.open({ prizes: [voucher] });
  const won = await draws.play(one(), drawId);
  assert.deepEqual([won.body.reason, won.body.next, won.body.kind], ["won", "voucher", "voucher"]);
  const { body: wallet } = await shop.shop(one(), "GET", "/wallet");
  assert.ok(wallet.items.some((held: { voucherId: string }) =>
    held.voucherId === won.body.voucherId));
  const gone = await draws.play(two(), drawId);
  assert.equal(gone.status, 200, "never an error after the outcome was drawn");
  assert.deepEqual([gone.body.reason, gone.body.prizeNo, gone.body.hitNo], ["refused", null, 1]);
  const stock = await shop.offer({ totalStock: 1 });
  await shop.voucher(one(), stock);
  const next = await draws.open({
    prizes: [{ ...voucher, offerId: stock, ppm: 999_999 }, packet(200, 5, 1)],
  });
  const fell = await draws.play(two(), next);
  assert.deepEqual([fell.body.reason, fell.body.prizeNo, fell.body.amountMinor],
    ["won_next", 2, 200]);
  await draws.end(next);
});

test("from publishing on nobody changes rules or odds, not even by SQL", async () => {
  const drawId = await draws.open();
  const { unitId: _unit, ...terms } = draws.terms({ prizes: [packet(1, 1, 1)] });
  assert.equal(codeOf(await shop.api("PUT", `/draws/${drawId}`, terms)), "draw_locked");
  assert.equal(codeOf(await shop.api("POST", `/draws/${drawId}/publish`)), "draw_locked");
  const owner = app.databases.ownerPool;
  for (const change of [
    "prizes = '[]'", "rules = 'x'", "limits = '[]'", "ends_at = ends_at + interval '1 day'",
    "commitment = repeat('0', 64)", "pool_minor = 1", "when_gone = 'nothing'", "plays = -1",
    "state = 'draft', published_at = null",
  ]) {
    const sql = `update draws.draws set ${change} where brand_id = $1 and draw_id = $2`;
    await assert.rejects(owner.query(sql, [shop.t.brandId, drawId]), /locked|go back|check/);
  }
  await assert.rejects(shop.t.ctx((ctx) =>
    ctx.tx.updateTable("draws.plays" as never).set({ prize_no: 1 } as never).execute()));
});

test("what is missing is told check by check, and keeps a draw from being published", async () => {
  app.setNow(draws.begin.subtract({ minutes: 30 }));
  const drawId = await draws.draft({ rules: "", limits: [], prizes: [packet(5_000_001, 1, 1)] });
  const { checks } = await draws.get(drawId);
  const missing = checks.flatMap((check: { code: string; isMet: boolean }) =>
    check.isMet ? [] : [check.code]);
  assert.deepEqual(missing, ["conditions", "top_worth", "limits"]);
  const refused = await shop.api("POST", `/draws/${drawId}/publish`);
  assert.equal(codeOf(refused), "draw_not_ready");
  assert.equal(refused.body.params.codes, "conditions, top_worth, limits");
  const long = await shop.api("POST", "/draws", draws.terms({ name: "长".repeat(21) }));
  assert.equal(codeOf(long), "draw_name_length");
});

test("in one batch, who finds nothing left is told so, not of a limit given back", async () => {
  const drawId = await draws.open({ limits: [{ of: "member", per: "ever", cap: 2 }] });
  const told = await Promise.all(Array.from({ length: 6 }, () => draws.play(members[6]!, drawId)));
  const codes = told.map(codeOf).sort();
  assert.deepEqual(codes.slice(-2), ["yes", "yes"]);
  const other = await Promise.all(Array.from({ length: 4 }, () => draws.play(members[7]!, drawId)));
  assert.deepEqual(other.map(codeOf), Array.from({ length: 4 }, () => "draw_all_gone"));
});
