import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startTestApp, type TestApp } from "#tests/support/app.ts";

let app: TestApp;
before(async () => {
  app = await startTestApp();
});
after(() => app.close());

test("the owner of a new brand is signed in and sees it", async () => {
  const t = await app.brand();
  const { status, body } = await t.api("GET", "/api/session");
  assert.equal(status, 200, JSON.stringify(body));
  assert.equal(body.brands[0].key, t.key);
});
