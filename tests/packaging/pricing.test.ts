import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { root } from "#tests/architecture/sources.ts";
import { consumerOf, examplesOf } from "./packed.ts";

const consumer = consumerOf("pricing");
after(() => consumer.remove());

const readme = readFileSync(join(root, "packages/pricing/README.md"), "utf8");

test("the archive holds JavaScript, declarations and what a reader needs, nothing else", () => {
  const other = consumer.files.filter((file) => !/^(pricing|money)\/.*\.(js|d\.ts)$/.test(file));
  assert.deepEqual(other, ["LICENSE", "NOTICE", "README.md", "package.json"]);
  assert.deepEqual(consumer.files.filter((file) => /test|fixture|oracle|scenario/.test(file)), []);
});

test("it has the repository's version and depends on nothing", () => {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const { manifest } = consumer;
  assert.deepEqual(
    [manifest.name, manifest.version, manifest.license, manifest.sideEffects],
    ["@bihuan/pricing", version, "Apache-2.0", false],
  );
  assert.equal(manifest.dependencies, undefined);
  assert.deepEqual(Object.keys(manifest.exports as object), [
    ".", "./schema", "./money", "./package.json",
  ]);
});

test("the README prices a cart in five lines", async () => {
  const [first] = examplesOf(readme);
  assert.equal(first!.code.trimEnd().split("\n").length, 5);
  assert.deepEqual(await consumer.runJavaScript(first!.code), ["10200"]);
});

test("every example of the README prints what it says, in plain JavaScript", async () => {
  for (const { code, prints } of examplesOf(readme)) {
    assert.ok(prints.length > 0, `says nothing of what it prints:\n${code}`);
    assert.deepEqual(await consumer.runJavaScript(code), prints);
  }
});

test("what is not exported cannot be imported", async () => {
  await assert.rejects(
    consumer.runJavaScript('import "@bihuan/pricing/pricing/search.js";'),
    /ERR_PACKAGE_PATH_NOT_EXPORTED/,
  );
});

test("money is there, the schemas ask for their peer", async () => {
  const money = 'import { splitByShares } from "@bihuan/pricing/money";\n'
    + "process.stdout.write(`${splitByShares(100, [1, 1, 1])}\\n`);";
  assert.deepEqual(await consumer.runJavaScript(money), ["34,33,33"]);
  await assert.rejects(
    consumer.runJavaScript('import "@bihuan/pricing/schema";'),
    /Cannot find package 'typebox'/,
  );
});

const typed = `
import { price, refund } from "@bihuan/pricing";
import type { Cart, Offer, Priced, PricedOrder } from "@bihuan/pricing";
const offer: Offer = {
  offerId: "half", name: "Half", category: "item", trigger: "automatic", sinceMs: 0, scope: {},
  when: {}, payers: [{ party: "group", bps: 10000 }], benefit: { kind: "nth_off", n: 2, bps: 5000 },
};
const cart: Cart = { currency: "CNY", lines: [] };
export const priced: Priced = price(cart, [offer], {}, { atMs: 0, weekday: 4, minuteOfDay: 0 });
export const due: number = priced.payable.dueMinor;
// @ts-expect-error: there is no such benefit.
export const wrong: Offer = { ...offer, benefit: { kind: "nth_of", n: 2, bps: 5000 } };
export const back = (order: PricedOrder): number => refund(order, [], "keep").refundMinor;
`;

test("TypeScript knows its types, and finds a wrong one", async () => {
  assert.equal(await consumer.typeCheck(typed), "");
});
