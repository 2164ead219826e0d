import assert from "node:assert/strict";
import { test } from "node:test";
import type pg from "pg";
import { inSnapshot, lateFaults, lookWhenDone } from "./look.ts";

/** A database whose reactions are behind for so many looks. */
function behindFor(looks: number) {
  const said: string[] = [];
  const client = {
    query: async (text: string) => {
      said.push(text.trim().split(" ")[0]!);
      if (!text.includes("reaction_cursor")) return { rows: [] };
      const open = looks-- > 0 ? "a reaction is at 1 of 2" : null;
      return { rows: [{ open }] };
    },
  };
  return { client: client as unknown as pg.ClientBase, said };
}

test("looks again until what is waited for has come and every reaction has followed", async () => {
  const { client } = behindFor(1);
  let looks = 0;
  const looked = await lookWhenDone(
    client, async () => ++looks, (seen) => (seen < 2 ? "the second look" : null),
  );
  // The first lacks what is waited for, the second a reaction, the third nothing.
  assert.equal(looked.seen, 3);
  assert.equal(looked.missing, null);
  assert.deepEqual(lateFaults(looked), []);
});

test("planted: what never comes is a fault that names it", async () => {
  const { client } = behindFor(Infinity);
  const never = await lookWhenDone(client, async () => 1, () => "the hold is not ended", 1);
  assert.match(lateFaults(never)[0] ?? "", /the hold is not ended/);
  const behind = await lookWhenDone(client, async () => 1, () => null, 1);
  assert.match(lateFaults(behind)[0] ?? "", /a reaction is at 1 of 2/);
});

test("a look that fails ends its snapshot", async () => {
  const { client, said } = behindFor(0);
  const fails = inSnapshot(client, () => Promise.reject(new Error("no look")));
  await assert.rejects(fails, /no look/);
  assert.deepEqual(said, ["begin", "rollback"]);
});
