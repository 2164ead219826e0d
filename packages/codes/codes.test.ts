import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import fc from "fast-check";
import * as codes from "./index.ts";

const bodies = fc.stringMatching(/^\d{11}$|^\d{15}$/);

test("a typed code loses what people and input methods add", () => {
  const rows: [string, string][] = [
    ["1234 5678 9012", "123456789012"],
    ["１２３４－５６７８－９０１２", "123456789012"],
    ["1234\u20135678\u00a09012\u200b", "123456789012"],
    [" ab1-c·d ", "AB1CD"],
  ];
  for (const [typed, bare] of rows) assert.equal(codes.normaliseCode(typed), bare);
  assert.equal(codes.groupByFour("123456789012"), "1234 5678 9012");
  assert.equal(codes.groupByFour("12345"), "1234 5");
  assert.equal(codes.groupByFour(""), "");
});

test("the check digit is Damm's: the published example", () => {
  assert.equal(codes.checkDigit("572"), "4");
  assert.ok(codes.hasValidCheckDigit("5724"));
  assert.ok(!codes.hasValidCheckDigit("5727"));
  assert.ok(!codes.hasValidCheckDigit("57 24"));
});

test("every single wrong digit and every swap of neighbours is found", () => {
  fc.assert(
    fc.property(bodies, (body) => {
      const code = body + codes.checkDigit(body);
      assert.ok(codes.hasValidCheckDigit(code));
      for (let at = 0; at < code.length; at += 1) {
        for (let digit = 0; digit < 10; digit += 1) {
          const wrong = code.slice(0, at) + digit + code.slice(at + 1);
          assert.equal(codes.hasValidCheckDigit(wrong), wrong === code);
        }
        const swapped = code.slice(0, at) + (code[at + 1] ?? "") + code[at] + code.slice(at + 2);
        assert.equal(codes.hasValidCheckDigit(swapped), swapped === code);
      }
    }),
    { numRuns: 50 },
  );
});

test("made codes have their shape, differ, and use every digit about as often", () => {
  const seen = new Set<string>();
  const counts = new Array<number>(10).fill(0);
  for (let i = 0; i < 2000; i += 1) {
    const spoken = codes.makeDigits(12, randomBytes);
    const permanent = codes.makeDigits(16, randomBytes);
    assert.ok(codes.isSpokenCodeShape(spoken));
    assert.ok(codes.isPermanentCodeShape(permanent));
    assert.doesNotMatch(permanent, /^(1[0-5]|2[5-9]|30)/);
    for (const digit of spoken) counts[Number(digit)]! += 1;
    seen.add(spoken).add(permanent);
  }
  assert.equal(seen.size, 4000);
  assert.ok(counts.every((count) => count > 2000 && count < 2800), counts.join());
});

test("a broken random source is an error, not an endless loop or a guessable code", () => {
  assert.throws(() => codes.makeDigits(12, (count) => new Uint8Array(count).fill(255)));
  assert.throws(() => codes.makeDigits(16, (count) => new Uint8Array(count).fill(1)));
  assert.throws(() => codes.makeDigits(12, () => new Uint8Array(0)));
});

test("no payment code has the shape of a permanent code", () => {
  for (const start of ["10", "13", "15", "25", "28", "30"]) {
    const body = `${start}0000000000000`;
    assert.ok(!codes.isPermanentCodeShape(body + codes.checkDigit(body)), start);
  }
  for (const start of ["09", "16", "24", "31", "99"]) {
    const body = `${start}0000000000000`;
    assert.ok(codes.isPermanentCodeShape(body + codes.checkDigit(body)), start);
  }
});

test("source codes leave out letters that look like digits", () => {
  for (let i = 0; i < 200; i += 1) {
    const code = codes.makeSourceCode(randomBytes);
    assert.match(code, /^[0-9A-HJKMNP-TV-Z]{8}$/);
    assert.equal(codes.normaliseSourceCode(code.toLowerCase()), code);
  }
  assert.equal(codes.normaliseSourceCode("oil1-23ab"), "011123AB");
  assert.equal(codes.normaliseSourceCode("ABCDEFGU"), null);
  assert.equal(codes.normaliseSourceCode("ABCDEFG"), null);
});

test("what was scanned", () => {
  const token = "Zm9vYmFyYmF6cXV4MTIzNA";
  const spoken = `57200000000${codes.checkDigit("57200000000")}`;
  const permanent = `572000000000000${codes.checkDigit("572000000000000")}`;
  const right = { kind: "link-token", brandKey: "tea", token };
  const source = { kind: "source-link", brandKey: "tea", code: "AB12CD34" };
  const unknown = { kind: "unknown" };
  const rows: [string, object][] = [
    [`https://o2o.example/tea/r#${token}`, right],
    [`http://192.168.1.7:3000/tea/r#${token}\r\n`, right],
    [`HTTPS://o2o.example/tea/r/#${token}`, right],
    [`ｈｔｔｐｓ：／／o2o.example／tea／r＃${token}`, right],
    ["https://o2o.example/tea/c/AB12CD34", source],
    ["https://o2o.example/tea/c/ab12cd34?from=x", source],
    [spoken, { kind: "spoken", digits12: spoken }],
    [codes.groupByFour(spoken).replaceAll(" ", "-"), { kind: "spoken", digits12: spoken }],
    [codes.groupByFour(permanent), { kind: "permanent", digits16: permanent }],
    ["123456789012", { kind: "mistyped", digits: "123456789012" }],
    ["https://o2o.example/tea/r", unknown],
    ["https://o2o.example/tea/r#short", unknown],
    ["https://o2o.example/Tea/r#" + token, unknown],
    ["https://o2o.example/tea/c/UUUUUUUU", unknown],
    ["https://o2o.example/", unknown],
    ["https://", unknown],
    ["wxp://f2f0abc", unknown],
    ["6901234567892", unknown],
    ["", unknown],
    ["9".repeat(5000), unknown],
  ];
  for (const [text, expected] of rows) assert.deepEqual(codes.parseScanned(text), expected, text);
});

test("nothing scanned makes it throw", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
    assert.ok(codes.parseScanned(text).kind);
    assert.ok(codes.parseScanned(`https://${text}`).kind);
  }));
});
