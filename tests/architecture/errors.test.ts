import assert from "node:assert/strict";
import { test } from "node:test";
import { type ErrorEntry, errorRegister } from "#platform/errors.ts";
import { modules } from "#apps/server/modules.ts";
import { assertNone, type Source, sources } from "./sources.ts";

const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort();

function faultsOf(code: string, entry: ErrorEntry): string[] {
  const faults: string[] = [];
  const { zh, en, status } = entry;
  if (!/^[a-z][a-z0-9_]*$/.test(code)) faults.push("the code is snake_case");
  if (status < 400 || status > 599) faults.push(`${status} is no status of an error`);
  for (const part of ["title", "next"] as const) {
    if (!/\p{Script=Han}/u.test(zh[part])) faults.push(`zh.${part} is not Chinese`);
    const english = en[part].trim() !== "" && !/\p{Script=Han}/u.test(en[part]);
    if (!english) faults.push(`en.${part} is not English`);
    if (placeholders(zh[part]).join() !== placeholders(en[part]).join()) {
      faults.push(`${part} fills different places in the two languages`);
    }
  }
  return faults.map((fault) => `${code}: ${fault}`);
}

test("every error says in both languages what happened and what to do next", () => {
  const register = errorRegister();
  assert.ok(modules.length > 0 && register.size >= 20, `only ${register.size} errors seen`);
  assertNone(
    [...register].flatMap(([code, entry]) => faultsOf(code, entry)),
    "An error without a next step leaves the caller alone:",
  );
});

test("planted: an entry without English or with another place is found", () => {
  const text = { title: "没有 {what}", next: "请重试。" };
  const en = { title: "No {it}", next: "" };
  assert.equal(faultsOf("a", { status: 400, zh: text, en }).length, 2);
  assert.equal(faultsOf("Bad", { status: 200, zh: text, en: text }).length, 4);
});

function unknownCodes({ file, text }: Source): string[] {
  const used = [...text.matchAll(/\brefuse\(\s*"([a-z0-9_]+)"/g)].map((match) => String(match[1]));
  return used.filter((code) => !errorRegister().has(code)).map((code) => `${file}: ${code}`);
}

test("every code that is refused with is in the register", () => {
  const all = sources(["apps/server", "modules", "platform"]);
  assertNone(all.flatMap(unknownCodes), "Declare these in the module's errors.ts:");
  const planted = { file: "modules/a/a.ts", text: 'throw refuse("no_such_code");' };
  assert.deepEqual(unknownCodes(planted), ["modules/a/a.ts: no_such_code"]);
});

test("every code that a route declares is in the register", () => {
  const wrong = modules
    .flatMap((one) => one.routes)
    .flatMap((route) =>
      (route.errors ?? [])
        .filter((code) => !errorRegister().has(code))
        .map((code) => `${route.operationId}: ${code}`),
    );
  assertNone(wrong, "Declare these in the module's errors.ts:");
});
