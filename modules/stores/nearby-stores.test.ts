import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { distanceMeters } from "#packages/geo/index.ts";
import { startTestApp, type TestApp, type TestBrand } from "#tests/support/app.ts";
import { nearbyPages, nearbyStores, type NearbyQuery } from "./nearby-stores.ts";
import { searchNearby } from "./search-nearby.ts";

let app: TestApp;
let t: TestBrand;
/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let x = Math.imul(state ^ (state >>> 15), 1 | state);
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x;
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32;
  };
}

const random = seeded(7);
const stores: { storeId: string; lat: number; lng: number }[] = [];

/** Crowded cities, lonely places, the date line, a pole, and doors at the very same spot. */
function place(index: number): [number, number] {
  if (index % 50 === 0) return [90 - random() * 180, random() * 360 - 180];
  if (index % 51 === 0) return [random() * 20 - 10, 179.9 + random() * 0.1];
  if (index % 53 === 0) return [random() * 20 - 10, -180 + random() * 0.1];
  if (index % 57 === 0) return [31.2304, 121.4737];
  if (index === 1) return [89.99, 12];
  const cities: [number, number][] = [[31.23, 121.47], [39.9, 116.4], [29.65, 91.17]];
  const [lat, lng] = cities[index % 3] ?? [0, 0];
  return [lat + (random() - 0.5) * 0.6, lng + (random() - 0.5) * 0.6];
}

before(async () => {
  app = await startTestApp();
  t = await app.brand();
  const rows = ["code,name,city,longitude,latitude,coordinate_system"];
  for (let index = 0; index < 1_500; index++) {
    const [lat, lng] = place(index);
    rows.push(`K${index},店${index},城${index % 3},${lng},${lat},WGS-84`);
  }
  const answer = await t.api("POST", `/api/${t.key}/stores/import`, rows.join("\n"));
  assert.equal(answer.body.added, 1_500, JSON.stringify(answer.body).slice(0, 400));
  const { rows: all } = await app.databases.ownerPool.query(
    "select store_id, lat, lng from stores.stores where brand_id = $1",
    [t.brandId],
  );
  for (const { store_id: storeId, lat, lng } of all) stores.push({ storeId, lat, lng });
});
after(() => app.close());

function bruteForce(lat: number, lng: number, take: number): string[] {
  return stores
    .map((s) => ({ storeId: s.storeId, meters: distanceMeters(lat, lng, s.lat, s.lng) }))
    .toSorted((a, b) => a.meters - b.meters || (a.storeId < b.storeId ? -1 : 1))
    .slice(0, take)
    .map((one) => one.storeId);
}

const query = (lat: number, lng: number, more: Partial<NearbyQuery> = {}): NearbyQuery => ({
  ...{ lat, lng, system: "WGS-84", limit: 10 },
  ...more,
});

const points: [number, number][] = [
  [31.2304, 121.4737], [0, 180], [0, -180], [5, 179.95], [89.9, -170], [-90, 0], [90, 0],
  ...Array.from({ length: 60 }, (_, n): [number, number] =>
    n % 2 ? [31 + random(), 121 + random()] : [random() * 180 - 90, random() * 360 - 180],
  ),
];

test("the ten nearest equal a brute-force search, alone and many at once", async () => {
  const pages = await t.ctx((ctx) => nearbyPages(ctx, points.map(([lat, lng]) => query(lat, lng))));
  for (const [index, [lat, lng]] of points.entries()) {
    const found = pages[index]?.items.map((card) => card.store.storeId);
    assert.deepEqual(found, bruteForce(lat, lng, 10), `${lat}, ${lng}`);
  }
  // Again, with what the first search remembered of how far it had to look.
  for (const [lat, lng] of points.slice(0, 20)) {
    const page = await t.ctx((ctx) => nearbyStores(ctx, query(lat, lng)));
    assert.deepEqual(page.items.map((card) => card.store.storeId), bruteForce(lat, lng, 10));
  }
});

test("pages one after another are the whole list, without gap or repetition", async () => {
  const seen: string[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < 8; pages++) {
    const page = await t.ctx((ctx) =>
      nearbyStores(ctx, query(31.2304, 121.4737, { limit: 50, cursor })),
    );
    seen.push(...page.items.map((card) => card.store.storeId));
    cursor = page.next ?? undefined;
  }
  assert.deepEqual(seen, bruteForce(31.2304, 121.4737, 400));
});

test("fewer stores than asked for: all of them, and the search ends", async () => {
  const at = { lat: 31, lng: 121, take: 9, withinMeters: 2e7 };
  const point = { ...at, city: "没有", openBy: null, after: null };
  const [none] = await t.ctx((ctx) => searchNearby(ctx, [point]));
  assert.deepEqual(none, []);
});
