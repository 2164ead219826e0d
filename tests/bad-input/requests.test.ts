import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startTestApp, type ApiAnswer, type TestApp, type TestBrand } from "#tests/support/app.ts";

let app: TestApp;
let t: TestBrand;
before(async () => {
  app = await startTestApp();
  t = await app.brand();
});
after(() => app.close());

function assertProblem(answer: ApiAnswer, status: number, code: string): void {
  assert.equal(answer.status, status, JSON.stringify(answer.body));
  assert.match(String(answer.headers["content-type"]), /^application\/problem\+json/);
  assert.equal(answer.body.code, code);
  assert.ok(answer.body.title.length > 3 && answer.body.next.length > 3, answer.body);
  assert.ok(!/\{[a-z]\w*\}/i.test(answer.body.title + answer.body.next), answer.body.title);
}

const chinese = /\p{Script=Han}/u;
const json = { "content-type": "application/json" };
const store = (code: string) => ({ code, name: `店${code}`, role: "sales" });

const nowhere = "00000000-0000-7000-8000-000000000000";

test("a refusal is told in the caller's language, Chinese where none is asked for", async () => {
  const asked = (headers: Record<string, string>) =>
    t.api("GET", `/api/${t.key}/stores/${nowhere}`, undefined, { headers });
  for (const language of ["en", "en-GB,en;q=0.9", "fr, en;q=0.8, zh;q=0.2"]) {
    const { title, next } = (await asked({ "accept-language": language })).body;
    assert.ok(!chinese.test(title + next), `${language}: ${title} ${next}`);
  }
  for (const language of ["", "zh-TW,zh;q=0.9,en;q=0.8", "fr"]) {
    const { title, next } = (await asked({ "accept-language": language })).body;
    assert.ok(chinese.test(title) && chinese.test(next), `${title} ${next}`);
  }
});

test("what is wrong with an input is said in the caller's language too", async () => {
  const body = { code: "V1", name: 7, role: "sales", mood: "good" };
  const asked = (language: string) =>
    t.api("POST", `/api/${t.key}/stores`, body, { headers: { "accept-language": language } });
  const [zh, en] = [await asked("zh"), await asked("en")];
  assertProblem(zh, 400, "invalid_input");
  for (const name of ["name", "mood"]) {
    assert.match(zh.body.title, new RegExp(`${name} \\p{Script=Han}`, "u"));
    assert.match(en.body.title, new RegExp(`${name} (must|is)`));
  }
  assert.ok(!chinese.test(en.body.title), en.body.title);
});

test("malformed JSON, no body and another content type", async () => {
  const path = `/api/${t.key}/stores`;
  assertProblem(await t.api("POST", path, '{"code": ', { headers: json }), 400, "malformed_body");
  assertProblem(await t.api("POST", path, "", { headers: json }), 400, "malformed_body");
  const xml = { headers: { "content-type": "application/xml" } };
  assertProblem(await t.api("POST", path, "<store/>", xml), 415, "unsupported_media");
  assertProblem(await t.api("POST", path, []), 400, "invalid_input");
});

test("10 MB of JSON are refused before they are read", async () => {
  const body = JSON.stringify({ ...store("BIG"), name: "茶".repeat(3_500_000) });
  assert.ok(Buffer.byteLength(body) > 10_000_000);
  const answer = await t.api("POST", `/api/${t.key}/stores`, body, { headers: json });
  assertProblem(answer, 413, "body_too_large");
});

test("a brand that is not there, and one that is somebody else's", async () => {
  assertProblem(await t.api("GET", "/api/nobrand/stores"), 404, "brand_not_found");
  const other = await app.brand();
  const made = await other.api("POST", `/api/${other.key}/stores`, store("X1"));
  assertProblem(await t.api("GET", `/api/${other.key}/stores`), 401, "not_signed_in");
  const through = await t.api("GET", `/api/${t.key}/stores/${made.body.storeId}`);
  assertProblem(through, 403, "not_permitted");
  assertProblem(await app.request("GET", "/no/such/address"), 404, "not_found");
});

test("an id that is none, a cursor that is none, a zero byte", async () => {
  assertProblem(await t.api("GET", `/api/${t.key}/stores/1;drop`), 400, "invalid_input");
  for (const list of ["stores", "offers", "source-codes", "members", "audit"]) {
    const answer = await t.api("GET", `/api/${t.key}/${list}?cursor=%F0%9F%8D%B5`);
    assertProblem(answer, 400, "invalid_input");
  }
  const nul = await t.api("POST", `/api/${t.key}/stores`, { ...store("N0"), name: "店\u0000" });
  assert.equal(nul.status, 400, JSON.stringify(nul.body));
  const page = await app.request("GET", `/${t.key}/c/%00`);
  assert.ok(page.status === 404 || page.status === 400, String(page.status));
});

test("a write without a key, and a key that comes with another body", async () => {
  const path = `/api/${t.key}/stores`;
  const none = await t.api("POST", path, store("K1"), { headers: { "idempotency-key": "" } });
  assertProblem(none, 400, "idempotency_key_missing");
  const key = "one-key-for-two";
  assert.equal((await t.api("POST", path, store("K1"), { key })).status, 201);
  assertProblem(await t.api("POST", path, store("K2"), { key }), 422, "idempotency_key_reused");
});

test("a repeated key answers the same and does nothing again", async () => {
  const path = `/api/${t.key}/stores`;
  const first = await t.api("POST", path, store("R1"), { key: "repeated-1" });
  const reordered = { role: "sales", name: "店R1", code: "R1" };
  const again = await t.api("POST", path, reordered, { key: "repeated-1" });
  assert.deepEqual([again.status, again.body], [first.status, first.body]);
  assert.equal(again.headers["idempotency-replayed"], "true");
  const { rows } = await app.databases.ownerPool.query(
    `select count(*)::int as n from platform.journal
     where kind = 'stores.store_opened' and unit_id = $1`,
    [first.body.storeId],
  );
  assert.equal(rows[0].n, 1);
});

test("the same key many times at once happens once", async () => {
  const answers = await Promise.all(
    Array.from({ length: 8 }, () =>
      t.api("POST", `/api/${t.key}/stores`, store("C1"), { key: "at-once-1" }),
    ),
  );
  assert.deepEqual([...new Set(answers.map((one) => one.status))], [201]);
  assert.equal(new Set(answers.map((one) => one.body.storeId)).size, 1);
});

test("a refused write keeps no answer: corrected it goes through with the same key", async () => {
  const path = `/api/${t.key}/stores`;
  const bad = await t.api("POST", path, { ...store("F1"), code: "a/b" }, { key: "corrected-1" });
  assertProblem(bad, 400, "store_code_invalid");
  assert.equal((await t.api("POST", path, store("F1"), { key: "corrected-1" })).status, 201);
});
