import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import fc from "fast-check";
import { moveUnit } from "#modules/organisation/index.ts";
import { tablesOf } from "#platform/context.ts";
import { newId } from "#platform/ids.ts";
import { emit } from "#platform/journal.ts";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { type LoopBrand, loopBrand, type LoopMember } from "#tests/support/loop.ts";
import { ok, settings } from "#tests/support/stored.ts";
import { payFromStoredValue, returnToStoredValue, verifyLedger } from "#modules/wallet/index.ts";
import { statementCsv } from "./statement-csv.ts";
import type { SettlementTables } from "./tables.ts";
import { verifySettlement } from "./verify-settlement.ts";

let app: TestApp;
let shop: LoopBrand;
let hash: string;

before(async () => {
  app = await startTestApp();
});
afterEach(async () => {
  app.setNow(null);
  const { ownerPool } = app.databases;
  assert.equal((await verifyLedger(ownerPool, shop.t.brandId)).wrong, null);
  assert.equal((await verifySettlement(ownerPool, shop.t.brandId)).wrong, null);
});
after(() => app.close());

async function fresh(): Promise<void> {
  shop = await loopBrand(app);
  hash = ok(await shop.api("PUT", "/stored-value/settings", settings)).contract.hash;
}

const month = () => Temporal.Now.plainDateISO("Asia/Shanghai").toPlainYearMonth().toString();

interface Statement {
  readonly closedAt: number | null;
  readonly units: { unit: { name: string }; netMinor: number }[];
  readonly payments: {
    paymentId: string | null;
    from: { name: string };
    to: { name: string };
    amountMinor: number;
    paidAt: number | null;
  }[];
}

async function statement(period = month()): Promise<Statement> {
  await app.settle();
  return ok(await shop.api("GET", `/clearing/statements/${period}`));
}

/** Units by name with what they are owed (−: owe), sum zero; who pays whom. */
async function told(period = month()) {
  const { units, payments } = await statement(period);
  assert.equal(units.reduce((sum, one) => sum + one.netMinor, 0), 0);
  const nets = Object.fromEntries(
    units.filter((one) => one.netMinor !== 0).map((one) => [one.unit.name, one.netMinor]),
  );
  const pays = payments.map((one) => `${one.from.name} → ${one.to.name} ${one.amountMinor}`);
  return { nets, pays: pays.sort() };
}

/** The nets with the brand's own unit called 品牌. */
async function named(): Promise<Record<string, number>> {
  const { nets } = await told();
  return Object.fromEntries(
    Object.entries(nets).map(([name, net]) => [name.startsWith("品牌") ? "品牌" : name, net]),
  );
}

const source = { campaignId: null, channelId: null, sourceCodeId: null };

async function redeemed(offerId: string, storeId: string, from: string | null = null) {
  // A hundred members sign in from one address here.
  await app.databases.ownerPool.query("delete from platform.throttle");
  const member = await shop.member();
  const { voucherId } = ok(await shop.claim(member, offerId, from));
  const { link } = await shop.show(member, voucherId);
  const { prepareToken } = ok(await shop.prepare(link, storeId));
  const done: { redemptionId: string } = ok(await shop.commit(prepareToken, 8_000));
  return done.redemptionId;
}

const undo = async (redemptionId: string) =>
  ok(await shop.api("POST", `/redemptions/${redemptionId}/undo`, { reason: "training" }), 204);

async function toppedUp(storeId: string, payMinor = 50_000): Promise<LoopMember> {
  const member = await shop.member();
  const body = { storeId, payMinor, method: "cash", contractHash: hash };
  ok(await shop.api("POST", `/members/${member.memberId}/top-ups`, body), 201);
  return member;
}

async function paid({ memberId }: LoopMember, storeId: string, amountMinor: number) {
  const orderId = newId();
  const input = { orderId, memberId, storeId, amountMinor, key: orderId };
  await shop.t.ctx((ctx) => payFromStoredValue(ctx, input));
  return orderId;
}

