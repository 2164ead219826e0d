import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startTestApp, type TestApp } from "#tests/support/app.ts";

let app: TestApp;
before(async () => {
  app = await startTestApp();
});
after(() => app.close());

test("the API can be read: document, page, its script, and every error", async () => {
  const document = await app.request("GET", "/api/openapi.json");
  assert.equal(document.body.openapi, "3.1.0");
  assert.ok(document.body.paths["/{brand}/api/offers/{offerId}/claim"].post);
  const page = await app.request("GET", "/api/docs");
  const script = /<script src="([^"]+)"/.exec(String(page.body))?.[1] ?? "";
  const loaded = await app.request("GET", script);
  assert.equal(loaded.status, 200);
  assert.ok(String(loaded.body).length > 1_000_000);
  const errors = await app.request("GET", "/api/errors");
  assert.match(String(errors.body), /id="voucher_used"/);
});

test("the page of the API asks no other host", async () => {
  const page = await app.request("GET", "/api/docs");
  const policy = String(page.headers["content-security-policy"]);
  assert.match(policy, /default-src 'none'/);
  assert.doesNotMatch(policy, /https?:|\*/);
});
