import assert from "node:assert/strict";
import { test } from "node:test";
import type { BrandCard } from "./answers.ts";
import { standingOf } from "./standing.ts";

const tier = (tierId: string, fromMinor: number) =>
  ({ tierId, fromMinor, name: tierId, nameEn: null, benefits: [] });
const card = {
  name: "卡", nameEn: null, look: "accent", benefits: [],
  tiers: [tier("silver", 10_000), tier("gold", 50_000)],
} as unknown as BrandCard;

// held, spent within twelve months; next tier, what is missing, how far
const rows: [string | null, number, string | null, number, number][] = [
  [null, 0, "silver", 10_000, 0],
  [null, 2_500, "silver", 7_500, 0.25],
  ["silver", 10_000, "gold", 40_000, 0.2],
  ["silver", 0, "gold", 50_000, 0],
  ["gold", 60_000, null, 0, 1],
];
for (const [tierId, spentMinor, next, missingMinor, share] of rows) {
  test(`${tierId ?? "no tier"} with ${spentMinor}`, () => {
    const got = standingOf(card, { tierId, heldUntil: null, spentMinor });
    assert.deepEqual([got.next?.tierId ?? null, got.missingMinor, got.share],
      [next, missingMinor, share]);
  });
}
