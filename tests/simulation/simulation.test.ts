import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { type Ground, layGround } from "./city.ts";
import { simulate } from "./simulate.ts";

let app: TestApp;
let ground: Ground;
before(async () => {
  app = await startTestApp();
  ground = await layGround(app);
});
after(() => app.close());

const seeds = 50;
const steps = 2_000;

const lanes = 4;

test(`${seeds} cities whose counters lose their line keep every rule`, async () => {
  let [used, sent, next] = [0, 0, 1];
  const lane = async (): Promise<void> => {
    while (next <= seeds) {
      const tally = await simulate(ground, next++, steps);
      used += tally.used;
      sent += tally.sent;
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  assert.ok(used > seeds && sent > seeds, `only ${used} uses, ${sent} records sent`);
});
