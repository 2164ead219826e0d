import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { newId } from "#platform/ids.ts";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { loopBrand, type LoopBrand } from "#tests/support/loop.ts";
import { drawsOf, local, packet } from "./draws.fixture.ts";
import { publishDraw } from "./publish-draw.ts";
import { verifyDraws } from "./verify-draws.ts";

let app: TestApp;
let shop: LoopBrand;
let draws: ReturnType<typeof drawsOf>;

before(async () => {
  app = await startTestApp();
  shop = await loopBrand(app);
  draws = drawsOf(app, shop);
});
after(() => app.close());
afterEach(async () => {
  app.setNow(null);
  assert.equal(await draws.fault(), null);
});

const codeOf = ({ status, body }: { status: number; body: { code?: string } }) =>
  status < 300 ? "yes" : body.code;
const pay = (playId: string, reference = "WX-1") =>
  shop.api("POST", `/wins/${playId}/pay`, { reference });
const recall = (playId: string, reason = "fraud") =>
  shop.api("POST", `/wins/${playId}/recall`, { reason });

test("staff pay a red packet once, with a reference; then nobody pays or recalls it", async () => {
  const drawId = await draws.open({ prizes: [packet(500, 3, 1_000_000)] });
  const member = await shop.member();
  const { body } = await draws.play(member, drawId);
  const [open] = await draws.wins(`&drawId=${drawId}&state=open`);
  assert.equal(open.playId, body.playId);
  assert.match(open.memberMasked, /\*/);
  const raced = await Promise.all([pay(body.playId), pay(body.playId), recall(body.playId)]);
  assert.equal(raced.filter((one) => one.status === 204).length, 1);
  const [win] = await draws.wins(`&drawId=${drawId}`);
  assert.ok(["paid", "recalled"].includes(win.state));
  assert.equal((await draws.mine(member)).balanceMinor, 0);
  const again = await draws.play(member, drawId);
  assert.equal(codeOf(await pay(again.body.playId, "WX-2")), "yes");
  assert.equal(codeOf(await pay(again.body.playId, "WX-3")), "win_not_open");
  assert.equal(codeOf(await recall(again.body.playId)), "win_not_recallable");
  const [paid] = await draws.wins(`&drawId=${drawId}&state=paid`);
  assert.equal(paid.paidReference, "WX-2");
  assert.ok((await draws.get(drawId)).figures.paidMinor >= 500);
});

test("a recall is a later event: money back to the pool, piece and try stay used", async () => {
  const drawId = await draws.open({ prizes: [packet(500, 2, 1_000_000)] });
  const member = await shop.member();
  const first = await draws.play(member, drawId);
  assert.equal(codeOf(await recall(first.body.playId)), "yes");
  const after = await draws.get(drawId);
  assert.deepEqual([after.poolLeftMinor, after.prizes[0].left, after.figures.recalled],
    [1_000, 1, 1]);
  assert.equal((await draws.mine(member)).items[0].state, "recalled");
  const second = await draws.play(member, drawId);
  assert.equal(codeOf(await draws.play(member, drawId)), "draw_all_gone");
  await draws.end(drawId);
  assert.equal(codeOf(await recall(second.body.playId)), "yes");
  assert.equal((await draws.get(drawId)).poolLeftMinor, 0, "after the end: to the funds");
  const log = (await draws.log(drawId)).text.trim().split("\n").map((line) => JSON.parse(line));
  assert.deepEqual(log.slice(1).map((play) => play.prizeNo), [1, 1]);
});

test("a recalled voucher prize leaves the wallet; a used one stays", async () => {
  const offerId = await shop.offer();
  const prize = { kind: "voucher", name: "券", ppm: 1_000_000, pieces: 5, offerId,
    worthMinor: 1_000 };
  const drawId = await draws.open({ prizes: [prize] });
  const member = await shop.member();
  const { body } = await draws.play(member, drawId);
  assert.equal(codeOf(await recall(body.playId, "mistake")), "yes");
  const { body: wallet } = await shop.shop(member, "GET", "/wallet");
  assert.equal(wallet.items[0].state, "recalled");
  const used = await draws.play(member, drawId);
  const { link } = await shop.show(member, used.body.voucherId);
  const prepared = await shop.prepare(link, shop.first);
  assert.equal((await shop.commit(prepared.body.prepareToken, 5_000)).status, 200);
  assert.equal(codeOf(await recall(used.body.playId)), "voucher_not_recallable");
  const [win] = await draws.wins(`&drawId=${drawId}`);
  assert.equal(win.state, "given", "nothing of a refused recall was kept");
});

