import assert from "node:assert/strict";
import { test } from "node:test";
import { untilKnown } from "./kept-tries.ts";

const problem = (status: number) => ({ code: "x", status, title: "t", next: "", params: {} });

test("a lost answer is asked for by the same key again; no memory may refuse it", async () => {
  const sent: [key: string, attempt: string][] = [];
  const answer = await untilKnown("lost", { a: 1 }, async (body, key, headers) => {
    assert.deepEqual(body, { a: 1 });
    sent.push([key, headers["bihuan-attempt"] ?? ""]);
    if (sent.length === 1) throw problem(0);
    return "done";
  });
  assert.equal(answer, "done");
  assert.equal(sent[0]?.[0], sent[1]?.[0]);
  assert.deepEqual(sent.map(([, attempt]) => attempt), ["1", "2"]);
});

test("a refusal is an answer: the next press is another try", async () => {
  const keys: string[] = [];
  const press = () => untilKnown("refused", null, async (_, key) => {
    keys.push(key);
    throw problem(409);
  });
  await assert.rejects(press(), { status: 409 });
  await assert.rejects(press(), { status: 409 });
  assert.equal(new Set(keys).size, 2);
});
