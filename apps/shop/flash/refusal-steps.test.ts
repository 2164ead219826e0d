import assert from "node:assert/strict";
import { test } from "node:test";
import { refusalSteps } from "./refusal-steps.ts";

const rows = [
  ["offer_member_limit", "wallet next_release"],
  ["limit_household_day_count", "wallet next_release"],
  ["limit_store_week_count", "other_store next_release"],
  ["limit_all_day_count", "next_release other_store"],
  ["limit_campaign_ever_count", "next_release other_store"],
  ["offer_sold_out", "next_release other_store"],
  ["stopped", ""],
  ["offer_member_limited", ""],
] as const;

test("each limit leads somewhere else", () => {
  for (const [code, steps] of rows) assert.equal(refusalSteps({ code }).join(" "), steps, code);
});
