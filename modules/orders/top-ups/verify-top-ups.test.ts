import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { newId } from "#platform/ids.ts";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { type LoopBrand, loopBrand } from "#tests/support/loop.ts";
import { ok, settings } from "#tests/support/stored.ts";
import { verifyTopUps } from "./verify-top-ups.ts";

let app: TestApp;
let shop: LoopBrand;
let contractHash: string;

before(async () => {
  app = await startTestApp();
  shop = await loopBrand(app);
  contractHash = ok(await shop.api("PUT", "/stored-value/settings", settings)).contract.hash;
});
after(() => app.close());

/** Topped up at a till, and paid back if asked; answers the ids of both. */
async function toppedUp(refunded: boolean) {
  const member = await shop.member();
  const base = `/members/${member.memberId}`;
  const body = { storeId: shop.first, payMinor: 50_000, method: "cash", contractHash };
  const { topUpId } = ok(await shop.api("POST", `${base}/top-ups`, body), 201);
  const { items: [lot] } = ok(await shop.shop(member, "GET", "/stored-value/lots"));
  if (!refunded) return { topUpId, lotId: lot.lotId, refundId: null };
  const back = { expectedMinor: 50_000, storeId: shop.first };
  const { refundId } = ok(await shop.api("POST", `/stored-lots/${lot.lotId}/refund`, back));
  return { topUpId, lotId: lot.lotId, refundId };
}

const run = (text: string, values: unknown[]) => app.databases.ownerPool.query(text, values);
const verdict = async () =>
  (await verifyTopUps(app.databases.ownerPool, shop.t.brandId)).wrong;

/** What is said while a record is wrong; it is right again afterwards. */
async function saidOf(table: string, idColumn: string, id: string, changes: string) {
  const { rows: [was] } = await run(`select * from ${table} where ${idColumn} = $1`, [id]);
  await run(`update ${table} set ${changes} where ${idColumn} = $1`, [id]);
  const said = await verdict();
  const columns = Object.keys(was);
  await run(
    `update ${table} set (${columns.join(", ")}) = (select ${columns.map((c) => `r.${c}`)}
     from jsonb_populate_record(null::${table}, $2::jsonb) r) where ${idColumn} = $1`,
    [id, JSON.stringify(was)],
  );
  assert.equal(await verdict(), null, "planted and taken out");
  return said;
}

test("money of top-ups is what the ledger moved, what was credited and what left", async () => {
  const kept = await toppedUp(false);
  const { refundId, lotId } = await toppedUp(true);
  assert.equal(await verdict(), null);
  const topUps = (changes: string) =>
    saidOf("orders.top_ups", "top_up_id", kept.topUpId, changes);
  assert.deepEqual(await topUps("pay_minor = 49999"), {
    record: `top-up ${kept.topUpId}`,
    why: "it is paid with 49999, the ledger moved 50000",
  });
  const closed = await topUps("state = 'closed'");
  assert.match(closed!.why, /closed with 50000, the ledger moved 50000/);
  assert.match((await topUps("bonus_minor = 6000"))!.why, /gives 50000 and 6000.*50000 and 5000/);
  const refunds = (changes: string) =>
    saidOf("orders.top_up_refunds", "refund_id", refundId, changes);
  assert.deepEqual(await refunds("state = 'failed'"), {
    record: `refund of a top-up ${refundId}`,
    why: "it is failed with 50000, the ledger paid back 50000",
  });
  assert.match((await refunds("amount_minor = 1"))!.why, /done with 1, the ledger paid back 50000/);
  const lots = (changes: string) => saidOf("wallet.stored_lots", "lot_id", lotId, changes);
  assert.deepEqual(await lots("refunded_minor = 49000"), {
    record: `lot ${lotId}`,
    why: "it paid back 49000, its refunds make 50000",
  });
});

test("an entry of money of which no top-up is known is named", async () => {
  const { topUpId } = await toppedUp(false);
  const { rows: [entry] } = await run(
    "select entry_id from wallet.entries where posting_key = $1", [`top_up_money:${topUpId}`]);
  const renamed = `top_up_money:${newId()}`;
  const rename = (key: string) => run(
    "update wallet.entries set posting_key = $2 where entry_id = $1", [entry.entry_id, key]);
  await rename(renamed);
  assert.match((await verdict())!.why, /paid with 50000, the ledger moved 0/);
  await run("update orders.top_ups set state = 'closed' where top_up_id = $1", [topUpId]);
  await run("update wallet.stored_lots set source = 'gift_card' where source_id = $1", [topUpId]);
  assert.deepEqual(await verdict(), {
    record: `entry ${entry.entry_id}`,
    why: `nothing is known of ${renamed}`,
  });
});
