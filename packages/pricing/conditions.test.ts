import assert from "node:assert/strict";
import { test } from "node:test";
import type { Facts, HeldVoucher } from "./cart.ts";
import { compareVouchers, unmet, unusable } from "./conditions.ts";
import type { Conditions } from "./model.ts";
import { noon } from "./shop.fixture.ts";

const at = noon.atMs;
const night = [{ from: 1_320, to: 120 }];
const lunch = [{ from: 690, to: 720 }, { from: 720, to: 840 }];

type Row = [what: string, when: Conditions, facts: Facts, kind: string | null];

const rows: Row[] = [
  ["nothing is asked", {}, {}, null],
  ["the first moment is inside", { fromMs: at }, {}, null],
  ["one millisecond early", { fromMs: at + 1 }, {}, "not_started"],
  ["the end is outside", { toMs: at }, {}, "ended"],
  ["the last moment is inside", { toMs: at + 1 }, {}, null],
  ["this store", { stores: ["s"] }, { storeId: "s" }, null],
  ["another store", { stores: ["s"] }, { storeId: "t" }, "not_at_store"],
  ["no store", { stores: ["s"] }, {}, "not_at_store"],
  ["another channel", { channels: ["c"] }, { channelId: null }, "not_in_channel"],
  ["one of the segments", { segments: ["x", "y"] }, { segments: ["y"] }, null],
  ["none of the segments", { segments: ["x"] }, { segments: ["y"] }, "not_in_segment"],
  ["a first order", { firstOrder: true }, { firstOrder: true }, null],
  ["perhaps a first order", { firstOrder: true }, {}, "not_first_order"],
  ["not asked for a first order", { firstOrder: false }, {}, null],
  ["Saturday", { weekdays: [6, 7] }, {}, null],
  ["Monday", { weekdays: [1] }, {}, "not_today"],
  ["between noon and two", { hours: lunch }, {}, null],
  ["at night", { hours: night }, {}, "not_now"],
  ["two things fail: time first", { toMs: at, stores: ["s"] }, {}, "ended"],
  ["two things fail: store first", { stores: ["s"], weekdays: [1] }, {}, "not_at_store"],
];

for (const [what, when, facts, kind] of rows) {
  test(`${what}: ${kind ?? "holds"}`, () => {
    assert.equal(unmet(when, facts, noon)?.kind ?? null, kind);
  });
}

test("hours that go past midnight", () => {
  for (const [minuteOfDay, inside] of [[1_320, true], [119, true], [120, false]] as const) {
    assert.equal(unmet({ hours: night }, {}, { ...noon, minuteOfDay }) === null, inside);
  }
});

test("a voucher has uses left and a half-open window", () => {
  const voucher: HeldVoucher = { voucherId: "v", offerId: "o", usesLeft: 1 };
  assert.equal(unusable(voucher, noon), null);
  assert.deepEqual(unusable({ ...voucher, usesLeft: 0 }, noon), { kind: "voucher_used_up" });
  assert.deepEqual(unusable({ ...voucher, toMs: at }, noon), { kind: "ended", toMs: at });
});

test("the earlier to expire is used first", () => {
  const voucher = (voucherId: string, toMs: number | null) =>
    ({ voucherId, offerId: "o", usesLeft: 1, toMs });
  const held = [voucher("c", null), voucher("b", 5), voucher("a", null), voucher("d", 3)];
  const order = held.sort(compareVouchers).map(({ voucherId }) => voucherId);
  assert.deepEqual(order, ["d", "b", "a", "c"]);
});
