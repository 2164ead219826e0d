import assert from "node:assert/strict";
import { test } from "node:test";
import * as format from "./format.ts";

const noon = Date.UTC(2026, 10, 21, 4, 5);
const zone = "Asia/Shanghai";

const rows: [what: string, got: string, expected: string][] = [
  ["a whole amount has no decimals", format.money(1000, "CNY", "zh"), "¥10"],
  ["a broken amount has all of them", format.money(950, "CNY", "zh"), "¥9.50"],
  ["thousands are grouped", format.money(123456700, "CNY", "zh"), "¥1,234,567"],
  ["yen has no minor unit", format.money(500, "JPY", "en"), "¥500"],
  ["a currency without a symbol shows its code", format.money(1050, "THB", "en"), "THB 10.50"],
  ["in a column every amount has its decimals", format.columnMoney(1000, "CNY", "zh"), "¥10.00"],
  ["yen has none there either", format.columnMoney(500, "JPY", "zh"), "¥500"],
  ["less than nothing", format.money(-250, "CNY", "zh"), "−¥2.50"],
  ["20 % off in Chinese", format.percentOff(2000, "zh"), "8折"],
  ["15 % off in Chinese", format.percentOff(1500, "zh"), "8.5折"],
  ["20 % off in English", format.percentOff(2000, "en"), "20%"],
  ["a day in the brand's zone", format.day(noon, zone, "zh"), "11月21日"],
  ["another year is said", format.day(noon, zone, "en", Date.UTC(2027, 1, 1)), "21 Nov 2026"],
  ["a half-open end shows the day before",
    format.lastDay(Date.UTC(2026, 10, 30, 16), zone, "zh"), "11月30日"],
  ["the clock of the zone", format.clock(noon, zone), "12:05"],
  ["a whole minute needs no seconds", format.exactTime(noon, zone, "zh"), "11月21日 12:05"],
  ["a start to the second", format.exactTime(noon + 7_000, zone, "en"), "21 Nov 12:05:07"],
  ["one day is named once",
    format.timeSpan(noon, noon + 5_400_000, zone, "zh"), "11月21日 12:05–13:35"],
  ["two days are both named",
    format.timeSpan(noon, noon + 86_400_000, zone, "zh"), "11月21日 12:05 – 11月22日 12:05"],
  ["near", format.distance(347, "zh"), "350 米"],
  ["a walk", format.distance(1240, "en"), "1.2 km"],
  ["a ride", format.distance(23400, "en"), "23 km"],
  ["time left", format.countdown(65_000, 0), "1:05"],
  ["no time left", format.countdown(0, 9_000), "0:00"],
  ["a spoken number", format.inFours("123456789012"), "1234 5678 9012"],
];

for (const [what, got, expected] of rows) {
  test(what, () => assert.equal(got, expected));
}
