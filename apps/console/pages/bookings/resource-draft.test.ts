import assert from "node:assert/strict";
import { test } from "node:test";
import {
  daysBody, draftOfResource, newResource, resourceBody, type ResourceDraft,
} from "./resource-draft.ts";

const draft: ResourceDraft = { ...newResource, name: "沈师傅" };

test("hours past midnight go out as minutes of the day that they began on", () => {
  const hours = [{ weekday: 5, opens: "18:00", closes: "02:00" }];
  assert.deepEqual(resourceBody({ ...draft, own: true, hours }).hours, [
    { weekday: 5, opensMin: 1080, closesMin: 1560 },
  ]);
});

test("who keeps the store's hours sends none", () => {
  const hours = [{ weekday: 5, opens: "18:00", closes: "22:00" }];
  assert.equal(resourceBody({ ...draft, own: false, hours }).hours, null);
});

test("a day without clocks is a day away; two rows of a day are two spans", () => {
  const special = [
    { day: "2026-12-01" },
    { day: "2026-12-02", opens: "09:00", closes: "12:00" },
    { day: "2026-12-02", opens: "14:00", closes: "18:00" },
  ];
  assert.deepEqual(daysBody({ special }), [
    { day: "2026-12-01", spans: [] },
    {
      day: "2026-12-02",
      spans: [{ opensMin: 540, closesMin: 720 }, { opensMin: 840, closesMin: 1080 }],
    },
  ]);
});

test("a resource read and sent again is the same", () => {
  const hours = [{ weekday: 1, opensMin: 1200, closesMin: 1500 }];
  const days = [{ day: "2026-12-01", spans: [] }];
  const read = {
    resourceId: "r", storeId: "s", kind: "room" as const, name: "竹间", nameEn: null,
    staffId: null, capacity: 2, skills: ["a"], active: true, hours, days,
  };
  const sent = draftOfResource(read);
  assert.deepEqual(resourceBody(sent).hours, hours);
  assert.deepEqual(daysBody(sent), days);
});
