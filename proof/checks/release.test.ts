import assert from "node:assert/strict";
import { test } from "node:test";
import { type EntryFact, faultsOf, type ReleaseFacts } from "./release.ts";

const entry = (place: number, state: string, more: Partial<EntryFact> = {}): EntryFact => ({
  entryId: `e${place}`,
  slotId: "s",
  memberId: `m${place}`,
  state,
  place,
  offered: state !== "waiting",
  voucherId: state === "won" ? `v${place}` : null,
  ...more,
});

const sound: ReleaseFacts = {
  slots: [{ slotId: "s", stock: 2, used: 2 }],
  entries: [entry(1, "won"), entry(2, "expired"), entry(3, "held"), entry(4, "waiting")],
  vouchers: [{ voucherId: "v1", memberId: "m1" }],
  lost: [],
};

test("what holds has no fault", () => assert.deepEqual(faultsOf(sound), []));

test("planted: each fault is found", () => {
  const [won, expired, held, waiting] = [1, 2, 3, 4].map((place) =>
    sound.entries[place - 1]!) as [EntryFact, EntryFact, EntryFact, EntryFact];
  const rows: [string, Partial<ReleaseFacts>, RegExp][] = [
    ["over stock", { slots: [{ slotId: "s", stock: 1, used: 2 }] }, /2 units of 1/],
    ["counter", { slots: [{ slotId: "s", stock: 2, used: 1 }] }, /counter says 1/],
    ["no voucher", { vouchers: [] }, /without a voucher/],
    ["another's voucher", { vouchers: [{ voucherId: "v1", memberId: "m2" }] }, /without a voucher/],
    ["a voucher more", { vouchers: [...sound.vouchers, { voucherId: "x", memberId: "m3" }] },
      /2 vouchers for 1/],
    ["passed over", { entries: [won, { ...expired, ...entry(2, "waiting") }, held, waiting] },
      /place 2 waits/],
    ["two units", { entries: [won, expired, { ...held, memberId: "m1" }, waiting] }, /two units/],
  ];
  for (const [name, planted, expected] of rows) {
    assert.match(faultsOf({ ...sound, ...planted }).join("; "), expected, name);
  }
});
