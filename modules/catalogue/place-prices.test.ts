import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import fc from "fast-check";
import { createUnit, rootUnit } from "#modules/organisation/index.ts";
import { startTestApp, type TestApp, type TestBrand } from "#tests/support/app.ts";
import { askedAt, type ListWords, placePrices } from "./place-prices.ts";
import { createPriceList, endPriceList, listPricesAt, setListPrices } from "./price-lists.ts";
import { setPrice } from "./set-price.ts";
import { shapeProduct } from "./shape-product.ts";
import { addVariant, createProduct } from "./write-product.ts";

let app: TestApp;
let t: TestBrand;
let units: readonly string[];
before(async () => {
  app = await startTestApp();
  t = await app.brand();
  units = await t.ctx(async (ctx) => {
    const root = await rootUnit(ctx);
    const city = await createUnit(ctx, { parentId: root, kind: "city", code: "C", name: "城" });
    return [city, root];
  });
});
after(() => app.close());

const base = Temporal.Now.instant().subtract({ hours: 24 * 60 });
const day = (count: number) => base.add({ hours: 24 * count });

let made = 0;
const product = () => t.ctx((ctx) => {
  made += 1;
  return createProduct(ctx, { externalCode: `Q${made}`, name: `茶 ${made}` });
});

const sizes = {
  key: "size", name: "尺寸", nameEn: null,
  values: ["小", "大"].map((value) => ({ value, nameEn: null })),
};

const variantOf = (productId: string) => t.ctx(async (ctx) => {
  await shapeProduct(ctx, productId, { axes: [sizes] });
  return addVariant(ctx, productId, { sku: `V${made}`, options: { size: "小" } });
});

test("what a list asks is read as the cart reads it, for any lists at any time", async () => {
  const list = fc.record({
    unit: fc.constantFrom(0, 1, null),
    segment: fc.constantFrom("member", null),
    from: fc.nat(20),
    days: fc.option(fc.integer({ min: 1, max: 20 })),
    rows: fc.array(
      fc.record({
        at: fc.nat(30), minor: fc.option(fc.integer({ min: 1, max: 999 })), own: fc.boolean(),
      }),
      { minLength: 1, maxLength: 3 },
    ),
  });
  const several = fc.array(list, { minLength: 1, maxLength: 5 });
  await fc.assert(fc.asyncProperty(several, async (lists) => {
    const productId = await product();
    const variantId = await variantOf(productId);
    const words: ListWords[] = [];
    for (const { unit, segment, from, days, rows } of lists) {
      const terms = {
        unitId: unit === null ? null : units[unit]!, segment, validFrom: day(from),
        validTo: days === null ? null : day(from + days),
      };
      const listId = await t.ctx((ctx) => createPriceList(ctx, { name: "表", ...terms }));
      const inOrder = async (own: boolean) => {
        const given = rows.filter((row) => row.own === own);
        const said = new Map(given.map((row) => [row.at, row.minor]));
        for (const [at, amountMinor] of said) {
          const price = { productId, variantId: own ? variantId : null, amountMinor };
          await t.ctx((ctx) => setListPrices(ctx, listId, [price]), day(at));
        }
        return [...said].sort(([a], [b]) => a - b)
          .map(([at, amountMinor]) => ({ validFrom: day(at), amountMinor }));
      };
      const [whole, own] = [await inOrder(false), await inOrder(true)];
      words.push({ list: { listId, ...terms }, rows: whole, own });
    }
    for (const at of [0, 5, 11, 19, 30, 45].map(day)) {
      for (const segment of ["member", null]) {
        for (const unitIds of [[], [units[1]!], units]) {
          const segments = segment ? [segment] : [];
          const found = await t.ctx((ctx) =>
            listPricesAt(ctx, [productId], at, { unitIds, segments }));
          const of = (id: string | null) =>
            found.find((row) => row.variantId === id)?.amountMinor ?? null;
          const whole = words.map((one) => ({ ...one, own: [] }));
          const place = { unitIds, segment };
          assert.equal(askedAt(whole, place, at), of(null));
          assert.equal(askedAt(words, place, at), of(variantId) ?? of(null));
        }
      }
    }
  }), { numRuns: 8 });
});

test("a window's prices where a list asks its own: begun, changed, taken out, ended", async () => {
  const productId = await product();
  const [city = ""] = units;
  const listId = await t.ctx(async (ctx) => {
    await setPrice(ctx, { productId, kind: "list", amountMinor: 1_000, validFrom: day(0) });
    return createPriceList(ctx, {
      name: "城", unitId: city, segment: null, validFrom: day(10), validTo: null,
    });
  });
  const say = (at: number, amountMinor: number | null) =>
    t.ctx((ctx) => setListPrices(ctx, listId, [{ productId, amountMinor }]), day(at));
  await say(10, 800);
  await say(20, 900);
  await t.ctx((ctx) => endPriceList(ctx, listId), day(30));
  const seen = async (since: number, until: number) => {
    const found = await t.ctx((ctx) =>
      placePrices(ctx, { since: day(since), until: day(until) }, [productId]));
    return found.map(({ unitId, amountMinor, steps }) =>
      [unitId === city, amountMinor, steps.map((step) => step.amountMinor)]);
  };
  assert.deepEqual(await seen(5, 15), [[true, 800, [1_000, 800]]]);
  assert.deepEqual(await seen(12, 25), [[true, 900, [800, 900]]]);
  assert.deepEqual(await seen(25, 35), [[true, 1_000, [900, 1_000]]]);
  assert.deepEqual(await seen(31, 40), [], "over before the window: the catalogue's price alone");
});
