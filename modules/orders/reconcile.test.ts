import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { balanceOf } from "#modules/wallet/index.ts";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { ok, orderingBrand, type OrderingBrand } from "#tests/support/orders.ts";
import { verifyLedger } from "#tests/support/verify.ts";

let app: TestApp;
let shop: OrderingBrand;

before(async () => {
  app = await startTestApp();
  shop = await orderingBrand(app);
});
after(() => app.close());

const day = (shift: number): string =>
  Temporal.Now.zonedDateTimeISO("Asia/Shanghai").toPlainDate().add({ days: shift }).toString();

const reconcile = (statement: string, more: object = {}) =>
  shop.api("POST", "/payment-statements/reconcile", {
    provider: "simulator", fromDay: day(-1), toDay: day(1), statement, ...more,
  });

test("a statement that fits has no difference; each kind of difference is named", async () => {
  const member = await shop.member();
  const first = await shop.paid(member, [["RED", 1]], 20_000);
  await shop.paid(member, [["TEA", 1]], 10_000);
  const whole = app.payments.simulator.statement();
  const fits = ok(await reconcile(whole));
  assert.deepEqual(
    [fits.matched, fits.oursMinor, fits.theirsMinor, fits.differences],
    [2, 30_000, 30_000, []],
  );
  const lines = whole.trim().split("\n");
  const one = lines.find((line) => line.includes(first.number)) ?? "";
  const other = ok(await reconcile(whole.replace(",20000,", ",19000,")));
  assert.deepEqual(
    other.differences.map((d: { what: string; oursMinor: number; theirsMinor: number }) =>
      [d.what, d.oursMinor, d.theirsMinor]),
    [["amount_differs", 20_000, 19_000]],
  );
  const without = ok(await reconcile(`${lines.filter((line) => line !== one).join("\n")}\n`));
  assert.equal(without.differences[0].what, "missing_there");
  assert.equal(without.differences[0].orderId, first.orderId);
  const more = ok(await reconcile(`${whole}payment,99999999999999,S1,500,CNY,3\n`));
  assert.equal(more.differences[0].what, "missing_here");
  assert.equal((await reconcile(`${whole}nonsense\n`)).body.code, "statement_unreadable");
  // Charged twice: one of the two is nobody's.
  const twice = ok(await reconcile(`${whole}${one}\n`));
  assert.deepEqual(
    twice.differences.map((d: { what: string; orderId: string }) => [d.what, d.orderId]),
    [["repeated", first.orderId]],
  );
  assert.deepEqual([twice.matched, twice.oursMinor, twice.theirsMinor], [2, 30_000, 50_000]);
});

test("a statement is compared with the ledger, whatever the payment's row says", async () => {
  const member = await shop.member();
  const { number } = await shop.paid(member, [["TEA", 1]], 10_000);
  const owner = app.databases.ownerPool;
  const { rows: [payment] } = await owner.query(
    `select p.payment_id, p.trade_no from orders.payments p join orders.orders o
       on o.brand_id = p.brand_id and o.order_id = p.order_id
     where o.number = $1 and o.brand_id = $2`,
    [number, shop.t.brandId],
  );
  const say = (minor: number) => owner.query(
    "update orders.payments set amount_minor = $2 where payment_id = $1",
    [payment.payment_id, minor],
  );
  await say(9_999);
  const whole = app.payments.simulator.statement();
  const found = ok(await reconcile(whole));
  assert.deepEqual(found.differences, [], "the ledger has 100.00");
  await say(10_000);
});

test("the statement of the day can be fetched, for this brand alone, and fits", async () => {
  const other = await orderingBrand(app);
  await other.paid(await other.member(), [["RED", 1]], 20_000);
  const days = `fromDay=${day(-1)}&toDay=${day(1)}`;
  const file = await shop.api("GET", `/payment-statements/simulator?${days}`);
  assert.equal(file.status, 200);
  const fits = ok(await reconcile(String(file.body)));
  assert.deepEqual([fits.matched, fits.differences], [3, []]);
  const before = await shop.api("GET",
    `/payment-statements/simulator?fromDay=${day(-9)}&toDay=${day(-8)}`);
  assert.equal(String(before.body).trim().split("\n").length, 1);
  const unknown = await shop.api("GET", `/payment-statements/alipay?${days}`);
  assert.equal(unknown.body.code, "payment_provider_unknown");
});

test("what the provider kept is booked once a line, of lines that agree", async () => {
  const own = await orderingBrand(app);
  const member = await own.member();
  const first = await own.paid(member, [["RED", 1]], 20_000);
  await own.paid(member, [["TEA", 1]], 10_000);
  const days = `fromDay=${day(-1)}&toDay=${day(1)}`;
  const file = String((await own.api("GET", `/payment-statements/simulator?${days}`)).body);
  const check = async (statement: string) => ok(await own.api(
    "POST", "/payment-statements/reconcile",
    { provider: "simulator", fromDay: day(-1), toDay: day(1), statement },
  ));
  const held = () => own.t.ctx(async (ctx) => {
    const brand = { ownerKind: "brand", ownerId: own.t.brandId } as const;
    return [
      await balanceOf(ctx, { kind: "at_provider", ...brand }),
      await balanceOf(ctx, { kind: "provider_fees", ...brand }),
    ];
  });
  // Of a line that differs no fee is booked: it is not known whose it is.
  const wrong = await check(file.replace(",20000,", ",19000,"));
  assert.deepEqual(wrong.fees, { feesMinor: 60, newMinor: 60, newLines: 1 });
  assert.deepEqual(await held(), [29_940, 60]);
  const [one, two] = await Promise.all([check(file), check(file)]);
  assert.deepEqual([one.fees.feesMinor, two.fees.feesMinor], [180, 180]);
  assert.deepEqual(await held(), [29_820, 180]);
  assert.deepEqual((await check(file)).fees, { feesMinor: 180, newMinor: 0, newLines: 0 });
  // Another fee for what was booked is told, and changes nothing.
  const other = await check(file.replace(",CNY,120\n", ",CNY,130\n"));
  assert.deepEqual(
    other.differences.map((d: Record<string, unknown>) =>
      [d.what, d.oursMinor, d.theirsMinor, d.orderId]),
    [["fee_differs", 120, 130, first.orderId]],
  );
  assert.deepEqual(await held(), [29_820, 180]);
  assert.equal((await shop.api("POST", "/payment-statements/reconcile", {
    provider: "simulator", fromDay: day(0), toDay: day(0),
    statement: file.replace(",CNY,120", ",CNY"),
  })).body.code, "statement_unreadable");
  await verifyLedger(app, own.t.brandId);
});