const payers = (...shares: [party: string, bps: number][]) => ({
  payers: shares.map(([party, bps]) => ({ party, bps })),
});

// A voucher of 10 yuan: whose it is, who bears it, where it is redeemed, and who owes what then.
test("who pays for a voucher", async () => {
  await fresh();
  const { root, east, first, second, far } = shop;
  const rows = [
    // offer of, borne by                             given by  redeemed at  who owes whom
    [root,  [["group", 10_000]],                      null,     first,  ["品牌 → 一号店 1000"]],
    [root,  [["store", 10_000]],                      null,     first,  []],
    [root,  [["store", 10_000]],                      first,    first,  []],
    [root,  [["store", 10_000]],                      first,    second, ["一号店 → 二号店 1000"]],
    [root,  [["group", 6_000], ["store", 4_000]],     null,     first,  ["品牌 → 一号店 600"]],
    [root,  [["group", 6_000], ["store", 4_000]],     far,      first,
      ["三号店 → 一号店 400", "品牌 → 一号店 600"]],
    [root,  [["region", 10_000]],                     null,     far,    ["西城 → 三号店 1000"]],
    [east,  [["region", 10_000]],                     null,     first,  ["东城 → 一号店 1000"]],
    [first, [["store", 10_000]],                      null,     first,  []],
    [root,  [["supplier", 10_000]],                   null,     first,  ["品牌 → 一号店 1000"]],
  ] as const;
  for (const [unitId, shares, from, storeId, expected] of rows) {
    const draft = payers(...(shares as unknown as [string, number][]));
    const id = await redeemed(await shop.offer(draft, unitId), storeId, from);
    const { pays } = await told();
    assert.deepEqual(pays.map((one) => one.replace(/^品牌t\w+/, "品牌")), expected);
    await undo(id);
    assert.deepEqual((await told()).pays, []);
  }
});

test("an undo after a move of the store takes back from the same units", async () => {
  await fresh();
  const offerId = await shop.offer(payers(["region", 10_000]));
  const id = await redeemed(offerId, shop.first);
  assert.deepEqual((await told()).nets, { 一号店: 1_000, 东城: -1_000 });
  await shop.t.ctx((ctx) => moveUnit(ctx, { unitId: shop.first, parentId: shop.west }));
  await undo(id);
  assert.deepEqual((await told()).nets, {});
  await redeemed(offerId, shop.first);
  assert.deepEqual((await told()).nets, { 一号店: 1_000, 西城: -1_000 });
});

test("what is told together: each redemption a line, an undo of one of them its own", async () => {
  await fresh();
  const offerId = await shop.offer(payers(["group", 6_000], ["region", 4_000]));
  const first = await redeemed(offerId, shop.first);
  await redeemed(offerId, shop.far);
  await undo(first);
  await redeemed(offerId, shop.second);
  assert.deepEqual(await named(), {
    品牌: -1_200, 东城: -400, 西城: -400, 二号店: 1_000, 三号店: 1_000,
  });
  const { rows } = await app.databases.ownerPool.query(
    `select count(*)::int as lines, count(distinct d.event_id)::int as events,
       count(e.entry_id)::int as entries
     from settlement.debts d left join wallet.entries e on e.brand_id = d.brand_id
       and e.posting_key = 'clear:' || d.event_id || ':' || d.place
       and e.occurred_at = d.occurred_at
     where d.brand_id = $1`, [shop.t.brandId],
  );
  assert.deepEqual(rows, [{ lines: 8, events: 4, entries: 8 }]);
});

