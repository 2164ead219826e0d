import assert from "node:assert/strict";
import { test } from "node:test";
import { keyedHash, keyFor, openToken, setRootSecret, signToken } from "./secrets.ts";

setRootSecret(Buffer.alloc(48, 1));

test("each purpose has a key of its own", () => {
  assert.notDeepEqual(keyFor("a"), keyFor("b"));
  assert.notDeepEqual(keyedHash("a", "x"), keyedHash("b", "x"));
  assert.deepEqual(keyedHash("a", "x"), keyedHash("a", "x"));
});

test("a token opens until its end, for its purpose, and unaltered", () => {
  const token = signToken("prepare", { right: "r1" }, 1_000);
  const open = (purpose: string, text: string, now: number) =>
    openToken<{ right: string }>(purpose, text, now)?.right ?? null;
  const [body = "", mac = ""] = token.split(".");
  const other = Buffer.from(JSON.stringify({ right: "r2", exp: 9_999 })).toString("base64url");
  const table: [what: string, answer: string | null, expected: string | null][] = [
    ["at its end", open("prepare", token, 1_000), "r1"],
    ["past its end", open("prepare", token, 1_001), null],
    ["for another purpose", open("invite", token, 0), null],
    ["with another body", open("prepare", `${other}.${mac}`, 0), null],
    ["with a cut signature", open("prepare", `${body}.${mac.slice(0, -2)}`, 0), null],
    ["without a signature", open("prepare", body, 0), null],
    ["empty", open("prepare", "", 0), null],
  ];
  for (const [what, answer, expected] of table) assert.equal(answer, expected, what);
});

test("a short root secret is refused", () => {
  assert.throws(() => setRootSecret(Buffer.alloc(16)), /32 bytes/);
  setRootSecret(Buffer.alloc(48, 1));
});
