import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import fc from "fast-check";
import { newId } from "#platform/ids.ts";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import type { AccountRef } from "./account-kinds.ts";
import { balanceOf } from "./balance.ts";
import { type EntryInput, post } from "./post.ts";
import { reverseCause } from "./reverse.ts";
import { verifyLedger } from "./verify-ledger.ts";

let app: TestApp;
type Brand = Awaited<ReturnType<TestApp["brand"]>>;
let brand: Brand;
before(async () => {
  app = await startTestApp();
  brand = await app.brand();
});
after(() => app.close());

const funds: AccountRef = { kind: "funds", ownerKind: "brand", ownerId: newId() };
const budgetOf = (ownerId: string): AccountRef =>
  ({ kind: "budget", ownerKind: "campaign", ownerId });
const spentOf = (ownerId: string): AccountRef => ({ kind: "spent", ownerKind: "offer", ownerId });

let count = 0;
const move = (from: AccountRef, to: AccountRef, amount: number, more = {}): EntryInput => ({
  kind: "spend",
  postingKey: `test:${count++}`,
  unit: "CNY",
  postings: [{ account: from, amount: -amount }, { account: to, amount }],
  ...more,
});
const run = (entries: readonly EntryInput[]) => brand.ctx((ctx) => post(ctx, entries));
const balance = (ref: AccountRef) => brand.ctx((ctx) => balanceOf(ctx, ref));
const verdict = () => verifyLedger(app.databases.ownerPool, brand.brandId);

test("what is spent leaves the budget, never more than is in it, and comes back once", async () => {
  const campaign = newId();
  const [budget, spent] = [budgetOf(campaign), spentOf(campaign)];
  await run([move(funds, budget, 10_000)]);
  const causeId = newId();
  await run([move(budget, spent, 6_000, { causeId })]);
  const tooMuch = run([move(budget, spent, 3_000), move(budget, spent, 1_001)]);
  await assert.rejects(tooMuch, { code: "balance_too_low" });
  assert.equal(await balance(budget), 4_000);
  assert.equal(await brand.ctx((ctx) => reverseCause(ctx, causeId)), 1);
  assert.equal(await brand.ctx((ctx) => reverseCause(ctx, causeId)), 0);
  assert.equal(await balance(budget), 10_000);
  assert.equal(await balance(spent), 0);
});

test("a key posts once, also when many post it at the same moment", async () => {
  const [budget, loss] = [budgetOf(newId()), { ...budgetOf(newId()), kind: "loss" } as AccountRef];
  await run([move(funds, budget, 5)]);
  const again = (to: AccountRef, from: AccountRef, postingKey: string) =>
    Promise.all(Array.from({ length: 8 }, () => run([move(from, to, 5, { postingKey })])));
  const kept = await again(spentOf(newId()), budget, "one spend");
  const derived = await again(loss, funds, "one loss");
  assert.equal(kept.flat().length, 1);
  assert.equal(derived.flat().length, 1);
  assert.equal(await balance(budget), 0);
  assert.equal(await balance(loss), 5);
});

test("entries that are none are mistakes of the caller", async () => {
  const budget = budgetOf(newId());
  const wrong: EntryInput["postings"][] = [
    [{ account: funds, amount: -5 }, { account: budget, amount: 4 }],
    [{ account: funds, amount: 0 }, { account: budget, amount: 0 }],
    [{ account: budget, amount: -5 }, { account: budget, amount: 5 }],
    [{ account: funds, amount: -0.5 }, { account: budget, amount: 0.5 }],
    [],
  ];
  for (const postings of wrong) {
    await assert.rejects(run([{ ...move(funds, budget, 1), postings }]), RangeError);
  }
});

test("any spends at once: the ledger sums to zero and no budget is overdrawn", async () => {
  const budgets = [newId(), newId(), newId()].map(budgetOf);
  const amounts = fc.integer({ min: 1, max: 60 });
  const way = fc.tuple(fc.nat({ max: 2 }), fc.nat({ max: 2 }), amounts);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(way, { maxLength: 4 }), { maxLength: 6 }), async (all) => {
      await run(budgets.map((budget) => move(funds, budget, 50)));
      await Promise.allSettled(
        all.map((ways) =>
          run(ways.flatMap(([from, to, amount]) =>
            from === to ? [] : [move(budgets[from]!, budgets[to]!, amount)])),
        ),
      );
      for (const budget of budgets) assert.ok((await balance(budget)) >= 0);
      assert.equal((await verdict()).wrong, null);
    }),
    { numRuns: 12 },
  );
});

test("verify names the first record that was changed", async () => {
  const owner = app.databases.ownerPool;
  const budget = budgetOf(newId());
  const [entryId] = await run([move(funds, budget, 700)]);
  assert.equal((await verdict()).wrong, null);
  const where = "where brand_id = $1 and entry_id = $2 and amount > 0";
  const change = (by: number) =>
    owner.query(`update wallet.postings set amount = amount + ${by} ${where}`,
      [brand.brandId, entryId]);
  await change(1);
  assert.equal((await verdict()).wrong?.record, `entry ${entryId}`);
  await change(-1);
  await owner.query(
    "update wallet.accounts set balance = balance + 1 where brand_id = $1 and owner_id = $2",
    [brand.brandId, budget.ownerId],
  );
  assert.match((await verdict()).wrong?.why ?? "", /balance is 701, its postings make 700/);
});

test("nothing edits the ledger, and no brand sees another's", async () => {
  const other = await app.brand();
  await run([move(funds, budgetOf(newId()), 1)]);
  const edit = brand.ctx((ctx) =>
    ctx.tx.updateTable("wallet.entries" as never).set({ kind: "x" } as never).execute());
  await assert.rejects(edit, /permission denied/);
  assert.equal(await other.ctx((ctx) => balanceOf(ctx, funds, "CNY")), 0);
});