test("stored value: who took the money in pays where it is spent, oldest first", async () => {
  await fresh();
  const member = await toppedUp(shop.first);
  const body = { storeId: shop.far, payMinor: 50_000, method: "cash" };
  ok(await shop.api("POST", `/members/${member.memberId}/top-ups`, body), 201);
  const orderId = await paid(member, shop.second, 70_000);
  // Bonus of both first (5,000 each), then 50,000 of the first and 10,000 of the other's principal.
  assert.deepEqual((await told()).pays, ["一号店 → 二号店 55000", "三号店 → 二号店 15000"]);
  const back = (amountMinor: number, key: string) => shop.t.ctx((ctx) =>
    returnToStoredValue(ctx, { orderId, memberId: member.memberId, amountMinor, key }));
  await back(20_000, "a");
  assert.deepEqual((await told()).pays, ["一号店 → 二号店 45000", "三号店 → 二号店 5000"]);
  await back(50_000, "b");
  assert.deepEqual((await told()).nets, {});
});

test("a closed period is fixed: what comes later stands in the next one", async () => {
  await fresh();
  const offerId = await shop.offer(payers(["group", 10_000]));
  const id = await redeemed(offerId, shop.first);
  const period = month();
  const close = () => shop.api("POST", `/clearing/statements/${period}/close`);
  await app.settle();
  assert.equal((await close()).body.code, "period_not_over");
  const next = Temporal.PlainYearMonth.from(period).add({ months: 1 });
  const later = next.toPlainDate({ day: 3 }).toZonedDateTime("Asia/Shanghai").toInstant();
  app.setNow(later);
  ok(await close(), 204);
  assert.equal((await close()).body.code, "period_closed");
  const fixed = await statement(period);
  assert.ok(fixed.closedAt);
  const [payment] = fixed.payments;
  assert.equal(payment?.amountMinor, 1_000);
  app.setNow(null);
  await undo(id);
  assert.deepEqual((await statement(period)).payments, fixed.payments);
  assert.deepEqual((await told(next.toString())).nets[`一号店`], -1_000);
  const pay = () => shop.api("POST", `/clearing/payments/${payment!.paymentId}/paid`, {
    note: "转账",
  });
  ok(await pay(), 204);
  assert.equal((await pay()).body.code, "clearing_payment_not_found");
  assert.ok((await statement(period)).payments[0]!.paidAt);
});

test("a line opens to its event and its cause; the file has a row a line", async () => {
  await fresh();
  const id = await redeemed(await shop.offer(payers(["group", 10_000])), shop.first);
  await undo(id);
  await app.settle();
  const path = `/clearing/statements/${month()}`;
  const { items } = ok(await shop.api("GET", `${path}/lines`));
  assert.deepEqual(
    items.map((one: Record<string, unknown>) => [one.causeKind, one.causeId, one.amountMinor]),
    [["redemption", id, -1_000], ["redemption", id, 1_000]],
  );
  const file = await shop.api("GET", `${path}/lines.csv`);
  assert.equal(String(file.body).trim().split("\r\n").length, 3);
  assert.match(String(file.body), /-10\.00/);
});

test("the file of a large month is read page by page while it is sent", async () => {
  await fresh();
  const { t, first, root } = shop;
  await t.ctx(async (ctx) => {
    const lines = Array.from({ length: 450 }, (_one, place) => ({
      brand_id: t.brandId, debt_id: newId(), event_id: newId(), place, kind: "offer" as const,
      cause_kind: "order" as const, cause_id: newId(), offer_id: null, party: "group",
      debtor_unit_id: root, creditor_unit_id: first, amount_minor: 100 + place,
      occurred_at: ctx.now, period: "2001-01",
    }));
    await tablesOf<SettlementTables>(ctx).insertInto("settlement.debts").values(lines).execute();
  });
  const file = await shop.api("GET", "/clearing/statements/2001-01/lines.csv");
  const [, ...rows] = String(file.body).trim().split("\r\n");
  assert.equal(new Set(rows).size, 450);
  assert.match(rows[0]!, /品牌.*,一号店,优惠,订单,.*,5\.49,/);
  // Half read, the reader leaves: nothing is held, and what was not asked for was not read.
  const { appPool: pool } = app.databases;
  const busy = () => pool.totalCount - pool.idleCount;
  const before = busy();
  const seen: string[] = [];
  const ctx = await t.ctx(async (own) => own);
  for await (const text of statementCsv(ctx, "2001-01")) {
    seen.push(text);
    assert.equal(busy(), before);
    break;
  }
  assert.ok(seen.join("").split("\r\n").length < 450);
  await app.databases.ownerPool.query(
    "delete from settlement.debts where brand_id = $1 and period = '2001-01'", [t.brandId]);
});

