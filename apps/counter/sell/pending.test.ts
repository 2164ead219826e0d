import assert from "node:assert/strict";
import { test } from "node:test";
import { isRefused, keepPending, pendingSale, type PendingSale } from "./pending.ts";

const memory = () => {
  const kept = new Map<string, string>();
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
  };
};
const sale = { key: "k-12345678", staffId: "s", at: 1_000, provider: null } as PendingSale;

test("a sale without an answer outlives the page, for who sent it and for its time", () => {
  const keeping = memory();
  keepPending(keeping, "store", sale);
  assert.equal(pendingSale(keeping, "store", "s", 2_000)?.key, sale.key);
  assert.equal(pendingSale(keeping, "store", "other", 2_000), null);
  assert.equal(pendingSale(keeping, "other", "s", 2_000), null);
  assert.equal(pendingSale(keeping, "store", "s", 48 * 3_600_000), null);
  keepPending(keeping, "store", null);
  assert.equal(pendingSale(keeping, "store", "s", 2_000), null);
});

test("only a refusal says that nothing was sold", () => {
  for (const status of [400, 403, 409, 422]) assert.ok(isRefused(status), String(status));
  for (const status of [0, 401, 408, 429, 500, 503]) assert.equal(isRefused(status), false);
});
