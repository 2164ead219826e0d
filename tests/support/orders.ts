import assert from "node:assert/strict";
import { pricedBrand } from "#modules/promotions/prices.fixture.ts";
import { balanceOf } from "#modules/wallet/index.ts";
import type { ApiAnswer, TestApp } from "./app.ts";
import type { LoopMember } from "./loop.ts";

export { automatic, off } from "#modules/promotions/prices.fixture.ts";

type Line = readonly [code: string, quantity: number];

export function ok(answer: ApiAnswer, status = 200) {
  assert.equal(answer.status, status, JSON.stringify(answer.body));
  return answer.body;
}

/** A brand with teas on the shelf of its first store, and members who order them. */
export async function orderingBrand(app: TestApp) {
  const shop = await pricedBrand(app);
  const { t, first, api } = shop;
  const stock = async (code: string, counted: number, storeId = first) => {
    const path = `/products/${shop.product(code)}`;
    ok(await api("PATCH", `${path}/form`, { stockKept: true }), 204);
    ok(await api("POST", `${path}/stock`, { storeId, counted, reason: "counted" }));
  };
  const stockOf = async (code: string) => {
    const path = `/products/${shop.product(code)}/stock`;
    const { items } = ok(await api("GET", path));
    const [level] = items.filter((one: { storeId: string }) => one.storeId === first);
    return [level?.onHand ?? null, level?.reserved ?? null];
  };
  const place = (member: LoopMember, lines: readonly Line[], total: number, more: object = {}) =>
    shop.shop(member, "POST", "/orders", {
      storeId: first,
      paymentKind: "online",
      lines: shop.linesOf(lines),
      expectedTotalMinor: total,
      ...more,
    });
  const pay = (member: LoopMember, orderId: string, more: object = {}) =>
    shop.shop(member, "POST", `/orders/${orderId}/payments`, {
      provider: "simulator",
      method: "link",
      ...more,
    });
  const order = async (orderId: string) => ok(await api("GET", `/orders/${orderId}`));
  return {
    ...shop,
    stock,
    stockOf,
    place,
    pay,
    order,
    async ordered(member: LoopMember, lines: readonly Line[], total: number, more: object = {}) {
      return ok(await place(member, lines, total, more), 201);
    },
    /** Placed, paid on the simulator's page, its notices taken. */
    async paid(member: LoopMember, lines: readonly Line[], total: number) {
      const placed = ok(await place(member, lines, total), 201);
      const { link } = ok(await pay(member, placed.orderId));
      assert.equal(app.payments.simulator.pay(tradeOf(link)), true);
      await app.payments.simulator.settled();
      return order(placed.orderId);
    },
    /** Store's sales, brand's money at the provider, store's till; minor units. */
    async money() {
      return t.ctx(async (ctx) => {
        const unit = ctx.brand.currency;
        const store = { ownerKind: "unit", ownerId: first } as const;
        const brand = { ownerKind: "brand", ownerId: t.brandId } as const;
        return {
          sales: await balanceOf(ctx, { kind: "sales", ...store }, unit),
          provider: await balanceOf(ctx, { kind: "at_provider", ...brand }, unit),
          till: await balanceOf(ctx, { kind: "at_till", ...store }, unit),
        };
      });
    },
  };
}

export const tradeOf = (link: string): string => link.split("/").at(-1) ?? "";
export type OrderingBrand = Awaited<ReturnType<typeof orderingBrand>>;
