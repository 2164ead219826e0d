import assert from "node:assert/strict";
import { test } from "node:test";
import { problemOf } from "#platform/errors.ts";
import { asksOf, type LimitRule, windowEnd, windowOf } from "./rules.ts";

const at = (text: string, timeZone = "Asia/Shanghai") =>
  ({ now: Temporal.Instant.from(text), brand: { timeZone } }) as never;

test("windows are those of the brand's calendar", () => {
  const rows: [string, string, "day" | "week" | "month" | "ever", string, string | null][] = [
    // instant                  zone             per      window         ends
    ["2026-11-22T15:59:59.999Z", "Asia/Shanghai", "day",   "2026-11-22",  "2026-11-22T16:00:00Z"],
    ["2026-11-22T16:00:00Z",     "Asia/Shanghai", "day",   "2026-11-23",  "2026-11-23T16:00:00Z"],
    ["2026-11-22T15:59:59Z",     "Asia/Shanghai", "week",  "w2026-11-16", "2026-11-22T16:00:00Z"],
    ["2026-11-22T16:00:00Z",     "Asia/Shanghai", "week",  "w2026-11-23", "2026-11-29T16:00:00Z"],
    ["2026-11-30T15:59:59Z",     "Asia/Shanghai", "month", "2026-11",     "2026-11-30T16:00:00Z"],
    ["2026-12-31T16:00:00Z",     "Asia/Shanghai", "month", "2027-01",     "2027-01-31T16:00:00Z"],
    // A day of 25 hours: Berlin puts its clocks back on 25 October 2026.
    ["2026-10-24T22:00:00Z",     "Europe/Berlin", "day",   "2026-10-25",  "2026-10-25T23:00:00Z"],
    ["2026-11-22T00:00:00Z",     "Asia/Shanghai", "ever",  "",            null],
  ];
  for (const [instant, zone, per, window, end] of rows) {
    assert.equal(windowOf(at(instant, zone), per), window, instant);
    assert.equal(windowEnd(at(instant, zone), per)?.toString() ?? null, end, instant);
  }
});

test("asks come from narrow to wide; money takes the amount, the unknown nothing", () => {
  const rule = (of: LimitRule["of"], per: LimitRule["per"], what: LimitRule["what"] = "count") =>
    ({ of, per, what, cap: 5 });
  const rules = [
    rule("all", "ever"), rule("store", "month", "money"), rule("member", "day"),
    rule("member", "ever"), rule("household", "ever"), rule("all", "day"),
  ];
  const subject = { member: "M", store: "S", household: null };
  const asks = asksOf(at("2026-11-22T04:00:00Z"), { scope: "offer:O", rules }, subject, 1200);
  assert.deepEqual(asks.map(({ key, amount }) => [key, amount]), [
    ["offer:O:member:M:2026-11-22", 1],
    ["offer:O:member:M", 1],
    ["offer:O:money:store:S:2026-11", 1200],
    ["offer:O:all:2026-11-22", 1],
    ["offer:O:all", 1],
  ]);
  const unknown = asksOf(at("2026-11-22T04:00:00Z"), { scope: "offer:O", rules }, subject, null);
  assert.equal(unknown.length, 4);
});

test("each refusal names the limit and what to do next, in both languages", () => {
  const rows: [Omit<LimitRule, "cap">, string, string][] = [
    [{ of: "member", per: "day", what: "count" },
      "每人今日的名额已用完（上限 3） 请明天再来。",
      "The limit of 3 for each member today is used up Come again tomorrow."],
    [{ of: "store", per: "month", what: "money" },
      "这家门店本月的优惠金额已用完 请换一家门店，或者请下个月再来。",
      "The budget at this store this month is used up Try another store. Come again next month."],
    [{ of: "all", per: "ever", what: "count" },
      "本优惠的名额已用完（上限 3） 可以看看下一场限量发售；请看看本店的其他优惠。",
      "The limit of 3 for everybody is used up Look at the next flash release. " +
        "Look at the store's other offers."],
  ];
  for (const [rule, zh, en] of rows) {
    const code = `limit_${rule.of}_${rule.per}_${rule.what}`;
    const told = (lang: "zh" | "en") => {
      const { title, next } = problemOf(code, { cap: 3 }, lang, "r");
      return `${title} ${next}`;
    };
    assert.equal(told("zh"), zh);
    assert.equal(told("en"), en);
  }
});
