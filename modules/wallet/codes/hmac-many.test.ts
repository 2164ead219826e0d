import assert from "node:assert/strict";
import { createHmac, randomBytes } from "node:crypto";
import { test } from "node:test";
import { hmacMany } from "./hmac-many.ts";

test("equal to node:crypto's for keys and messages of every length that fits", () => {
  for (let round = 0; round < 600; round += 1) {
    const key = randomBytes(round % 65);
    const prefix = randomBytes(round % 40);
    const restBytes = 1 + (round % 16);
    const count = 1 + (round % 3);
    const rests = randomBytes(restBytes * count);
    const out = Buffer.alloc(count * 40);
    hmacMany({ key, prefix, rests, restBytes, out, stride: 40 });
    for (let at = 0; at < count; at += 1) {
      const rest = rests.subarray(at * restBytes, (at + 1) * restBytes);
      const expected = createHmac("sha256", key).update(prefix).update(rest).digest("hex");
      assert.equal(out.subarray(at * 40, at * 40 + 32).toString("hex"), expected);
    }
  }
});

test("what does not fit one block is refused", () => {
  const long = { rests: Buffer.alloc(16), restBytes: 16, out: Buffer.alloc(32), stride: 32 };
  const key = Buffer.alloc(32);
  assert.throws(() => hmacMany({ ...long, key, prefix: Buffer.alloc(40) }), RangeError);
  assert.throws(() => hmacMany({ ...long, key: Buffer.alloc(65), prefix: key }), RangeError);
});
