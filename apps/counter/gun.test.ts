import assert from "node:assert/strict";
import { test } from "node:test";
import { makeGun, type KeyPress } from "./gun.ts";

const link = "https://o2o.example/tea/r#Zm9vYmFyYmF6_XV4-TIzNA";

function press(key: string, at: number, more: Partial<KeyPress> = {}): KeyPress {
  return { key, code: "", shiftKey: false, capsLock: false, at, ...more };
}

function scanned(presses: KeyPress[]): { scans: string[]; swallowed: boolean[] } {
  const scans: string[] = [];
  const gun = makeGun((text) => scans.push(text));
  return { swallowed: presses.map(gun), scans };
}

function typed(text: string, gapMs: number, from = 0): KeyPress[] {
  return [...text].map((character, index) => press(character, from + index * gapMs));
}

test("a gun's burst with Enter is a scan, and its Enter goes nowhere else", () => {
  const end = link.length * 8;
  const { scans, swallowed } = scanned([...typed(link, 8), press("Enter", end)]);
  assert.deepEqual(scans, [link]);
  assert.equal(swallowed.at(-1), true);
  assert.equal(swallowed.slice(0, -1).includes(true), false);
});

test("Tab ends a scan too", () => {
  const { scans } = scanned([...typed("572000000008", 20), press("Tab", 245)]);
  assert.deepEqual(scans, ["572000000008"]);
});

test("fingers are no gun", () => {
  const { scans, swallowed } = scanned([...typed("572000000008", 120), press("Enter", 1500)]);
  assert.deepEqual(scans, []);
  assert.equal(swallowed.includes(true), false);
});

test("what was typed before a burst is not part of it", () => {
  const presses = [...typed("12", 200), ...typed("572000000008", 10, 900), press("Enter", 1030)];
  assert.deepEqual(scanned(presses).scans, ["572000000008"]);
});

test("too little is no code, and Enter stays with the button", () => {
  assert.deepEqual(scanned([...typed("123", 5), press("Enter", 16)]).swallowed.at(-1), false);
});

test("with an input method on, the place on the keyboard is read", () => {
  const keys = [
    ["KeyH", false], ["KeyT", false], ["KeyT", false], ["KeyP", false], ["Semicolon", true],
    ["Slash", false], ["Slash", false], ["KeyA", true], ["Digit3", true], ["Minus", true],
    ["Digit7", false],
  ] as const;
  const presses = keys.map(([code, shiftKey], index) =>
    press("Process", index * 10, { code, shiftKey }),
  );
  assert.deepEqual(scanned([...presses, press("Enter", 115)]).scans, ["http://A#_7"]);
});

test("shift keys between the characters do not break the burst", () => {
  const presses = [...typed("572000", 10), press("Shift", 55), ...typed("00A008", 10, 65)];
  assert.deepEqual(scanned([...presses, press("Enter", 130)]).scans, ["57200000A008"]);
});
