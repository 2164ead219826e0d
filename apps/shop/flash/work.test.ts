import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { solve } from "./work.ts";

test("the found text's digest begins with the zero bits that were asked for", async () => {
  const token = "token-of-the-server".repeat(9);
  const answer = await solve(token, 12, () => undefined, new AbortController().signal);
  const digest = createHash("sha256").update(`${token}:${answer}`).digest("hex");
  assert.match(digest, /^000/);
});

test("a closed sheet ends the work", async () => {
  const closed = new AbortController();
  const shares: number[] = [];
  const work = solve("t", 60, (share) => {
    shares.push(share);
    if (shares.length === 3) closed.abort();
  }, closed.signal);
  await assert.rejects(work, { name: "AbortError" });
  assert.ok(shares.every((share, at) => at === 0 || share > (shares[at - 1] ?? 1)));
});
