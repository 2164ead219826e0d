import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { after, afterEach, before, test } from "node:test";
import { verifyLimits } from "#modules/limits/index.ts";
import { voucherRight } from "#modules/wallet/index.ts";
import { newId } from "#platform/ids.ts";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { loopBrand, type LoopBrand, type LoopMember } from "#tests/support/loop.ts";
import { verifyLedger } from "#tests/support/verify.ts";
import { wireRightKinds } from "./index.ts";

let app: TestApp;
let shop: LoopBrand;
let members: LoopMember[];

before(async () => {
  app = await startTestApp();
  shop = await loopBrand(app);
  members = [];
  for (let count = 0; count < 4; count++) members.push(await shop.member());
});
after(() => app.close());
afterEach(async () => {
  wireRightKinds([voucherRight]);
  await app.settle();
  const { wrong } = await verifyLimits(app.databases.ownerPool, shop.t.brandId);
  assert.equal(wrong, null);
  await verifyLedger(app, shop.t.brandId);
});

/** Tokens of as many previews of each of so many vouchers. */
async function previews(offerId: string, vouchers: number, each: number): Promise<string[][]> {
  const all: string[][] = [];
  for (let index = 0; index < vouchers; index++) {
    const member = members[index % members.length]!;
    const { link } = await shop.show(member, await shop.voucher(member, offerId));
    const tokens: string[] = [];
    for (let count = 0; count < each; count++) {
      tokens.push((await shop.prepare(link, shop.first)).body.prepareToken);
    }
    all.push(tokens);
  }
  return all;
}

const codeOf = ({ status, body }: { status: number; body: { code?: string } }) =>
  status === 200 ? "done" : (body.code ?? String(status));

/** Every turn of the loop one more, so that batches fill while others are under way. */
async function inWaves<T>(calls: readonly (() => Promise<T>)[]): Promise<T[]> {
  const answers: Promise<T>[] = [];
  for (const call of calls) {
    answers.push(call());
    await sleep(answers.length % 5 === 0 ? 2 : 0);
  }
  return Promise.all(answers);
}

/**
 * How many batches decide at the same time at most, from now on; `met` once two have. With
 * `wait` the first waits for a second one, so that a slow machine does not keep them apart.
 */
function countAbreast(wait = false) {
  let [now, most] = [0, 0];
  const met = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  wireRightKinds([{
    ...voucherRight,
    async commitMany(asked) {
      most = Math.max(most, ++now);
      begun.resolve();
      if (now > 1) met.resolve();
      await (wait ? Promise.race([met.promise, sleep(5_000)]) : sleep(20));
      const committed = await voucherRight.commitMany!(asked);
      now -= 1;
      return committed;
    },
  }]);
  return { most: () => most, begun: begun.promise };
}

test("two batches abreast: of terminals with one voucher the first wins", async () => {
  const offerId = await shop.offer({
    limits: { redeem: [{ of: "store", per: "day", what: "count", cap: 10_000 }] },
  });
  const tokens = await previews(offerId, 10, 3);
  const { most, begun } = countAbreast(true);
  const firsts = tokens.map(([one]) => () => shop.commit(one!, 3800));
  // One that waited for the vouchers of the other would never decide beside it.
  const early = firsts.slice(0, 5).map((call) => call());
  await begun;
  const later = [1, 2].flatMap((turn) =>
    tokens.map((own) => () => shop.commit(own[turn]!, 3800)));
  const rest = await inWaves([...firsts.slice(5), ...later]);
  const answers = [...(await Promise.all(early)), ...rest];
  assert.equal(most(), 2);
  for (const place of tokens.keys()) {
    const own = [0, 1, 2].map((turn) => answers[turn * tokens.length + place]!);
    const [won, ...more] = own.filter((one) => one.status === 200);
    assert.equal(more.length, 0);
    const lost = own.filter((one) => one.status !== 200);
    assert.deepEqual(lost.map(codeOf), ["voucher_used", "voucher_used"]);
    for (const one of lost) assert.equal(one.body.params.at, won!.body.at);
  }
});

test("one preview twice beside another of its voucher: no batch waits crosswise", async () => {
  const tokens = await previews(await shop.offer(), 8, 2);
  countAbreast();
  // The earlier batch comes to the second previews in its second turn, the later one in its first.
  const early = tokens.flat().map((one) => shop.commit(one, 3800));
  await sleep(15);
  const late = tokens.flatMap(([, second]) => [second!, second!, second!])
    .map((one) => shop.commit(one, 3800));
  const answers = await Promise.all([...early, ...late]);
  assert.deepEqual(answers.filter((one) => one.status >= 500), []);
  await sleep(1_100);
  // Whoever waits crosswise waits for a whole second, before PostgreSQL ends one of the two.
  const { rows } = await app.databases.ownerPool.query(
    "select deadlocks::int from pg_stat_database where datname = current_database()");
  assert.deepEqual(rows, [{ deadlocks: 0 }]);
  const made = answers.flatMap((one) => (one.status === 200 ? [one.body.redemptionId] : []));
  assert.equal(new Set(made).size, tokens.length);
});

test("an undo between two batches gives one use back, and one terminal takes it", async () => {
  const tokens = await previews(await shop.offer(), 6, 3);
  const first = await Promise.all(tokens.map(([one]) => shop.commit(one!, 3800)));
  countAbreast();
  const answers = await inWaves(tokens.flatMap(([, second, third], place) => [
    () => shop.api("POST", `/redemptions/${first[place]!.body.redemptionId}/undo`, {
      reason: "training",
    }),
    () => shop.commit(second!, 3800),
    () => shop.commit(third!, 3800),
  ]));
  for (const place of tokens.keys()) {
    const [undone, ...commits] = answers.slice(place * 3, place * 3 + 3);
    assert.equal(undone!.status, 204);
    assert.ok(commits.filter((one) => one.status === 200).length <= 1);
  }
  const { rows } = await app.databases.ownerPool.query(
    `select v.uses_left, count(r.redemption_id)::int as standing
     from wallet.vouchers v join redemption.redemptions r on r.brand_id = v.brand_id
       and r.right_id = v.voucher_id and r.undone_at is null
     where v.brand_id = $1 group by v.voucher_id, v.uses_left`, [shop.t.brandId],
  );
  for (const row of rows) assert.deepEqual(row, { uses_left: 0, standing: 1 });
});

test("a limit that two batches want together is never passed; a key runs once", async () => {
  const cap = 5;
  const offerId = await shop.offer({
    limits: { redeem: [{ of: "store", per: "day", what: "count", cap }] },
  });
  const tokens = await previews(offerId, 12, 1);
  const { most, begun } = countAbreast(true);
  const keys = tokens.map(() => newId());
  const commit = (place: number) => () =>
    shop.commit(tokens[place]![0]!, 3800, { key: keys[place]! });
  const places = [...tokens.keys()];
  const early = places.slice(0, 6).map((place) => commit(place)());
  await begun;
  const rest = await inWaves([...places.slice(6), ...places].map(commit));
  const answers = [...(await Promise.all(early)), ...rest];
  assert.equal(most(), 2);
  const ids = answers.flatMap((one) => (one.status === 200 ? [one.body.redemptionId] : []));
  assert.equal(new Set(ids).size, cap);
  const refused = answers.filter((one) => one.status !== 200).map(codeOf);
  assert.deepEqual([...new Set(refused)], ["limit_store_day_count"]);
});
