import assert from "node:assert/strict";
import { createProduct, setPrice } from "#modules/catalogue/index.ts";
import type { ApiAnswer, TestApp } from "#tests/support/app.ts";
import { loopBrand, type LoopBrand, type LoopMember } from "#tests/support/loop.ts";

/** Two teas and a cup; amounts in fen. */
const goods = [
  { code: "TEA", category: "茶叶 > 绿茶", prices: { list: 10_000, floor: 100, member: 9_000 } },
  { code: "RED", category: "茶叶 > 红茶", prices: { list: 20_000 } },
  { code: "CUP", category: "茶器", prices: { list: 5_000 }, tags: ["618"] },
] as const;

export type Line = readonly [code: string, quantity: number];
/** 满 from 减 amount. */
export const off = (fromMinor: number, amountMinor: number, more: object = {}) => ({
  category: "order",
  scope: {},
  benefit: {
    kind: "tiers",
    base: "after_items",
    tiers: [{ fromMinor, give: { kind: "amount", amountMinor } }],
  },
  ...more,
});

export const automatic = (rule: object, more: object = {}) => ({
  title: "自动优惠",
  trigger: "automatic",
  rule,
  validity: undefined,
  benefit: undefined,
  ...more,
});

/** A brand with goods on the shelf, and carts priced by its members and its staff. */
export async function pricedBrand(app: TestApp, options: { timeZone?: string } = {}) {
  const shop: LoopBrand = await loopBrand(app, options);
  const shelf = new Map<string, string>();
  await shop.t.ctx(async (ctx) => {
    for (const { code, category, prices, ...more } of goods) {
      const tags = "tags" in more ? [...more.tags] : [];
      const name = { externalCode: code, name: code, category, tags };
      const productId = await createProduct(ctx, name);
      for (const [kind, amountMinor] of Object.entries(prices)) {
        await setPrice(ctx, { productId, kind: kind as "list", amountMinor });
      }
      shelf.set(code, productId);
    }
  });
  const product = (code: string): string => shelf.get(code) ?? code;
  const linesOf = (lines: readonly Line[]) =>
    lines.map(([code, quantity], n) => ({ lineId: `l${n}`, productId: product(code), quantity }));
  const open: string[] = [];
  return {
    ...shop,
    product,
    linesOf,
    cart: (lines: readonly Line[], member?: LoopMember, more: object = {}) => {
      const body = { lines: linesOf(lines), ...more };
      const cookie = member ? { cookie: member.cookie } : {};
      return app.request("POST", `/${shop.t.key}/api/cart/price`, body, cookie);
    },
    trial: (lines: readonly Line[], more: object = {}) =>
      shop.api("POST", "/prices/trial", { lines: linesOf(lines), ...more }),
    /** Publishes an offer that {@link endAll} ends again. */
    async on(more: object, unitId = shop.root): Promise<string> {
      const offerId = await shop.offer(more, unitId);
      open.push(offerId);
      return offerId;
    },
    async endAll(): Promise<void> {
      for (const offerId of open.splice(0)) await shop.api("POST", `/offers/${offerId}/end`);
    },
  };
}

export function totalOf(answer: ApiAnswer): number {
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return answer.body.priced.payable.totalMinor;
}
