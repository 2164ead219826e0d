import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import fc from "fast-check";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import type { LoopMember } from "#tests/support/loop.ts";
import { automatic, off, ok, orderingBrand, type OrderingBrand } from "#tests/support/orders.ts";
import { verifyLedger, verifyLimitsOf } from "#tests/support/verify.ts";
import { moved, wealthOf } from "#tests/support/wealth.ts";

// Each case is three orders and all their returns in a real database.
const numRuns = Number(process.env.BIHUAN_WHOLE_STATE_RUNS ?? 4);

let app: TestApp;
let shop: OrderingBrand;
let rich: ReturnType<typeof wealthOf>;
let voucherOffer: string;

before(async () => {
  app = await startTestApp();
  shop = await orderingBrand(app);
  rich = wealthOf(app, shop);
  await rich.pointsOn();
  voucherOffer = await shop.offer();
  await shop.on(automatic(off(25_000, 3_000)));
  for (const code of codes) await shop.stock(code, 10_000);
});
afterEach(async () => {
  await verifyLedger(app, shop.t.brandId);
  await verifyLimitsOf(app, shop.t.brandId);
});
after(() => app.close());

const codes = ["TEA", "RED", "CUP"] as const;
type Units = readonly number[];
type Policy = "reprice" | "keep" | "charge_gift";
const wallet = { usePoints: 1_500, useStoredValueMinor: 2_500, paymentKind: "in_store" };

const linesOf = (units: Units) =>
  codes.flatMap((code, at) => (units[at] ? [[code, units[at]] as const] : []));
/** Line ids go by the place among the lines that are there. */
const lineIdOf = (units: Units, at: number) =>
  `l${codes.slice(0, at).filter((_, before) => units[before]).length}`;

async function policyOf(refundPolicy: Policy): Promise<void> {
  ok(await shop.api("PUT", "/order-settings", {
    payMinutes: 30, acceptDays: 7, refundPolicy, vouchersBack: "when_over",
  }));
}

async function newMember(): Promise<LoopMember> {
  const member = await shop.member();
  await rich.enrich(member, { points: 2_000, principalMinor: 3_000, bonusMinor: 600 });
  await shop.voucher(member, voucherOffer);
  return member;
}

async function bought(member: LoopMember, units: Units) {
  const lines = linesOf(units);
  const body = { storeId: shop.first, lines: shop.linesOf(lines), ...wallet };
  const { paymentKind: _kind, ...asked } = body;
  const quote = ok(await shop.shop(member, "POST", "/orders/quote", asked));
  const order = await shop.ordered(member, lines, quote.totalMinor, wallet);
  if (order.openMinor > 0) {
    ok(await shop.api("POST", `/orders/${order.orderId}/payments`, {
      method: "cash", amountMinor: order.openMinor,
    }));
  }
  return order as { orderId: string; totalMinor: number };
}

interface Step {
  readonly lineId: string;
  readonly quantity: number;
}

interface Given {
  readonly refundMinor: number;
  readonly carriedMinor: number;
}

async function back(orderId: string, returned: readonly Step[]): Promise<Given> {
  const path = `/orders/${orderId}/returns`;
  const shown = ok(await shop.api("POST", `${path}/preview`, { returned }));
  ok(await shop.api("POST", path, {
    returned, reason: "changed_mind", restock: true, expectedMinor: shown.refundMinor,
  }));
  await verifyLedger(app, shop.t.brandId);
  return shown;
}

/** Every unit that comes back, one by one, in the order of the keys. */
function unitsBack(units: Units, kept: Units, keys: readonly number[]): Step[] {
  const steps = codes.flatMap((_, at) =>
    Array.from({ length: (units[at] ?? 0) - (kept[at] ?? 0) }, () =>
      ({ lineId: lineIdOf(units, at), quantity: 1 })));
  return steps
    .map((step, at) => ({ step, key: keys[at % keys.length] ?? 0 }))
    .sort((a, b) => a.key - b.key)
    .map(({ step }) => step);
}

const atOnce = (steps: readonly Step[]): Step[] => {
  const counts = new Map<string, number>();
  for (const { lineId } of steps) counts.set(lineId, (counts.get(lineId) ?? 0) + 1);
  return [...counts].map(([lineId, quantity]) => ({ lineId, quantity }));
};

async function stateAfter(act: (member: LoopMember) => Promise<void>) {
  const member = await newMember();
  const [books, stock] = [await rich.books(), await stockNow()];
  await act(member);
  return {
    wealth: await rich.wealth(member),
    books: moved(books, await rich.books()),
    stock: moved(stock, await stockNow()),
  };
}

const stockNow = async (): Promise<Record<string, number>> =>
  Object.fromEntries(
    await Promise.all(codes.map(async (code) => [code, (await shop.stockOf(code))[0]] as const)),
  );

