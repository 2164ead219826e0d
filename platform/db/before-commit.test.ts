import assert from "node:assert/strict";
import { test } from "node:test";
import type { Tx } from "../context.ts";
import {
  beforeCommit, beHopeful, collectWork, doCollectedWork, isHopeful,
} from "./before-commit.ts";

const transaction = () => ({}) as Tx;

test("what others wait for is taken behind all writes, answers behind it", async () => {
  const tx = transaction();
  collectWork(tx);
  const done: string[] = [];
  const work = (name: string) => async () => void done.push(name);
  assert.ok(beforeCommit(tx, work("keep"), "keep"));
  assert.ok(beforeCommit(tx, work("take"), "take"));
  assert.ok(beforeCommit(tx, work("first write")));
  assert.ok(beforeCommit(tx, work("second write"), "write"));
  const doing = doCollectedWork(tx);
  // All of it has begun when the call returns: a commit may be sent right behind.
  assert.deepEqual(done, ["first write", "second write", "take", "keep"]);
  await doing;
  assert.equal(beforeCommit(tx, work("late")), false);
});

test("a transaction is hopeful only where it was told to be", () => {
  const [hopeful, other] = [transaction(), transaction()];
  beHopeful(hopeful);
  assert.deepEqual([isHopeful(hopeful), isHopeful(other)], [true, false]);
});
