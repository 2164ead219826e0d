import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { ok, orderingBrand, type OrderingBrand } from "#tests/support/orders.ts";

let app: TestApp;
let shop: OrderingBrand;

before(async () => {
  app = await startTestApp();
  shop = await orderingBrand(app);
});
after(() => app.close());

test("an order that is paid while it is read is answered as it was before, whole", async () => {
  const member = await shop.member();
  const { orderId } = await shop.ordered(member, [["RED", 1]], 20_000);
  ok(await shop.pay(member, orderId));
  const payer = await app.databases.ownerPool.connect();
  try {
    await payer.query("begin");
    // the order is read first and goes on to its payments, which are not to be had
    await payer.query("lock table orders.payments in access exclusive mode");
    const reading = shop.shop(member, "GET", `/orders/${orderId}`);
    await app.untilBlocked();
    await payer.query("update orders.orders set state = 'paid' where order_id = $1", [orderId]);
    await payer.query(
      "update orders.payments set state = 'paid', ended_at = now() where order_id = $1", [orderId],
    );
    await payer.query("commit");
    const { state, payments, steps } = ok(await reading);
    assert.equal(state, "awaiting_payment");
    assert.ok(steps.includes("pay"));
    assert.deepEqual(payments.map((one: { state: string }) => one.state), ["started"]);
  } finally {
    await payer.query("rollback");
    payer.release();
  }
});
