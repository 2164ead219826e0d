import assert from "node:assert/strict";
import { test } from "node:test";
import { accentSet, contrastOf } from "./accent.ts";

const brands = ["#a8552f", "#c8102e", "#f2c94c", "#2f6f5e", "#ffffff", "#000000", "#7f7f7f"];

for (const colour of brands) {
  test(`text stays readable with the brand colour ${colour}`, () => {
    const set = accentSet(colour);
    assert.ok(contrastOf(set["--on-accent"], set["--accent"]) >= 4.5);
    for (const ground of ["--accent-soft", "--accent-wash"] as const) {
      assert.ok(contrastOf(set["--accent-strong"], set[ground]) >= 4.5, ground);
    }
    assert.ok(contrastOf(set["--accent-strong"], "#fbf8f2") >= 4.5);
    assert.ok(contrastOf(set["--accent-deep"], set["--accent-wash"]) >= 4.5);
  });
}

test("a colour that is none gives the house's own accent", () => {
  assert.equal(accentSet("tea")["--accent"], "#a8552f");
  assert.equal(accentSet(null)["--accent"], "#a8552f");
});
