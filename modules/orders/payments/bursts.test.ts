import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { ok, orderingBrand, type OrderingBrand } from "#tests/support/orders.ts";
import { paymentSimulator } from "#tests/support/payments.ts";
import { wirePayments } from "../ports.ts";

let app: TestApp;
let shop: OrderingBrand;
let folder: string;

before(async () => {
  app = await startTestApp();
  shop = await orderingBrand(app);
  folder = await mkdtemp(path.join(tmpdir(), "bihuan-bursts-"));
});
after(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

/** A provider whose notices get lost. */
const silent = () =>
  paymentSimulator({
    folder,
    nasty: { delayMs: [0, 0], repeats: 0, loses: 0, forges: 0 },
    deliver: async () => undefined,
  });

/** How many connections the app's pool opens while `run` runs. */
async function connectionsOf(run: () => Promise<unknown>): Promise<number> {
  let count = 0;
  const opened = () => void count++;
  app.databases.appPool.on("connect", opened);
  await run();
  app.databases.appPool.off("connect", opened);
  return count;
}

async function times(count: number, run: () => Promise<unknown>): Promise<void> {
  for (let time = 0; time < count; time++) await run();
}

test("a refusal costs no connection: sold out, forged, not signed in, paid already", async () => {
  const member = await shop.member();
  const { orderId } = await shop.paid(member, [["RED", 1]], 20_000);
  const notices = `/${shop.t.key}/api/payment-notices/simulator`;
  const forge = () => app.request("POST", notices, {});
  const unsigned = () => app.request("POST", `/${shop.t.key}/api/orders/${orderId}/payments`, {
    provider: "simulator", method: "link",
  });
  const cases: readonly [status: number, ask: () => Promise<{ readonly status: number }>][] = [
    [409, () => shop.place(member, [["RED", 1]], 1)],
    [401, forge],
    [401, unsigned],
    [409, () => shop.pay(member, orderId)],
  ];
  for (const [status, ask] of cases) {
    assert.equal((await ask()).status, status);
    assert.equal(await connectionsOf(() => times(5, ask)), 0);
  }
});

test("a code that pays at once and its notice do not wait for each other crosswise", async () => {
  const simulator = silent();
  const pool = app.databases.ownerPool;
  const release = Promise.withResolvers<void>();
  const member = await shop.member();
  const { orderId } = await shop.ordered(member, [["RED", 1]], 20_000);
  let notice: Promise<void> | undefined;
  const asNotice = async () => {
    const client = await pool.connect();
    try {
      await client.query("begin");
      await client.query("select 1 from orders.orders where order_id = $1 for update", [orderId]);
      release.resolve();
      await new Promise((resolve) => setTimeout(resolve, 300));
      await client.query("select 1 from orders.payments where order_id = $1 for update", [orderId]);
      await client.query("commit");
    } finally {
      client.release(true);
    }
  };
  wirePayments(() => [{
    ...simulator.provider,
    async start(ask) {
      await simulator.provider.start(ask);
      simulator.pay(ask.tradeNo);
      notice = asNotice();
      await release.promise;
      return simulator.provider.start(ask);
    },
  }]);
  assert.equal(ok(await shop.pay(member, orderId)).state, "paid");
  await notice;
});

async function count(text: string, values: unknown[] = []): Promise<number> {
  const { rows } = await app.databases.ownerPool.query(`select count(*)::int as n ${text}`, values);
  return rows[0].n;
}

test("the last goods go to as many as there are, and the answer is what is read", async () => {
  await shop.stock("CUP", 3);
  const members = await Promise.all(Array.from({ length: 6 }, () => shop.member()));
  const answers = await Promise.all(members.map((one) => shop.place(one, [["CUP", 1]], 5_000)));
  assert.deepEqual(answers.map((one) => one.status).toSorted(), [201, 201, 201, 409, 409, 409]);
  assert.deepEqual(await shop.stockOf("CUP"), [3, 3]);
  const at = answers.findIndex((one) => one.status === 201);
  const placed = answers[at]!.body;
  const read = ok(await shop.shop(members[at]!, "GET", `/orders/${placed.orderId}`));
  assert.deepEqual(placed, read);
});

test("what waits for the commit and fails leaves nothing, and may be tried again", async () => {
  await shop.stock("CUP", 10);
  const member = await shop.member();
  const place = () => app.request("POST", `/${shop.t.key}/api/orders`, {
    storeId: shop.first,
    paymentKind: "online",
    lines: shop.linesOf([["CUP", 1]]),
    expectedTotalMinor: 5_000,
  }, { cookie: member.cookie, key: "the-same-key-again" });
  const { ownerPool } = app.databases;
  await ownerPool.query(`create function catalogue.fail() returns trigger language plpgsql as
    $$ begin raise exception 'no' using errcode = '40P01'; end $$;
    create trigger fail before insert on catalogue.reservations
      for each row execute function catalogue.fail()`);
  const events = await count("from platform.journal");
  const orders = await count("from orders.orders");
  const failed = await place();
  assert.equal(failed.status, 503);
  assert.equal(await count("from platform.journal"), events);
  assert.equal(await count("from orders.orders"), orders);
  await ownerPool.query("drop function catalogue.fail() cascade");
  const four = await Promise.all(Array.from({ length: 4 }, place));
  assert.equal(new Set(four.map((one) => one.body.orderId)).size, 1);
  assert.equal(await count("from orders.orders"), orders + 1);
});

test("a column that a migration adds meanwhile costs a repetition, and not each time", async () => {
  wirePayments(() => [silent().provider]);
  const member = await shop.member();
  const orders = await Promise.all(Array.from({ length: 4 }, () =>
    shop.ordered(member, [["RED", 1]], 20_000)));
  const payAll = () => Promise.all(orders.map(({ orderId }) => shop.pay(member, orderId)));
  await payAll();
  await payAll();
  await app.databases.ownerPool.query("alter table orders.orders add column later int");
  const first = await shop.pay(member, orders[0]!.orderId);
  assert.deepEqual([first.status, first.body.code], [503, "temporarily_unavailable"]);
  assert.deepEqual((await payAll()).map((one) => one.status), [200, 200, 200, 200]);
});
