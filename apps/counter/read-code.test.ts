import assert from "node:assert/strict";
import { test } from "node:test";
import { linkOf, readCode, tokenIn, type Reading } from "./read-code.ts";

const token = "Zm9vYmFyYmF6cXV4MTIzNA";
const link = `https://o2o.example/tea/r#${token}`;

const rows: [what: string, text: string, expected: Reading][] = [
  ["a member's link", `${link}\r\n`, { ok: true, code: link }],
  ["another brand's link", link.replace("/tea/", "/milk/"), { ok: false, why: "otherBrand" }],
  ["a poster's code", "https://o2o.example/tea/c/AB12CD34", { ok: false, why: "sourceCode" }],
  ["a spoken number with spaces", "1234 5678 9013", { ok: false, why: "mistyped" }],
  ["a bar code of goods", "6901234567892", { ok: false, why: "unknown" }],
  ["nothing", "  ", { ok: false, why: "unknown" }],
];

for (const [what, text, expected] of rows) {
  test(what, () => assert.deepEqual(readCode(text, "tea"), expected));
}

test("a full-width number is read", () => {
  const reading = ["０", "１", "２", "３", "４", "５", "６", "７", "８", "９"]
    .map((last) => readCode(`５７２０－００００ ０００${last}`, "tea"))
    .filter((one) => one.ok);
  assert.equal(reading.length, 1);
});

test("a token behind # becomes the member's link again", () => {
  assert.equal(tokenIn(`#token=${token}`), token);
  assert.equal(tokenIn("#token=short"), null);
  assert.equal(tokenIn(""), null);
  assert.equal(tokenIn("#booking=1234567890"), "1234567890");
  assert.equal(tokenIn("#booking=12345"), null);
  assert.equal(linkOf("http://a:1", "tea", "1234567890"), "http://a:1/tea/b#1234567890");
  assert.deepEqual(readCode(linkOf("http://192.168.1.7:3000", "tea", token), "tea"), {
    ok: true,
    code: `http://192.168.1.7:3000/tea/r#${token}`,
  });
});
