import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { decide } from "./decide.ts";

test("requests are decided in the order in which they came", () => {
  const ask = (text: string) =>
    text.split(" ").map((part) => {
      const [key, cap, amount = 1] = part.split("/");
      return { key: key!, cap: Number(cap), amount: Number(amount) };
    });
  const rows: [string, string[], Record<string, number>, string][] = [
    // what                     requests                          used before      answers
    ["room for both",           ["a/1 s/2", "b/1 s/2"],           {},              "yes yes"],
    ["the last one",            ["a/1 s/2", "b/1 s/2"],           { s: 1 },        "yes s"],
    ["none left",               ["a/1 s/2", "b/1 s/2"],           { s: 2 },        "s s"],
    ["the same member twice",   ["a/1 s/9", "a/1 s/9"],           {},              "yes a"],
    ["a refused one takes not", ["a/0 s/1", "b/1 s/1"],           {},              "a yes"],
    ["large, then small",       ["a/9 s/5/4", "b/9 s/5/2", "c/9 s/5/1"], {},       "yes s yes"],
    ["its cap was lowered",     ["a/1 s/3"],                      { s: 7 },        "s"],
    ["no limit at all",         ["a/1"],                          {},              "yes"],
  ];
  for (const [what, requests, used, expected] of rows) {
    const { refusedBy } = decide(requests.map(ask), new Map(Object.entries(used)));
    assert.equal(refusedBy.map((one) => one?.key ?? "yes").join(" "), expected, what);
  }
});

const asks = fc.array(
  fc.record({
    key: fc.constantFrom("a", "b", "c", "s"),
    cap: fc.nat({ max: 6 }),
    amount: fc.integer({ min: 1, max: 3 }),
  }),
  { maxLength: 4 },
).map((all) => [...new Map(all.map((one) => [one.key, one])).values()]);

test("no counter is ever used above the cap of a request that was granted", () => {
  fc.assert(
    fc.property(
      fc.array(asks, { maxLength: 20 }),
      fc.dictionary(fc.constantFrom("a", "b", "s"), fc.nat({ max: 6 })),
      (requests, before) => {
        const used = new Map(Object.entries(before));
        const { refusedBy, added } = decide(requests, used);
        const now = new Map(used);
        requests.forEach((request, place) => {
          if (refusedBy[place]) return;
          for (const { key, amount, cap } of request) {
            now.set(key, (now.get(key) ?? 0) + amount);
            assert.ok((now.get(key) ?? 0) <= cap);
          }
        });
        for (const key of ["a", "b", "c", "s"]) {
          const expected = (used.get(key) ?? 0) + (added.get(key) ?? 0);
          assert.equal(now.get(key) ?? 0, expected);
        }
      },
    ),
  );
});