test("a stop sign ends plays at once; only a stopped draw is ended before its time", async () => {
  const drawId = await draws.open();
  const member = await shop.member();
  assert.equal(codeOf(await shop.api("POST", `/draws/${drawId}/end`)), "draw_not_over");
  assert.equal(codeOf(await shop.api("PUT", `/draws/${drawId}/stop`)), "yes");
  assert.equal(codeOf(await draws.play(member, drawId)), "stopped");
  assert.equal((await draws.get(drawId)).phase, "stopped");
  assert.equal(codeOf(await shop.api("DELETE", `/draws/${drawId}/stop`)), "yes");
  assert.equal(codeOf(await draws.play(member, drawId)), "yes");
  await shop.api("PUT", `/draws/${drawId}/stop`);
  assert.equal(codeOf(await shop.api("POST", `/draws/${drawId}/end`)), "yes");
  assert.equal(codeOf(await shop.api("POST", `/draws/${drawId}/end`)), "draw_over");
  assert.match((await draws.get(drawId)).seed, /^[0-9a-f]{64}$/);
});

test("a stop sign on its store or on a prize's campaign lets nobody play", async () => {
  const campaignId = newId();
  const offerId = await shop.offer({ campaignId });
  const prize = { kind: "voucher", name: "券", ppm: 1_000_000, pieces: null, offerId };
  const ofCampaign = await draws.open({ prizes: [{ ...prize, worthMinor: 1_000 }] });
  const ofStore = await draws.open({ unitId: shop.first });
  const member = await shop.member();
  const stops = [
    [ofCampaign, `campaign/${campaignId}`, "stopped_campaign"],
    [ofStore, `store/${shop.first}`, "stopped_store"],
  ] as const;
  for (const [drawId, target, code] of stops) {
    await shop.api("PUT", `/stops/${target}`);
    assert.equal(codeOf(await draws.play(member, drawId)), code);
    await shop.api("DELETE", `/stops/${target}`);
    assert.equal(codeOf(await draws.play(member, drawId)), "yes");
  }
});

test("it ends by itself when its window is over, and not before", async () => {
  const start = Temporal.Now.instant().subtract({ hours: 3 });
  const drawId = await draws.open();
  const endNow = () => app.runJob("draws.end_draw", { brandId: shop.t.brandId, drawId });
  await endNow();
  assert.equal((await draws.get(drawId)).phase, "open");
  const window = { startsLocal: local(start), endsLocal: local(start.add({ hours: 2 })) };
  const past = await draws.draft(window);
  await shop.t.ctx((ctx) => publishDraw(ctx, past), start.subtract({ hours: 1 }));
  await app.runJob("draws.end_draw", { brandId: shop.t.brandId, drawId: past });
  const { phase, seed, poolLeftMinor } = await draws.get(past);
  assert.deepEqual([phase, seed.length, poolLeftMinor], ["ended", 64, 0]);
});

test("a member takes plays and prizes along; erased, open red packets go back", async () => {
  const drawId = await draws.open({ prizes: [packet(500, 3, 1_000_000)] });
  const member = await shop.member();
  const paid = await draws.play(member, drawId);
  await pay(paid.body.playId);
  await draws.play(member, drawId);
  const { body: exported } = await shop.shop(member, "GET", "/me/export");
  assert.equal(exported.parts.draws.plays.length, 2);
  const { wins: taken } = exported.parts.draws;
  assert.deepEqual(taken.map((win: { state: string }) => win.state), ["paid", "open"]);
  assert.equal((await shop.shop(member, "DELETE", "/me")).status, 204);
  const wins = await draws.wins(`&drawId=${drawId}`);
  assert.deepEqual(wins.map((win: { state: string }) => win.state), ["recalled", "paid"]);
  assert.equal(wins[0].recallReason, "erased");
  assert.equal((await draws.get(drawId)).poolLeftMinor, 1_000);
});