const carts = fc
  .record({
    units: fc.tuple(fc.nat(3), fc.nat(2), fc.nat(3)),
    keptBps: fc.tuple(fc.nat(100), fc.nat(100), fc.nat(100)),
    keys: fc.array(fc.nat(1_000), { minLength: 8, maxLength: 8 }),
  })
  .map(({ units, keptBps, keys }) => ({
    units: units.every((one) => one === 0) ? [1, 1, 1] : [...units],
    keptBps,
    keys,
  }))
  .map(({ units, keptBps, keys }) => ({
    units,
    kept: units.map((count, at) => Math.floor((count * (keptBps[at] ?? 0)) / 101)),
    keys,
  }))
  .filter(({ units, kept }) => units.some((count, at) => count > (kept[at] ?? 0)));

test("re-pricing: any sequence of returns ends as if they had never been bought", async () => {
  await policyOf("reprice");
  await fc.assert(
    fc.asyncProperty(carts, async ({ units, kept, keys }) => {
      const steps = unitsBack(units, kept, keys);
      let carriedMinor = 0;
      const oneByOne = await stateAfter(async (member) => {
        const { orderId } = await bought(member, units);
        for (const step of steps) ({ carriedMinor } = await back(orderId, [step]));
      });
      const whole = await stateAfter(async (member) => {
        const { orderId } = await bought(member, units);
        await back(orderId, atOnce(steps));
      });
      assert.deepEqual(oneByOne, whole);
      // What a refund below zero would ask for is not charged: that is no more the same.
      if (carriedMinor > 0) return;
      const never = await stateAfter(async (member) => {
        if (kept.some((count) => count > 0)) await bought(member, kept);
      });
      assert.deepEqual(oneByOne, never);
    }),
    { numRuns, seed: 20_261_122 },
  );
});

test("every policy: refunds stay between 0 and what was paid, in all their parts", async () => {
  for (const policy of ["keep", "charge_gift", "reprice"] as const) {
    await policyOf(policy);
    await fc.assert(
      fc.asyncProperty(carts, async ({ units, keys }) => {
        const steps = unitsBack(units, [0, 0, 0], keys);
        let refunded = 0;
        const state = await stateAfter(async (member) => {
          const { orderId, totalMinor } = await bought(member, units);
          for (const step of steps) {
            const { refundMinor } = await back(orderId, [step]);
            refunded += refundMinor;
            assert.ok(refundMinor >= 0 && refunded <= totalMinor);
            const now = await shop.order(orderId);
            assert.ok(now.refundedMinor <= now.paidMinor);
            assert.ok(now.pointsBack <= now.pointsUsed);
            assert.ok(now.storedValueBackMinor <= now.storedValueMinor);
          }
          assert.equal(refunded, totalMinor);
        });
        const untouched = await stateAfter(async () => undefined);
        assert.deepEqual(state, untouched, "all is back: nothing is left of the order");
      }),
      { numRuns: Math.ceil(numRuns / 2), seed: 7 },
    );
  }
});

test("two returns at once, one too many, one cut off: each unit is paid back once", async () => {
  await policyOf("reprice");
  const state = await stateAfter(async (member) => {
    const { orderId } = await bought(member, [2, 1, 0]);
    const path = `/orders/${orderId}/returns`;
    const returned = [{ lineId: "l0", quantity: 2 }];
    const shown = ok(await shop.api("POST", `${path}/preview`, { returned }));
    const body = {
      returned, reason: "other", restock: true, expectedMinor: shown.refundMinor,
    };
    const both = await Promise.all([1, 2, 3].map(() => shop.api("POST", path, body)));
    assert.equal(both.filter((one) => one.status === 200).length, 1);
    const more = await shop.api("POST", path, body);
    assert.equal(more.body.code, "refund_too_much");
    const rest = [{ lineId: "l1", quantity: 1 }];
    const wrong = { ...body, returned: rest, expectedMinor: 1_000_000 };
    assert.equal((await shop.api("POST", path, wrong)).body.code, "refund_changed");
    const last = ok(await shop.api("POST", `${path}/preview`, { returned: rest }));
    // Cut off after everything was written: nothing of it stays.
    await cutOff(orderId, rest, last.refundMinor);
    await back(orderId, rest);
  });
  assert.deepEqual(state, await stateAfter(async () => undefined));
});

async function cutOff(orderId: string, returned: Step[], expectedMinor: number): Promise<void> {
  const { returnGoods } = await import("./return-goods.ts");
  await assert.rejects(
    shop.t.ctx(async (ctx) => {
      await returnGoods(ctx, {
        orderId, returned, reason: "other", note: null, restock: true, expectedMinor,
      });
      throw new Error("killed");
    }),
    /killed/,
  );
}
