import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { gunzipSync, gzipSync } from "node:zlib";
import { backup } from "#platform/backup/backup.ts";
import { restore } from "#platform/backup/restore.ts";
import { verifyJournal } from "#platform/sequencer.ts";
import { type ApiAnswer, startTestApp, type TestApp } from "#tests/support/app.ts";
import { loopBrand, type LoopBrand } from "#tests/support/loop.ts";

const quiet = () => undefined;
const folders: string[] = [];
after(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

async function folderOf(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "bihuan-backup-"));
  folders.push(folder);
  return path.join(folder, "backup");
}

async function liveALittle(b: LoopBrand): Promise<void> {
  const offers = [await b.offer(), await b.offer({ title: "换一杯 🍵" })];
  for (let one = 0; one < 3; one++) {
    const member = await b.member();
    for (const offerId of offers) {
      const { link } = await b.show(member, await b.voucher(member, offerId));
      if (one === 2) continue;
      const seen = await b.prepare(link, b.first);
      const done = await b.commit(seen.body.prepareToken, 5_000 + one);
      assert.equal(done.status, 200, JSON.stringify(done.body));
    }
  }
}

const reports = ["groupBy=store", "groupBy=offer", "groupBy=day"];

type Ask = (url: string) => Promise<ApiAnswer>;

async function figuresOf(ask: Ask, key: string) {
  const answers = [];
  for (const query of reports) {
    const answer = await ask(`/api/${key}/insights/loop?${query}`);
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    const { figures, rows } = answer.body;
    assert.ok(figures.claims === 6 && rows.length > 0, JSON.stringify(figures));
    answers.push({ figures, rows });
  }
  return answers;
}

/** A copy with one row less is refused, and nothing of it stays. */
async function assertDamageIsRefused(app: TestApp, folder: string): Promise<void> {
  const damaged = await folderOf();
  await cp(folder, damaged, { recursive: true });
  const file = path.join(damaged, "wallet.vouchers.jsonl.gz");
  const lines = gunzipSync(await readFile(file)).toString().split("\n");
  await writeFile(file, gzipSync(lines.slice(1).join("\n")));
  await assert.rejects(restore(app.ownerUrl, damaged, quiet), /damaged/);
  const { rows } = await app.databases.ownerPool.query("select from platform.brands");
  assert.equal(rows.length, 0);
}

test("a backup restored into a fresh database gives the same rows and figures", async () => {
  const first = await startTestApp();
  const b = await loopBrand(first);
  await liveALittle(b);
  await first.settle();
  const before = await figuresOf((url) => b.t.api("GET", url), b.t.key);
  const folder = await folderOf();
  const made = await backup(first.ownerUrl, folder, Temporal.Now.instant(), quiet);
  await first.close();
  assert.ok(made.tables.some(({ name, rows }) => name === "wallet.vouchers" && rows === 6));

  const second = await startTestApp();
  try {
    await assertDamageIsRefused(second, folder);
    await restore(second.ownerUrl, folder, quiet);
    const again = await backup(second.ownerUrl, await folderOf(), Temporal.Now.instant(), quiet);
    assert.deepEqual(again.tables, made.tables, "rows and hashes of every table");
    const verdict = await verifyJournal(second.databases.ownerPool, b.t.brandId);
    assert.equal(verdict.wrong, null);
    await second.settle();
    const cookie = b.t.ownerCookie;
    const ask = (url: string) => second.request("GET", url, undefined, { cookie });
    assert.deepEqual(await figuresOf(ask, b.t.key), before);
    await assert.rejects(restore(second.ownerUrl, folder, quiet), /not empty/);
  } finally {
    await second.close();
  }
});
