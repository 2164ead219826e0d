import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { root } from "#tests/architecture/sources.ts";
import { consumerOf, examplesOf } from "./packed.ts";

const consumer = consumerOf("sdk");
after(() => consumer.remove());

const server = `
import { createServer } from "node:http";
const server = createServer((request, answer) => {
  answer.setHeader("content-type", "application/json");
  if (request.method === "GET") return answer.end(JSON.stringify({ items: [request.url] }));
  answer.statusCode = 403;
  const key = request.headers["idempotency-key"];
  answer.end(JSON.stringify({ code: "not_permitted", title: "No", next: "Ask", params: { key } }));
}).listen(0);
await new Promise((ready) => server.once("listening", ready));
const baseUrl = "http://127.0.0.1:" + server.address().port;
`;

test("the archive holds the client and its types, and no generator", () => {
  const other = consumer.files.filter((file) => !/^sdk\/[\w.-]+\.(js|d\.ts)$/.test(file));
  assert.deepEqual(other, ["LICENSE", "NOTICE", "README.md", "package.json"]);
  assert.deepEqual(consumer.files.filter((file) => file.includes("generate")), []);
  assert.equal(consumer.manifest.dependencies, undefined);
});

test("plain JavaScript calls a server and gets its words on a refusal", async () => {
  const printed = await consumer.runJavaScript(`
import { BihuanProblem, createClient } from "@bihuan/sdk";
${server}
const { log } = console;
const client = createClient({ baseUrl });
log((await client.call("findStores", { path: { brand: "chaye" } })).items[0]);
try {
  await client.call("claimOffer", { path: { brand: "b", offerId: "o" }, idempotencyKey: "k" });
} catch (problem) {
  log(problem instanceof BihuanProblem, problem.code, problem.next, problem.params.key);
}
server.close();
`);
  assert.deepEqual(printed, ["/chaye/api/stores", "true not_permitted Ask k"]);
});

test("the README's example fits the types, and a wrong operation does not", async () => {
  const [example] = examplesOf(readFileSync(join(root, "packages/sdk/README.md"), "utf8"));
  const wrong = '// @ts-expect-error: there is no such operation.\nclient.call("findShops");';
  const code = `${example!.code}\n${wrong}\nexport { items, BihuanProblem };\n`;
  assert.equal(await consumer.typeCheck(code), "");
});