test("redemptions, uses, returns and moves in any order sum to zero at every step", async () => {
  await fresh();
  const offers = [
    await shop.offer(payers(["group", 3_333], ["region", 3_333], ["store", 3_334])),
    await shop.offer(payers(["store", 10_000])),
  ];
  const member = await toppedUp(shop.first, 200_000);
  const stores = () => [shop.first, shop.second, shop.far] as const;
  const undos: (() => Promise<unknown>)[] = [];
  const step = fc.record({
    act: fc.constantFrom("redeem", "use", "back", "move"),
    at: fc.nat(2),
    which: fc.nat(5),
    amount: fc.integer({ min: 1, max: 3_000 }),
  });
  type Step = { act: string; at: number; which: number; amount: number };
  const run = async (steps: readonly Step[]) => {
    for (const { act, at, which, amount } of steps) {
      const storeId = stores()[at]!;
      if (act === "redeem") {
        const id = await redeemed(offers[which % 2]!, storeId, stores()[which % 3]!);
        undos.push(() => undo(id));
      } else if (act === "use") {
        const orderId = await paid(member, storeId, amount);
        const { memberId } = member;
        undos.push(() => shop.t.ctx((ctx) =>
          returnToStoredValue(ctx, { orderId, memberId, amountMinor: amount, key: "all" })));
      } else if (act === "move") {
        const parentId = which % 2 === 0 ? shop.east : shop.west;
        await shop.t.ctx((ctx) => moveUnit(ctx, { unitId: storeId, parentId })).catch(() => null);
      } else {
        await undos.splice(which % Math.max(1, undos.length), 1)[0]?.();
      }
      await told();
    }
  };
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 8 }), run),
    { numRuns: 4, endOnFailure: true },
  );
  for (const one of undos) await one();
  assert.deepEqual((await told()).nets, {});
});

test("an order's offers and points are cleared when paid up, and back with returns", async () => {
  await fresh();
  const { first, t } = shop;
  const offerId = await shop.offer(payers(["group", 6_000], ["region", 4_000]));
  const orderId = newId();
  const benefits = (group: number, region: number) => [{
    offerId,
    voucherId: null,
    amountMinor: group + region,
    shares: [{ party: "group", amountMinor: group }, { party: "region", amountMinor: region }],
  }];
  const said = (kind: string, payload: Record<string, unknown>) => t.ctx((ctx) =>
    emit(ctx, kind, { unitId: first, payload: { orderId, ...payload } }));
  await said("orders.paid_up", {
    totalMinor: 9_000, moneyMinor: 8_500, storedValueMinor: 0, pointsUsed: 500,
    pointsMinor: 500, benefits: benefits(600, 400), ...source,
  });
  assert.deepEqual(await named(), { 一号店: 1_500, 东城: -400, 品牌: -1_100 });
  await t.ctx((ctx) => moveUnit(ctx, { unitId: first, parentId: shop.west }));
  const back = (pointsMinor: number, group: number, region: number) =>
    said("orders.refund_started", {
      refundId: newId(), amountMinor: 0, moneyMinor: 0, storedValueMinor: 0, points: pointsMinor,
      pointsMinor, benefits: benefits(group, region),
    });
  await back(200, 200, 133);
  assert.deepEqual(await named(), { 一号店: 967, 东城: -267, 品牌: -700 });
  await back(300, 400, 267);
  assert.deepEqual(await named(), {});
});
