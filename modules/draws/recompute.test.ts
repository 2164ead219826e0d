import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { loopBrand } from "#tests/support/loop.ts";
import { drawsOf, packet } from "./draws.fixture.ts";

const script = path.resolve(import.meta.dirname, "../../examples/recompute-draw.mjs");
let app: TestApp;
let folder: string;
let text: string;

/** What the script says of a log, told apart by its exit. */
async function recomputed(log: string): Promise<string> {
  const file = path.join(folder, "draw.ndjson");
  await writeFile(file, log);
  const run = promisify(execFile)(process.execPath, [script, file]);
  return run.then(({ stdout }) => stdout, ({ stderr }) => stderr);
}

before(async () => {
  app = await startTestApp();
  folder = await mkdtemp(path.join(tmpdir(), "recompute-"));
  const shop = await loopBrand(app);
  const draws = drawsOf(app, shop);
  const offerId = await shop.offer({ totalStock: 3, perMember: 1 });
  const drawId = await draws.open({
    prizes: [
      packet(900, 2, 100_000, "大红包"),
      { kind: "voucher", name: "券", ppm: 300_000, pieces: 6, offerId, worthMinor: 1_000 },
      {
        kind: "money", name: "手气", ppm: 300_000, pieces: 12,
        money: { kind: "random", minMinor: 10, maxMinor: 500, totalMinor: 2_000 },
      },
    ],
  });
  const members = await Promise.all(Array.from({ length: 4 }, () => shop.member()));
  const plays = members.flatMap((member) =>
    Array.from({ length: 12 }, () => draws.play(member, drawId)));
  await Promise.all(plays);
  await draws.end(drawId);
  text = (await draws.log(drawId)).text;
  assert.equal(await draws.fault(), null);
});
after(async () => {
  await app.close();
  await rm(folder, { recursive: true });
});

test("a downloaded log recomputes with a program that shares no code with ours", async () => {
  const told = await recomputed(text);
  assert.match(told, /^✓ \d+ 次抽奖全部重算一致/);
  assert.ok(text.includes('"unavailable":[2'), "some voucher was refused by its offer");
});

test("a log in which anything was changed does not", async () => {
  const lines = text.trim().split("\n");
  const change = (place: number, more: object): string =>
    lines.with(place, JSON.stringify({ ...JSON.parse(lines[place]!), ...more })).join("\n");
  const won = lines.findIndex((line) => line.includes('"prizeNo":3'));
  assert.match(await recomputed(change(won, { prizeNo: 1 })), new RegExp(`✗ play ${won}`));
  assert.match(await recomputed(change(won, { amountMinor: 501 })), new RegExp(`✗ play ${won}`));
  assert.match(await recomputed(change(0, { seed: "ab".repeat(32) })), /not the one/);
  assert.match(await recomputed(lines.toSpliced(4, 1).join("\n")), /play 5 follows 3/);
  assert.match(await recomputed(lines.slice(0, -1).join("\n")), /plays are in the file/);
});
