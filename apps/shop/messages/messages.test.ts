import assert from "node:assert/strict";
import { test } from "node:test";
import { en } from "./en.ts";
import { zh } from "./zh.ts";

const names = (message: string) =>
  [...message.matchAll(/\{(\w+)\}/g)].map((found) => found[1]).sort();

test("both languages fill the same places in every message", () => {
  for (const key of Object.keys(zh) as (keyof typeof zh)[]) {
    assert.deepEqual(names(en[key]), names(zh[key]), key);
  }
});

test("no message is empty", () => {
  for (const [key, message] of [...Object.entries(zh), ...Object.entries(en)]) {
    assert.notEqual(message.trim(), "", key);
  }
});
