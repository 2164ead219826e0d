import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import fc from "fast-check";
import type { Context } from "#platform/context.ts";
import { Refusal } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { startTestApp, type TestApp, type TestBrand } from "#tests/support/app.ts";
import { verifyLedger } from "../ledger/verify-ledger.ts";
import { earnInOrder } from "./earn-in-order.ts";
import { givePointsBack } from "./give-points-back.ts";
import { freezePoints, unfreezePoints } from "./hold-points.ts";
import { pointsView } from "./points-view.ts";
import { savePointsSettings } from "./settings.ts";
import { settlePoints } from "./settle.ts";
import { spendPointsInOrder } from "./spend-points.ts";
import { takeBackEarned } from "./take-back-earned.ts";
import { verifyPoints } from "./verify-points.ts";

let app: TestApp;
let brand: TestBrand;
before(async () => {
  app = await startTestApp();
  brand = await app.brand({ timeZone: "America/New_York" });
  await brand.ctx((ctx) => savePointsSettings(ctx, {
    active: true, earn: { points: 3, minor: 700 }, pendingDays: 2,
    expiry: { kind: "months", months: 1 }, step: { points: 10, minor: 1 }, capBps: 10_000,
  }));
});
after(() => app.close());

interface Order {
  readonly orderId: string;
  readonly basisMinor: number;
  readonly spent: number;
  refunded: number;
  back: number;
}

interface Act {
  readonly kind: "earn" | "spend" | "return" | "back" | "freeze" | "unfreeze" | "settle";
  readonly size: number;
  readonly which: number;
  readonly days: number;
}

const acts = fc.array(
  fc.record({
    kind: fc.constantFrom(
      "earn", "earn", "spend", "spend", "return", "return", "back", "freeze", "unfreeze", "settle"),
    size: fc.integer({ min: 1, max: 100 }),
    which: fc.nat({ max: 5 }),
    days: fc.constantFrom(0, 0, 1, 2, 9, 30),
  }) as fc.Arbitrary<Act>,
  { minLength: 4, maxLength: 14 },
);

const begin = Temporal.Instant.from("2026-11-20T04:59:59Z");

/** A refusal is an answer like another; anything else is a fault. */
async function tried(run: () => Promise<unknown>): Promise<boolean> {
  try {
    await run();
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

interface World {
  readonly memberId: string;
  readonly orders: Order[];
  at<T>(run: (ctx: Context) => Promise<T>): Promise<T>;
}

async function sell(world: World, basisMinor: number, points: number): Promise<void> {
  const order = { orderId: newId(), basisMinor, spent: points, refunded: 0, back: 0 };
  const { memberId, orders, at } = world;
  const done = await tried(() => at(async (ctx) => {
    await spendPointsInOrder(ctx, { ...order, memberId, points, amountMinor: points });
    await earnInOrder(ctx, { ...order, memberId });
  }));
  if (done) orders.push(order);
}

async function giveBack(world: World, order: Order, size: number): Promise<void> {
  const { memberId, at } = world;
  const points = Math.min(order.spent - order.back, size);
  if (points === 0) return;
  order.back += points;
  const { orderId, back } = order;
  await at((ctx) => givePointsBack(ctx, { orderId, memberId, points, key: `b${back}` }));
}

async function takeBack(world: World, order: Order, size: number): Promise<void> {
  const { memberId, at } = world;
  order.refunded = Math.min(order.basisMinor, order.refunded + size * 61);
  const { orderId, basisMinor, refunded: refundedMinor } = order;
  const taking = { orderId, memberId, basisMinor, refundedMinor, key: `r${refundedMinor}` };
  await at((ctx) => takeBackEarned(ctx, taking));
}

async function run(world: World, { kind, size, which }: Act): Promise<void> {
  const { memberId, orders, at } = world;
  const held = { memberId, points: size, reason: "检查" };
  const order = orders[which % Math.max(1, orders.length)];
  if (kind === "earn") await sell(world, size * 997, 0);
  if (kind === "spend") await sell(world, size * 31, size * 2);
  if (kind === "return" && order) await takeBack(world, order, size);
  if (kind === "back" && order) await giveBack(world, order, size);
  if (kind === "freeze") await tried(() => at((ctx) => freezePoints(ctx, held)));
  if (kind === "unfreeze") await tried(() => at((ctx) => unfreezePoints(ctx, held)));
  if (kind === "settle") await at((ctx) => settlePoints(ctx, [memberId]));
}

async function holds(): Promise<void> {
  const { ownerPool } = app.databases;
  assert.deepEqual((await verifyLedger(ownerPool, brand.brandId)).wrong, null);
  assert.deepEqual((await verifyPoints(ownerPool, brand.brandId)).wrong, null);
}

test("any sequence: the ledger sums to zero, lots fit it, nothing falls below zero", async () => {
  await fc.assert(
    fc.asyncProperty(acts, async (all) => {
      let now = begin;
      const memberId = newId();
      const at = <T>(work: (ctx: Context) => Promise<T>) => brand.ctx(work, now);
      const world: World = { memberId, orders: [], at };
      for (const act of all) {
        now = now.add({ hours: 24 * act.days });
        await run(world, act);
        const before = await at((ctx) => pointsView(ctx, memberId));
        await at((ctx) => settlePoints(ctx, [memberId]));
        const view = await at((ctx) => pointsView(ctx, memberId));
        assert.equal(before.spendable, view.spendable, "the clock says what the job writes");
        for (const part of [view.spendable, view.pending, view.frozen, view.owed]) {
          assert.ok(part >= 0);
        }
        assert.ok(view.spendable === 0 || view.owed === 0, "what is owed is paid off first");
      }
      await holds();
    }),
    { numRuns: 25 },
  );
});

test("however an order is returned in parts, its points end the same", async () => {
  const steps = fc.array(fc.integer({ min: 1, max: 9_000 }), { minLength: 1, maxLength: 5 });
  const basis = fc.integer({ min: 700, max: 40_000 });
  const spends = fc.integer({ min: 0, max: 150 });
  await fc.assert(
    fc.asyncProperty(steps, steps, basis, spends, async (one, other, basisMinor, points) => {
      const total = Math.min(basisMinor, Math.max(...one, ...other));
      const ends = [];
      for (const path of [one, other]) {
        const memberId = newId();
        const orderId = newId();
        const at = <T>(hours: number, work: (ctx: Context) => Promise<T>) =>
          brand.ctx(work, begin.add({ hours }));
        await at(0, (ctx) => earnInOrder(ctx, { orderId, memberId, basisMinor }));
        const spending = { orderId: newId(), memberId, points, amountMinor: points };
        await tried(() => at(72, (ctx) => spendPointsInOrder(ctx, spending)));
        const totals = [...path.filter((step) => step < total).sort((a, b) => a - b), total];
        for (const refundedMinor of totals) {
          const taking = { orderId, memberId, basisMinor, refundedMinor, key: `${refundedMinor}` };
          await at(73, (ctx) => takeBackEarned(ctx, taking));
        }
        ends.push(await at(74, (ctx) => pointsView(ctx, memberId)));
      }
      assert.deepEqual(ends[0], ends[1]);
    }),
    { numRuns: 25 },
  );
  await holds();
});
