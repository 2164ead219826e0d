import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { type ReleaseBrand, releaseBrand } from "./releases.fixture.ts";

let app: TestApp;
let shop: ReleaseBrand;

before(async () => {
  app = await startTestApp();
  shop = await releaseBrand(app);
});
after(() => app.close());
afterEach(() => app.setNow(null));

const ids = (answer: { body: { items: { releaseId: string }[] } }) =>
  answer.body.items.map((one) => one.releaseId);

test("a store shows what its units announced, until a day after the end", async () => {
  const own = await releaseBrand(app);
  const all = await own.announced();
  const east = await own.announced({ unitId: own.east });
  const draft = await own.drafted();
  const seen = (storeId: string | null, seconds: number) => {
    own.time(seconds);
    const query = storeId ? `?storeId=${storeId}` : "";
    return app.request("GET", `/${own.t.key}/api/releases${query}`);
  };
  const [everywhere, eastern] = [all.releaseId, east.releaseId];
  const rows: [string | null, number, string[]][] = [
    [own.first, -600, [everywhere, eastern]],
    [own.first, -601, []],
    [own.far, -600, [everywhere]],
    [null, 0, [everywhere, eastern]],
    [null, 7_200 + 86_399, [everywhere, eastern]],
    [null, 7_200 + 86_400, []],
  ];
  for (const [storeId, seconds, expected] of rows) {
    assert.deepEqual(ids(await seen(storeId, seconds)).sort(), expected.sort(), String(seconds));
  }
  own.time(-600);
  const first = await app.request("GET", `/${own.t.key}/api/releases?limit=1`);
  const url = `/${own.t.key}/api/releases?limit=1&cursor=${first.body.next}`;
  assert.deepEqual([...ids(first), ...ids(await app.request("GET", url))].sort(),
    [everywhere, eastern].sort());
  const path = `/${own.t.key}/api/releases/${draft.releaseId}`;
  assert.equal((await app.request("GET", path)).body.code, "release_not_found");
  const staff = async (query: string) => ids(await own.api("GET", `/releases${query}`));
  assert.deepEqual(await staff("?state=draft"), [draft.releaseId]);
  assert.deepEqual((await staff("?state=announced")).sort(), [everywhere, eastern].sort());
  own.time(1);
  assert.deepEqual((await staff("?state=open")).sort(), [everywhere, eastern].sort());
  assert.deepEqual(await staff(`?unitId=${own.east}`), [eastern]);
});

test("staff of a unit announce their own; another unit's stock is not theirs", async () => {
  shop.time(-600);
  const cookie = await shop.staff("operator", shop.east);
  await app.databases.ownerPool.query(
    "update organisation.grants set valid_from = valid_from - interval '9 days'",
  );
  const as = { cookie };
  const groups = await shop.drafted();
  const eastern = await shop.drafted({ unitId: shop.east });
  const path = (releaseId: string) => `/releases/${releaseId}`;
  assert.equal((await shop.api("GET", path(groups.releaseId), undefined, as)).status, 403);
  assert.equal((await shop.api("GET", path(eastern.releaseId), undefined, as)).status, 200);
  const announced = await shop.api("POST", `${path(eastern.releaseId)}/announce`, {}, as);
  assert.equal(announced.body.code, "not_permitted");
  const offerId = await shop.offer({ stores: { unitId: shop.east } }, shop.east);
  const body = shop.body(offerId, { unitId: shop.east });
  const made = shop.ok(await shop.api("POST", "/releases", body, as));
  const done = await shop.api("POST", `${path(made.releaseId)}/announce`, {}, as);
  assert.equal(done.status, 204, JSON.stringify(done.body));
});
