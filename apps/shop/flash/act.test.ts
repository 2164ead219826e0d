import assert from "node:assert/strict";
import { test } from "node:test";
import { actOf } from "./act.ts";
import type { Entry } from "./answer.ts";

const start = 1_000_000;
const end = start + 60_000;

interface Row {
  says: string;
  mode?: "rush" | "lottery";
  stopped?: boolean;
  cancelled?: boolean;
  left?: number;
  entry?: Entry["state"];
  at: number;
  act: string;
}

const rows: Row[] = [
  { says: "before the start one queues", at: -1, act: "enter queue" },
  { says: "at the start one rushes", at: 0, act: "enter rush" },
  { says: "sold out: the list", at: 5, left: 0, act: "wait-list" },
  { says: "the last moment counts", at: 59_999, act: "enter rush" },
  { says: "the end does not", at: 60_000, act: "none over" },
  { says: "a lottery before", mode: "lottery", at: -1, act: "enter draw" },
  { says: "a lottery while it runs", mode: "lottery", at: 5, left: 0, act: "enter draw" },
  { says: "a lottery drawn", mode: "lottery", at: 60_000, act: "none over" },
  { says: "in the waiting room", at: -1, entry: "queued", act: "none queued" },
  { says: "in the lottery", mode: "lottery", at: 1, entry: "queued", act: "none entered" },
  { says: "held", at: 5, entry: "held", act: "confirm" },
  { says: "a hold that is over may try again", at: 31_000, entry: "held", act: "enter rush" },
  { says: "on the list", at: 5, left: 0, entry: "waiting", act: "none waiting" },
  { says: "won stays won after the end", at: 90_000, entry: "won", act: "wallet" },
  { says: "won stays won under a stop", at: 5, stopped: true, entry: "won", act: "wallet" },
  { says: "stopped holds a confirmation too", at: 5, stopped: true, entry: "held",
    act: "none stopped" },
  { says: "given up, one may try again", at: 5, entry: "given_up", act: "enter rush" },
  { says: "cancelled", at: 5, cancelled: true, act: "none over" },
];

for (const row of rows) {
  test(row.says, () => {
    const slot = {
      slotId: "s", state: "open" as const, startsAt: start, endsAt: end, left: row.left ?? 3,
    };
    const act = actOf({
      release: {
        mode: row.mode ?? "rush",
        kind: "slots",
        stopped: row.stopped ?? false,
        state: row.cancelled ? "cancelled" : "open",
      },
      slot,
      entry: row.entry ? { state: row.entry, holdEndsAt: start + 30_000 } : undefined,
      now: start + row.at,
    });
    const more = act.name === "enter" ? ` ${act.label}` : act.name === "none" ? ` ${act.why}` : "";
    assert.equal(act.name + more, row.act);
  });
}
