import assert from "node:assert/strict";
import { createProduct, setPrice } from "#modules/catalogue/index.ts";
import { rootUnit } from "#modules/organisation/index.ts";
import type { TestApp, TestBrand } from "#tests/support/app.ts";

export const payers = [{ party: "group", bps: 10_000 }];

export interface Scene {
  readonly t: TestBrand;
  readonly root: string;
  product(list: number, floor: number | null, more?: object): Promise<string>;
  price(productId: string, kind: "list" | "floor", amountMinor: number): Promise<void>;
  /** Makes a draft; answers its id. */
  draft(title: string, rule: object, more?: object): Promise<string>;
  publish(offerId: string): Promise<{ status: number; body: any }>;
  findings(): Promise<{ items: any[]; check: any; open: number }>;
  settle(): Promise<void>;
}

/** A brand with goods that have floors, and the steps of publishing offers over them. */
export async function guardScene(
  app: TestApp,
  options: { timeZone?: string; currency?: string } = {},
): Promise<Scene> {
  const t = await app.brand(options);
  const root = await t.ctx((ctx) => rootUnit(ctx));
  let products = 0;
  const where = (path: string) => `/api/${t.key}${path}`;
  const rest: Omit<Scene, "t" | "root"> = {
    product: (list, floor, more = {}) =>
      t.ctx(async (ctx) => {
        products += 1;
        const named = { externalCode: `p${products}`, name: `茶${products}`, ...more };
        const productId = await createProduct(ctx, named);
        await setPrice(ctx, { productId, kind: "list", amountMinor: list });
        if (floor !== null) await setPrice(ctx, { productId, kind: "floor", amountMinor: floor });
        return productId;
      }),
    price: (productId, kind, amountMinor) =>
      t.ctx((ctx) => setPrice(ctx, { productId, kind, amountMinor })),
    async draft(title, rule, more = {}) {
      const body = { unitId: root, title, payers, stores: { unitId: root }, ...more };
      const automatic = { trigger: "automatic", rule };
      const made = await t.api("POST", where("/offers"), { ...automatic, ...body });
      assert.equal(made.status, 201, JSON.stringify(made.body));
      return made.body.offerId;
    },
    publish: (offerId) => t.api("POST", where(`/offers/${offerId}/publish`)),
    async findings() {
      const found = await t.api("GET", where("/price-findings"));
      assert.equal(found.status, 200, JSON.stringify(found.body));
      return found.body;
    },
    async settle() {
      await app.settle();
      await app.runJob("promotions.recheck_prices", { brandId: t.brandId });
      await app.settle();
    },
  };
  return { t, root, ...rest };
}

export const fifthOff = { category: "item", scope: {}, benefit: { kind: "each_off", bps: 2_000 } };
export const off = (fromMinor: number, amountMinor: number) => ({
  category: "order",
  scope: {},
  benefit: {
    kind: "tiers",
    base: "after_items",
    tiers: [{ fromMinor, give: { kind: "amount", amountMinor } }],
  },
});
