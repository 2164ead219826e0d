import assert from "node:assert/strict";
import { test } from "node:test";
import { draftBody, newRelease, numbersIn, stockOf } from "./release-draft.ts";

const zone = "Asia/Shanghai";

test("times are those of the brand's wall, whatever zone the operator sits in", () => {
  const body = draftBody(
    {
      ...newRelease(0, zone), offerId: "o", name: " 龙井 ", warmUpAt: "2026-11-22T08:00",
      slots: [{ startsAt: "2026-11-23T20:00", endsAt: "2026-11-23T20:30:15", stock: 7 }],
    },
    zone,
  );
  assert.equal(body.name, "龙井");
  assert.equal(new Date(body.warmUpAt).toISOString(), "2026-11-22T00:00:00.000Z");
  const [slot] = body.slots ?? [];
  assert.equal(new Date(slot?.startsAt ?? 0).toISOString(), "2026-11-23T12:00:00.000Z");
  assert.equal(new Date(slot?.endsAt ?? 0).toISOString(), "2026-11-23T12:30:15.000Z");
  assert.equal(body.holdSeconds, 600);
});

test("a release of numbers sends numbers and no slots, and the other way round", () => {
  const draft = { ...newRelease(0, zone), kind: "numbers" as const, numbers: "888 6666" };
  const body = draftBody(draft, zone);
  assert.deepEqual(body.numbers?.items, ["888", "6666"]);
  assert.equal("slots" in body, false);
  assert.equal("numbers" in draftBody({ ...draft, kind: "slots" }, zone), false);
});

test("pasted numbers come one a line or with commas; what is wrong is told apart", () => {
  assert.deepEqual(numbersIn("8888，6666\n A-1 ;8888 乱"), {
    items: ["8888", "6666", "A-1", "8888", "乱"], twice: ["8888"], bad: ["乱"], tooMany: false,
  });
  assert.equal(numbersIn(Array.from({ length: 201 }, (_, at) => at).join(" ")).tooMany, true);
});

test("the stock is what all slots or numbers add up to", () => {
  assert.equal(stockOf({ kind: "slots", slots: [{ stock: 3 }, { stock: 4 }, {}] }), 7);
  assert.equal(stockOf({ kind: "numbers", numbers: "1 2 3" }), 3);
});