test("who may not publish neither publishes, stops, pays nor recalls", async () => {
  const drawId = await draws.open();
  const member = await shop.member();
  const { body } = await draws.play(member, drawId);
  const cookie = await shop.staff("store_manager", shop.first);
  const asked: [string, string, object?][] = [
    ["POST", `/draws/${drawId}/publish`], ["PUT", `/draws/${drawId}/stop`],
    ["POST", `/draws/${drawId}/end`], ["POST", `/wins/${body.playId}/pay`, { reference: "x" }],
    ["POST", `/wins/${body.playId}/recall`, { reason: "fraud" }],
  ];
  for (const [method, path, input] of asked) {
    assert.equal(codeOf(await shop.api(method, path, input, { cookie })), "not_permitted", path);
  }
});

test("one sees draws of own units and of those above, and the prizes won below only", async () => {
  const whole = await draws.open();
  const east = await draws.open({ unitId: shop.east });
  const { body } = await draws.play(await shop.member(), whole);
  const seenBy = async (cookie: string) => {
    const { body: list } = await shop.api("GET", "/draws?limit=200", undefined, { cookie });
    const ids = list.items.map((draw: { drawId: string }) => draw.drawId);
    const { status } = await shop.api("GET", `/draws/${east}`, undefined, { cookie });
    const { body: wins } = await shop.api("GET", "/wins?limit=200", undefined, { cookie });
    const won = wins.items.some((win: { playId: string }) => win.playId === body.playId);
    return [ids.includes(whole), ids.includes(east), status, won];
  };
  const { ownerCookie } = shop.t;
  assert.deepEqual(await seenBy(ownerCookie), [true, true, 200, true]);
  assert.deepEqual(await seenBy(await shop.staff("store_manager", shop.first)),
    [true, true, 200, false]);
  assert.deepEqual(await seenBy(await shop.staff("operator", shop.west)),
    [true, false, 404, false]);
});

test("verify names the first play, seed, pool or balance that was changed", async () => {
  const money = { kind: "random", minMinor: 1, maxMinor: 10_000, totalMinor: 150_000 };
  const prize = { kind: "money", name: "手气红包", ppm: 1_000_000, pieces: 30, money };
  const drawId = await draws.open({ prizes: [prize] });
  const member = await shop.member();
  const told = [];
  for (let turn = 0; turn < 6; turn++) told.push((await draws.play(member, drawId)).body);
  await draws.end(drawId);
  const owner = app.databases.ownerPool;
  const { brandId } = shop.t;
  const change = async (sql: string) => {
    const client = await owner.connect();
    try {
      await client.query("set session_replication_role = replica");
      await client.query(sql);
    } finally {
      await client.query("set session_replication_role = default");
      client.release();
    }
  };
  const verdict = async () => (await verifyDraws(owner, brandId)).wrong;
  const of = `where brand_id = '${brandId}' and draw_id = '${drawId}'`;
  const swap = async (there: string, back: string, record: RegExp) => {
    await change(there);
    assert.match((await verdict())?.record ?? "", record);
    await change(back);
    assert.equal(await verdict(), null);
  };
  const nonce = told[2].nonce;
  await swap(
    `update draws.plays set nonce = 'another-nonce-1' ${of} and number = 3`,
    `update draws.plays set nonce = '${nonce}' ${of} and number = 3`,
    /play 3 of draw/,
  );
  await swap(
    `update draws.plays set number = 99 ${of} and number = 6`,
    `update draws.plays set number = 6 ${of} and number = 99`,
    /play 99 of draw/,
  );
  const { seed } = await draws.get(drawId);
  await swap(
    `update draws.draws set seed = repeat('ab', 32) ${of}`,
    `update draws.draws set seed = '${seed}' ${of}`,
    new RegExp(`draw ${drawId}`),
  );
  const won = told[4];
  await swap(
    `update draws.wins set amount_minor = amount_minor + 1 ${of} and play_id = '${won.playId}'`,
    `update draws.wins set amount_minor = amount_minor - 1 ${of} and play_id = '${won.playId}'`,
    new RegExp(`play ${won.number} of draw`),
  );
  await swap(
    `update draws.wins set paid_at = now(), paid_reference = 'x' ${of}
       and play_id = '${won.playId}'`,
    `update draws.wins set paid_at = null, paid_reference = null ${of}
       and play_id = '${won.playId}'`,
    new RegExp(`member ${member.memberId}`),
  );
});
