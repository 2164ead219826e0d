import assert from "node:assert/strict";
import { test } from "node:test";
import { draftOf, type DrawDraft, drawBody, ppmOf, sumOf } from "./draw-draft.ts";

const draft: DrawDraft = {
  name: "摇一摇",
  rules: "每人一次",
  startsLocal: "2026-12-01T10:00",
  endsLocal: "",
  prizes: [
    { kind: "money", moneyKind: "fixed", name: "红包", percent: 12.5, pieces: 4, amount: 8.88 },
    {
      kind: "money", moneyKind: "random", name: "手气", percent: 0.0001, pieces: 10,
      min: 0.1, max: 20, total: 50,
    },
    { kind: "voucher", moneyKind: "fixed", name: "券", percent: 30, offerId: "o", worth: 10 },
  ],
  limits: [{ of: "member", per: "day", cap: 2 }],
  whenGone: "next",
};

test("yuan and per cent become fen and parts per million, exactly", () => {
  const { prizes, endsLocal, nameEn } = drawBody(draft, "CNY");
  assert.equal(endsLocal, null);
  assert.equal(nameEn, null);
  assert.deepEqual(prizes, [
    {
      kind: "money", name: "红包", nameEn: null, ppm: 125_000, pieces: 4,
      money: { kind: "fixed", minor: 888 },
    },
    {
      kind: "money", name: "手气", nameEn: null, ppm: 1, pieces: 10,
      money: { kind: "random", minMinor: 10, maxMinor: 2_000, totalMinor: 5_000 },
    },
    {
      kind: "voucher", name: "券", nameEn: null, ppm: 300_000, pieces: null, offerId: "o",
      worthMinor: 1_000,
    },
  ]);
  assert.equal(ppmOf(0.3), 3_000);
});

test("what the prizes come to is told while they are typed", () => {
  assert.deepEqual(sumOf(draft, "CNY"), { wonPpm: 425_001, poolMinor: 888 * 4 + 5_000 });
  const half = { ...draft, prizes: [undefined, { kind: "money", moneyKind: "fixed" } as const] };
  assert.deepEqual(sumOf(half, "CNY"), { wonPpm: 0, poolMinor: 0 });
});

test("a saved draft comes back into the form as it was typed", () => {
  const body = drawBody(draft, "CNY");
  const views = body.prizes.map((prize, place) => ({
    no: place + 1,
    kind: prize.kind,
    name: prize.name,
    nameEn: null,
    ppm: prize.ppm,
    pieces: prize.pieces,
    left: prize.pieces,
    worthMinor: prize.kind === "voucher" ? prize.worthMinor : null,
    offerId: prize.kind === "voucher" ? prize.offerId : null,
    money: prize.kind !== "money"
      ? null
      : prize.money.kind === "random"
        ? prize.money
        : { kind: "fixed" as const, minMinor: 888, maxMinor: 888, totalMinor: 888 * 4 },
  }));
  const again = draftOf({ ...body, prizes: views } as never, "CNY");
  assert.deepEqual(drawBody(again, "CNY"), body);
});
