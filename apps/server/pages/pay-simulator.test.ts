import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { ok, orderingBrand, tradeOf } from "#tests/support/orders.ts";

let app: TestApp;

before(async () => {
  app = await startTestApp();
});
after(() => app.close());

const form = { "content-type": "application/x-www-form-urlencoded" };

test("its page shows the sum, takes the payment once and leads back", async () => {
  const shop = await orderingBrand(app);
  const member = await shop.member();
  const { orderId } = await shop.ordered(member, [["RED", 1]], 20_000);
  const { link } = ok(await shop.pay(member, orderId));
  const url = `/pay-simulator/${tradeOf(link)}`;
  const shown = await app.fastify.inject({ method: "GET", url });
  assert.equal(shown.statusCode, 200);
  assert.match(shown.body, /200\.00/);
  const paid = await app.fastify.inject({ method: "POST", url, headers: form, payload: "" });
  assert.equal(paid.statusCode, 303);
  assert.match(String(paid.headers.location), new RegExp(`/orders/${orderId}$`));
  await app.payments.simulator.settled();
  assert.equal((await shop.order(orderId)).state, "paid");
  const again = await app.fastify.inject({ method: "GET", url });
  assert.doesNotMatch(again.body, /<button>/);
});

test("no other route takes a form, and an unknown trade is no page", async () => {
  const shop = await orderingBrand(app);
  const url = `/${shop.t.key}/api/sign-in/code`;
  const refused = await app.fastify.inject({ method: "POST", url, headers: form, payload: "a=b" });
  assert.equal(refused.statusCode, 415);
  const none = await app.fastify.inject({ method: "GET", url: "/pay-simulator/1" });
  assert.equal(none.statusCode, 404);
});
