import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { addVariant, createProduct, setPrice, shapeProduct } from "#modules/catalogue/index.ts";
import { createUnit } from "#modules/organisation/index.ts";
import { createStore } from "#modules/stores/index.ts";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { fifthOff, guardScene, off, type Scene } from "./guard.fixture.ts";

let app: TestApp;
before(async () => {
  app = await startTestApp();
});
after(() => app.close());

/** Two cities with a store each; the catalogue asks 100.00, the floor is 70.00. */
async function cities() {
  const s = await guardScene(app);
  const productId = await s.product(10_000, 7_000);
  const [east, west] = await s.t.ctx((ctx) => Promise.all(["E", "W"].map(async (code) => {
    const unitId = await createUnit(ctx, { parentId: s.root, kind: "city", code, name: code });
    const store = { parentId: unitId, code: `S${code}`, name: code, role: "sales" } as const;
    return { unitId, storeId: await createStore(ctx, store) };
  })));
  return { s, productId, east: east!, west: west! };
}

interface List {
  readonly unitId?: string;
  readonly segment?: string;
  readonly firstDay?: string;
  readonly prices: { productId: string; variantId?: string; amountMinor: number }[];
}

async function listOf(s: Scene, { prices, unitId, segment, firstDay }: List): Promise<string> {
  const where = `/api/${s.t.key}/price-lists`;
  const made = await s.t.api("POST", where, {
    name: "表", unitId: unitId ?? null, segment: segment ?? null,
    firstDay: firstDay ?? null,
  });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  const { listId } = made.body;
  const set = await s.t.api("PUT", `${where}/${listId}/prices`, { prices });
  assert.ok(set.status < 300, JSON.stringify(set.body));
  return listId;
}

const codeOf = async (s: Scene, more: object = {}, rule: object = fifthOff) => {
  const { status, body } = await s.publish(await s.draft("八折", rule, more));
  return status === 200 ? "published" : body.code;
};
const openOf = async (s: Scene) =>
  (await s.findings()).items.map((one) => [one.listMinor, one.attainableMinor, one.storeId]);

test("a cheaper list in one city: an offer there is refused, one elsewhere is not", async () => {
  const { s, productId, east, west } = await cities();
  await listOf(s, { unitId: east.unitId, prices: [{ productId, amountMinor: 8_000 }] });
  const offerId = await s.draft("八折", fifthOff);
  const refused = await s.publish(offerId);
  assert.equal(refused.body.code, "offer_below_floor", "80.00 in the east, 64.00 with 八折");
  assert.equal(refused.body.params.attainableMinor, 6_400);
  const { body } = await s.t.api("POST", `/api/${s.t.key}/offers/${offerId}/check`);
  const [worst] = body.worst;
  assert.deepEqual([worst.listMinor, worst.storeId], [8_000, east.storeId]);
  assert.equal(await codeOf(s, { stores: { storeIds: [west.storeId] } }), "published");
  assert.equal(await codeOf(s, { stores: { storeIds: [east.storeId] } }), "offer_below_floor");
});

test("a dearer list in the one store of an offer is no breach", async () => {
  const { s, productId, east } = await cities();
  await s.price(productId, "floor", 8_500);
  const here = { stores: { storeIds: [east.storeId] } };
  // It crosses out nothing, so that a list that asks more is not in its way.
  const rule = off(10_000, 2_000);
  assert.equal(await codeOf(s, here, rule), "offer_below_floor");
  await listOf(s, { unitId: east.unitId, prices: [{ productId, amountMinor: 11_000 }] });
  assert.equal(await codeOf(s, here, rule), "published", "90.00 there");
  assert.equal(await codeOf(s, {}, rule), "offer_below_floor", "80.00 in the west");
});

test("a list of a segment counts; so does one that is dearer than its wider one", async () => {
  const { s, productId, east } = await cities();
  assert.equal(await codeOf(s), "published");
  await listOf(s, { segment: "vip", prices: [{ productId, amountMinor: 8_000 }] });
  await s.settle();
  assert.deepEqual((await openOf(s)).map(([list, attainable]) => [list, attainable]),
    [[8_000, 6_400]]);
  await listOf(s, { unitId: east.unitId, prices: [{ productId, amountMinor: 10_000 }] });
  await s.settle();
  assert.equal((await openOf(s)).length, 1, "in the west members of the segment still get it");
});

test("a list that is made, changed or ended is followed by a check", async () => {
  const { s, productId, east } = await cities();
  assert.equal(await codeOf(s), "published");
  const listId = await listOf(s, {
    unitId: east.unitId, prices: [{ productId, amountMinor: 8_000 }],
  });
  await s.settle();
  assert.deepEqual(await openOf(s), [[8_000, 6_400, east.storeId]]);
  await s.t.api("POST", `/api/${s.t.key}/price-lists/${listId}/end`);
  await s.settle();
  assert.deepEqual(await openOf(s), []);
  const firstDay = Temporal.Now.plainDateISO("Asia/Shanghai").add({ days: 2 });
  await listOf(s, { firstDay: firstDay.toString(), prices: [] });
  await s.settle();
  const { rows } = await app.databases.ownerPool.query(
    `select 1 from graphile_worker.jobs where task_identifier = 'promotions.begin_recheck'
       and key like $1`,
    [`%${s.t.brandId}:${firstDay.toZonedDateTime("Asia/Shanghai").epochMilliseconds}`]);
  assert.equal(rows.length, 1, "looked at when it begins");
});

const sizes = {
  key: "size", name: "尺寸", nameEn: null,
  values: ["小", "大"].map((value) => ({ value, nameEn: null })),
};

test("a variant's own list price is looked at, raised or too low", async () => {
  const s = await guardScene(app);
  const ago = (days: number) => Temporal.Now.instant().subtract({ hours: 24 * days });
  const { productId, variantId } = await s.t.ctx(async (ctx) => {
    const made = await createProduct(ctx, { externalCode: "v", name: "茶具" });
    await shapeProduct(ctx, made, { axes: [sizes] });
    const variant = await addVariant(ctx, made, { sku: "v-s", options: { size: "小" } });
    await setPrice(ctx, {
      productId: made, kind: "list", amountMinor: 8_000, validFrom: ago(90),
    });
    await setPrice(ctx, {
      productId: made, variantId: variant, kind: "list", amountMinor: 10_000, validFrom: ago(3),
    });
    return { productId: made, variantId: variant };
  });
  const refused = await s.publish(await s.draft("八折", fifthOff));
  assert.equal(refused.body.code, "offer_reference_price");
  const { allowedMinor, listMinor } = refused.body.params;
  assert.deepEqual([allowedMinor, listMinor], [8_000, 10_000], "the product's was 80.00");
  await s.t.ctx((ctx) => setPrice(ctx, {
    productId, variantId, kind: "list", amountMinor: 8_000, validFrom: ago(1),
  }));
  assert.equal(await codeOf(s), "published");
  await s.price(productId, "floor", 6_000);
  await listOf(s, { prices: [{ productId, variantId, amountMinor: 7_000 }] });
  await s.settle();
  assert.deepEqual((await openOf(s)).map(([list, attainable]) => [list, attainable]),
    [[7_000, 5_600]]);
});
