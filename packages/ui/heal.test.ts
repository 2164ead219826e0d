import assert from "node:assert/strict";
import { test } from "node:test";
import { pauseBefore } from "./heal.ts";

test("what passes is asked about again, slower and slower, and not for ever", () => {
  const pauses = Array.from({ length: 30 }, (_, at) => pauseBefore(at + 1, 503));
  assert.deepEqual(pauses.slice(0, 7), [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  const asked = pauses.filter((pause) => pause !== null);
  const minutes = asked.reduce((sum, pause) => sum + pause, 0) / 60_000;
  assert.ok(minutes > 9 && minutes < 11, `${minutes} minutes`);
  assert.equal(pauses.at(-1), null);
});

test("no answer and a busy server pass, an answer does not", () => {
  const again = [0, 502, 503, 504].map((status) => pauseBefore(1, status));
  assert.deepEqual(again, [1_000, 1_000, 1_000, 1_000]);
  for (const status of [400, 401, 403, 404, 409, 429, 500]) {
    assert.equal(pauseBefore(1, status), null, String(status));
  }
});
