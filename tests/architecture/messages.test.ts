import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import { assertNone, root, sources } from "./sources.ts";

type Words = Readonly<Record<string, string>>;

/** The one object of words that a messages file exports. */
async function wordsOf(file: string): Promise<Words> {
  const exported = Object.values(await import(path.join(root, file)));
  const words = exported.filter((one) => one !== null && typeof one === "object");
  assert.equal(words.length, 1, `${file} exports one object of words`);
  return words[0] as Words;
}

const names = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();

function faultsOf(file: string, zh: Words, en: Words): string[] {
  const keys = new Set([...Object.keys(zh), ...Object.keys(en)]);
  return [...keys].flatMap((key) => {
    const [chinese, english] = [zh[key], en[key]];
    if (!chinese) return [`${file}: ${key} is missing in Chinese`];
    if (!english) return [`${file}: ${key} is missing in English`];
    if (names(chinese).join() !== names(english).join()) {
      return [`${file}: ${key} fills different places in the two languages`];
    }
    return [];
  });
}

test("every message is there in both languages and fills the same places", async () => {
  const files = sources(["apps", "packages"], /\/messages\/.*\.ts$/).map(({ file }) => file);
  const chinese = files.filter((file) => /\/zh[\w-]*\.ts$/.test(file));
  assert.ok(chinese.length >= 2, "apps and packages/ui keep their words in messages/zh.ts");
  const faults: string[] = [];
  for (const file of chinese) {
    const other = file.replace(/\/zh([\w-]*)\.ts$/, "/en$1.ts");
    assert.ok(files.includes(other), `${file} has no ${other}`);
    faults.push(...faultsOf(file, await wordsOf(file), await wordsOf(other)));
  }
  assertNone(faults, "A message that is missing shows its key to somebody:");
});

test("planted: a missing message and a different place are found", () => {
  const faults = faultsOf("a", { a: "甲", b: "{n} 个", c: "丙" }, { a: "A", b: "{m} of" });
  assert.deepEqual(faults, [
    "a: b fills different places in the two languages",
    "a: c is missing in English",
  ]);
});
