import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { newId } from "#platform/ids.ts";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { loopBrand, type LoopBrand, type LoopMember } from "#tests/support/loop.ts";

let app: TestApp;
let shop: LoopBrand;
let members: LoopMember[];

before(async () => {
  app = await startTestApp();
  shop = await loopBrand(app);
  members = [];
  for (let count = 0; count < 24; count++) members.push(await shop.member());
});
after(() => app.close());

function claim(offerId: string, member: LoopMember | null, key = newId(), headers = {}) {
  const path = `/${shop.t.key}/api/offers/${offerId}/claim`;
  const cookie = member ? { cookie: member.cookie } : {};
  return app.request("POST", path, {}, { ...cookie, key, headers });
}

async function count(sqlText: string, ...more: unknown[]): Promise<number> {
  const { rows } = await app.databases.ownerPool.query(sqlText, [shop.t.brandId, ...more]);
  return Number(rows[0].count);
}
const vouchersOf = (offerId: string) =>
  count("select count(*) from wallet.vouchers where brand_id = $1 and offer_id = $2", offerId);

test("members who claim together get exactly what there is, each its own answer", async () => {
  const offerId = await shop.offer({ totalStock: 10, perMember: 1 });
  const events = () => count("select count(*) from platform.journal where brand_id = $1");
  const before = await events();
  const answers = await Promise.all(members.map((member) => claim(offerId, member)));
  const granted = answers.filter((answer) => answer.status === 200);
  assert.equal(granted.length, 10);
  assert.equal(new Set(granted.map((answer) => answer.body.voucherId)).size, 10);
  const refused = answers.filter((answer) => answer.status !== 200);
  const codes = new Set(refused.map(({ body }) => body.code));
  assert.deepEqual([...codes], ["offer_sold_out"]);
  assert.equal(await vouchersOf(offerId), 10);
  assert.equal(await events(), before + 10);
  for (const [index, answer] of answers.entries()) {
    if (answer.status !== 200) continue;
    const owner = await count(
      `select count(*) from wallet.vouchers
       where brand_id = $1 and voucher_id = $2 and member_id = $3`,
      answer.body.voucherId,
      members[index]!.memberId,
    );
    assert.equal(owner, 1);
  }
});

test("a key that comes again, also at the same moment, is the same claim", async () => {
  const offerId = await shop.offer({ totalStock: 50, perMember: 5 });
  const [member] = members;
  const key = newId();
  const answers = await Promise.all(Array.from({ length: 6 }, () => claim(offerId, member!, key)));
  answers.push(await claim(offerId, member!, key));
  assert.equal(new Set(answers.map((answer) => answer.body.voucherId)).size, 1);
  assert.equal(answers.filter((answer) => answer.headers["idempotency-replayed"]).length, 6);
  assert.equal(await vouchersOf(offerId), 1);
  const other = await shop.offer();
  assert.equal((await claim(other, member!, key)).body.code, "idempotency_key_reused");
});

test("who is not signed in, or has no key, is refused alone", async () => {
  const offerId = await shop.offer({ totalStock: 50, perMember: 1 });
  const path = `/${shop.t.key}/api/offers/${offerId}/claim`;
  const [nobody, noKey, ...good] = await Promise.all([
    claim(offerId, null),
    app.request("POST", path, {}, { cookie: members[0]!.cookie, key: "short" }),
    claim(offerId, members[1]!),
    claim(offerId, members[2]!),
  ]);
  assert.equal(nobody.status, 401);
  assert.equal(noKey.body.code, "idempotency_key_missing");
  assert.deepEqual(good.map((answer) => answer.status), [200, 200]);
});

test("claims of several offers in one batch are decided apart", async () => {
  const [open, gone] = [await shop.offer({ totalStock: 9 }), await shop.offer({ totalStock: 1 })];
  await claim(gone, members[5]!);
  const paused = await shop.offer();
  await shop.api("POST", `/offers/${paused}/pause`);
  const answers = await Promise.all(
    [open, gone, paused, newId(), open].map((offerId, n) => claim(offerId, members[n]!)),
  );
  assert.deepEqual(answers.map(({ status, body }) => (status === 200 ? "yes" : body.code)), [
    "yes", "offer_sold_out", "offer_not_published", "offer_not_found", "yes",
  ]);
});

test("sold out is said from memory to a first attempt, not to one that may have won", async () => {
  const offerId = await shop.offer({ totalStock: 1 });
  const [winner, loser] = members;
  const key = newId();
  assert.equal((await claim(offerId, winner!, key)).status, 200);
  assert.equal((await claim(offerId, loser!)).body.code, "offer_sold_out");
  const first = { "bihuan-attempt": "1" };
  for (const [lang, title] of [["zh", /领完/], ["en", /claimed|gone|sold/i]] as const) {
    const headers = { ...first, "accept-language": lang };
    const said = await claim(offerId, null, newId(), headers);
    assert.equal(said.status, 409);
    assert.equal(said.body.code, "offer_sold_out");
    assert.match(said.body.title, title);
    assert.match(said.body.requestId, /^[0-9a-f-]{36}$/);
    assert.match(String(said.headers["content-type"]), /^application\/problem\+json/);
  }
  assert.equal((await claim(offerId, winner!, key)).status, 200);
  assert.equal((await claim(offerId, winner!, key, { "bihuan-attempt": "2" })).status, 200);
});

test("who is faster between a batch's look and its commit is not overshot", async () => {
  const offerId = await shop.offer({ totalStock: 10, perMember: 1 });
  await claim(offerId, members[0]!);
  const other = await app.databases.ownerPool.connect();
  try {
    await other.query("begin");
    await other.query(
      "update limits.counters set used = used + 7 where brand_id = $1 and key = $2",
      [shop.t.brandId, `offer:${offerId}:stock`],
    );
    const asked = Promise.all(members.slice(0, 6).map((member) => claim(offerId, member)));
    await app.untilBlocked();
    await other.query("commit");
    const answers = await asked;
    assert.deepEqual(answers.map(({ status, body }) => (status === 200 ? "yes" : body.code)), [
      "offer_member_limit", "yes", "yes", "offer_sold_out", "offer_sold_out", "offer_sold_out",
    ]);
    assert.equal(await vouchersOf(offerId), 3);
    const used = await count(
      "select used as count from limits.counters where brand_id = $1 and key = $2",
      `offer:${offerId}:stock`,
    );
    assert.equal(used, 10);
  } finally {
    other.release();
  }
});

test("a batch holds no row that others want while it works: only its commit does", async () => {
  const offerId = await shop.offer({ totalStock: 1_000, perMember: 12 });
  // Batches that were disappointed go without hope for a second.
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  const seen = new Set<string>();
  let over = false;
  const watch = (async () => {
    while (!over) {
      const { rows } = await app.databases.ownerPool.query(`select a.query from pg_locks l
        join pg_stat_activity a using (pid) join pg_class c on c.oid = l.relation
        where a.datname = current_database() and c.relname = 'counters'
          and l.mode = 'RowExclusiveLock' and a.state like 'idle in%'`);
      for (const row of rows) seen.add(row.query);
    }
  })();
  for (let round = 0; round < 12; round++) {
    const answers = await Promise.all(members.map((member) => claim(offerId, member)));
    assert.ok(answers.every(({ status }) => status === 200));
  }
  over = true;
  await watch;
  assert.deepEqual([...seen], []);
});
