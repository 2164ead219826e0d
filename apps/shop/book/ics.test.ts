import assert from "node:assert/strict";
import { test } from "node:test";
import { icsOf } from "./ics.ts";

const entry = {
  uid: "one@bihuan",
  from: Date.parse("2026-11-24T06:00:00Z"),
  to: Date.parse("2026-11-24T07:30:00Z"),
  madeAt: Date.parse("2026-11-22T00:00:00Z"),
  title: "品茶；两位, 湖边",
  place: "杭州店",
  text: "第一行\n第二行",
};

test("an entry carries its times in UTC and its commas and lines escaped", () => {
  const ics = icsOf(entry);
  assert.match(ics, /\r\nDTSTART:20261124T060000Z\r\nDTEND:20261124T073000Z\r\n/);
  assert.match(ics, /SUMMARY:品茶；两位\\, 湖边\r\n/);
  assert.match(ics, /DESCRIPTION:第一行\\n第二行\r\n/);
});

test("long lines are folded at 75 octets, never within a character", () => {
  const ics = icsOf({ ...entry, text: "茶".repeat(80) });
  for (const line of ics.split("\r\n")) assert.ok(Buffer.byteLength(line) <= 75, line);
  assert.ok(ics.replaceAll("\r\n ", "").includes("茶".repeat(80)));
});
