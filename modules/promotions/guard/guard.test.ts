import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { createProduct, setPrice } from "#modules/catalogue/index.ts";
import { createUnit } from "#modules/organisation/index.ts";
import { createStore } from "#modules/stores/index.ts";
import { newId } from "#platform/ids.ts";
import { startTestApp, type TestApp, type TestBrand } from "#tests/support/app.ts";
import { fifthOff, guardScene, off, payers } from "./guard.fixture.ts";

let app: TestApp;
before(async () => {
  app = await startTestApp();
});
after(() => app.close());

const scene = (options: { timeZone?: string; currency?: string } = {}) =>
  guardScene(app, options);
const kinds = async (t: TestBrand, like: string): Promise<string[]> => {
  const { rows } = await app.databases.ownerPool.query(
    `select kind, payload from platform.journal where brand_id = $1 and kind like $2
     order by event_id`,
    [t.brandId, like],
  );
  return rows.map((row) => `${row.kind} ${row.payload.attainableMinor ?? ""}`.trim());
};

test("list 100, floor 70, attainable 65: refused, with the combination shown", async () => {
  const s = await scene();
  const productId = await s.product(10_000, 7_000, { name: "龙井", nameEn: "Longjing" });
  const first = await s.draft("单品八折", fifthOff);
  assert.equal((await s.publish(first)).status, 200);
  const second = await s.draft("满 160 减 30", off(16_000, 3_000));
  const checked = await s.t.api("POST", `/api/${s.t.key}/offers/${second}/check`);
  assert.equal(checked.status, 200, JSON.stringify(checked.body));
  assert.equal(checked.body.ok, false);
  const [worst] = checked.body.worst;
  assert.equal(worst.attainableMinor, 6_500);
  assert.deepEqual(
    worst.combination.map((one: any) => [one.title, one.amountMinor / worst.quantity]),
    [["单品八折", 2_000], ["满 160 减 30", 1_500]],
  );
  assert.ok(worst.sentences.join("；").includes("每件只付 ¥65.00，比底价 ¥70.00 低 ¥5.00"));
  assert.deepEqual(
    worst.without.map((one: any) => [one.title, one.attainableMinor, one.holds]),
    [["单品八折", 8_125, true]],
  );
  const refused = await s.publish(second);
  assert.equal(refused.status, 409);
  assert.equal(refused.body.code, "offer_below_floor");
  assert.equal(refused.body.params.productId, productId);
  assert.equal(refused.body.params.attainableMinor, 6_500);
  assert.equal(refused.body.params.offers, "单品八折 + 满 160 减 30");
  const english = await s.t.api("POST", `/api/${s.t.key}/offers/${second}/publish`, undefined, {
    headers: { "accept-language": "en" },
  });
  assert.match(english.body.title, /“Longjing” could be sold at ¥65.00, below its floor ¥70.00/);
});

test("an offer that keeps every floor is published, one apart from the others too", async () => {
  const s = await scene();
  await s.product(10_000, 7_000);
  await s.product(10_000, null);
  assert.equal((await s.publish(await s.draft("八折", fifthOff))).status, 200);
  assert.equal((await s.publish(await s.draft("满减", off(16_000, 1_600)))).status, 200);
  const alone = { ...off(16_000, 3_000), joins: "never" };
  assert.equal((await s.publish(await s.draft("不同享", alone))).status, 200);
});

test("an offer that was paused is looked at again before it applies", async () => {
  const s = await scene();
  await s.product(10_000, 7_000);
  const first = await s.draft("八折", fifthOff);
  await s.publish(first);
  const step = (name: string) => s.t.api("POST", `/api/${s.t.key}/offers/${first}/${name}`);
  await step("pause");
  assert.equal((await s.publish(await s.draft("满 160 减 30", off(16_000, 3_000)))).status, 200);
  const refused = await step("resume");
  assert.deepEqual([refused.status, refused.body.code], [409, "offer_below_floor"]);
});

test("a list price below the floor is a finding, but no offer's doing", async () => {
  const s = await scene();
  const productId = await s.product(5_000, 7_000);
  await s.settle();
  assert.deepEqual((await s.findings()).items.map((one) => one.attainableMinor), [5_000]);
  const other = await s.product(10_000, 7_000);
  const rule = { ...fifthOff, scope: { products: [other] } };
  assert.equal((await s.publish(await s.draft("八折", rule))).status, 200);
  await s.price(productId, "floor", 4_000);
  await s.settle();
  assert.equal((await s.findings()).items.length, 0);
});

test("what was accepted is looked at again when something else changes", async () => {
  const s = await scene();
  const productId = await s.product(10_000, 6_000);
  await s.publish(await s.draft("八折", fifthOff));
  const order = await s.draft("满 160 减 30", off(16_000, 3_000));
  assert.equal((await s.publish(order)).status, 200);
  await s.settle();
  assert.deepEqual((await s.findings()).items, []);

  await s.price(productId, "floor", 7_000);
  await s.settle();
  const raised = await s.findings();
  assert.equal(raised.open, 1);
  const [found] = raised.items;
  const { floorMinor, attainableMinor, listMinor } = found;
  assert.deepEqual([floorMinor, attainableMinor, listMinor], [7_000, 6_500, 10_000]);
  assert.deepEqual(found.combination.map((one: any) => one.title), ["八折", "满 160 减 30"]);

  await s.price(productId, "list", 20_000);
  await s.settle();
  assert.equal((await s.findings()).open, 0);
  await s.price(productId, "list", 8_000);
  await s.settle();
  assert.equal((await s.findings()).items[0].attainableMinor, 5_200);

  await s.t.api("POST", `/api/${s.t.key}/offers/${order}/end`);
  await s.settle();
  assert.equal((await s.findings()).items[0].attainableMinor, 6_400);
  await s.price(productId, "floor", 6_400);
  await s.settle();
  const { open, check } = await s.findings();
  assert.equal(open, 0);
  assert.equal(check.state, "done");
  assert.deepEqual(await kinds(s.t, "promotions.price_finding%"), [
    "promotions.price_finding_opened 6500",
    "promotions.price_finding_closed",
    "promotions.price_finding_opened 5200",
    "promotions.price_finding_closed",
  ]);
});

test("another stacking policy checks all goods again", async () => {
  const s = await scene();
  await s.product(10_000, 7_000);
  await s.publish(await s.draft("满 100 减 20", off(10_000, 2_000)));
  assert.equal((await s.publish(await s.draft("满 200 减 50", off(20_000, 5_000)))).status, 200);
  const where = `/api/${s.t.key}/stacking-policy`;
  const { body: policy } = await s.t.api("GET", where);
  const { order, groups } = policy;
  const apart = policy.apart.filter((one: any) => one.a !== "order");
  const saved = await s.t.api("PUT", where, { order, apart, groups });
  assert.equal(saved.status, 200, JSON.stringify(saved.body));
  await s.settle();
  const { items } = await s.findings();
  assert.equal(items[0].attainableMinor, 6_500);
  assert.equal(items[0].combination.length, 2);
});

test("a check of many goods goes on where it stopped, page by page", async () => {
  const s = await scene();
  const count = 450;
  await s.t.ctx(async (ctx) => {
    for (let at = 0; at < count; at++) {
      const productId = await createProduct(ctx, { externalCode: `m${at}`, name: `货${at}` });
      await setPrice(ctx, { productId, kind: "list", amountMinor: 10_000 });
      const floor = at % 100 === 0 ? 9_000 : 7_000;
      await setPrice(ctx, { productId, kind: "floor", amountMinor: floor });
    }
  });
  const half = { ...fifthOff, benefit: { kind: "each_off", bps: 500 } };
  await s.publish(await s.draft("九五折", half));
  await app.settle();
  const asked = await s.t.api("POST", `/api/${s.t.key}/price-findings/recheck`);
  assert.equal(asked.status, 202, JSON.stringify(asked.body));
  const job = app.jobs.find((one) => one.name === "promotions.recheck_prices")!;
  const place = async () => {
    const { check } = await s.findings();
    return [check.state, check.done, check.total];
  };
  assert.deepEqual(await place(), ["waiting", 0, count]);
  assert.equal(await s.t.ctx((ctx) => job.handle(ctx, {})), "again");
  assert.deepEqual(await place(), ["running", 200, count]);
  await app.runJob("promotions.recheck_prices", { brandId: s.t.brandId });
  const done = await s.t.api("GET", `/api/${s.t.key}/jobs/${asked.body.jobId}`);
  assert.deepEqual([done.body.state, done.body.done, done.body.total], ["done", count, count]);
  assert.equal((await s.findings()).open, 0);
  const deep = { ...off(10_000, 1_000), category: "store_voucher" };
  const offerId = await s.draft("满 100 减 10", deep);
  const { body } = await s.publish(offerId);
  assert.equal(body.code, "offer_below_floor");
  const check = await s.t.api("POST", `/api/${s.t.key}/offers/${offerId}/check`);
  const { breaches, checked, worst } = check.body;
  assert.deepEqual([breaches, checked, worst.length], [5, count, 5]);
});

test("a reference price that was raised within the days of the law", async () => {
  const now = Temporal.Now.instant();
  const rows: [string, object, number, number][] = [
    // where                                            days ago   status
    ["raised three days ago in China", {},                     3, 409],
    ["raised eight days ago in China", {},                     8, 200],
    ["raised eight days ago in the EU", { timeZone: "Europe/Berlin", currency: "EUR" }, 8, 409],
    ["in a place without a known rule", { timeZone: "Asia/Tokyo", currency: "JPY" }, 3, 200],
  ];
  for (const [name, options, days, status] of rows) {
    const s = await scene(options);
    await s.t.ctx(async (ctx) => {
      const productId = await createProduct(ctx, { externalCode: "r", name: "龙井" });
      const set = (daysAgo: number, amountMinor: number) =>
        setPrice(ctx, {
          productId, kind: "list", amountMinor, validFrom: now.subtract({ hours: 24 * daysAgo }),
        });
      await set(90, 8_000);
      await set(days, 10_000);
    });
    const offerId = await s.draft("八折", fifthOff);
    const refused = await s.publish(offerId);
    assert.equal(refused.status, status, `${name}: ${JSON.stringify(refused.body)}`);
    if (status === 200) continue;
    assert.equal(refused.body.code, "offer_reference_price");
    const { allowedMinor, listMinor } = refused.body.params;
    assert.deepEqual([allowedMinor, listMinor], [8_000, 10_000]);
    const { body } = await s.t.api("POST", `/api/${s.t.key}/offers/${offerId}/check`);
    assert.deepEqual(body.problems.map((one: any) => one.code), ["reference_price"]);
    // 满减 crosses nothing out.
    assert.equal((await s.publish(await s.draft("满减", off(50_000, 100)))).status, 200, name);
  }
});

test("a price list that begins, ends or asks more raises the price of its place", async () => {
  const hours = (days: number) => 24 * days;
  const now = Temporal.Now.instant();
  const ago = (days: number) => now.subtract({ hours: hours(days) });
  // The catalogue asks 100.00 all the time; the offer is for every store.
  const rows: [string, { unit: boolean; from: number; to?: number; minor: number }, number][] = [
    ["dearer since three days", { unit: false, from: 3, minor: 12_000 }, 409],
    ["dearer since eight days", { unit: false, from: 8, minor: 12_000 }, 200],
    ["dearer in one city since three days", { unit: true, from: 3, minor: 12_000 }, 409],
    ["cheaper until two days ago", { unit: false, from: 30, to: 2, minor: 8_000 }, 409],
    ["cheaper until eight days ago", { unit: false, from: 30, to: 8, minor: 8_000 }, 200],
    ["cheaper in one city until two days ago", { unit: true, from: 30, to: 2, minor: 8_000 }, 409],
  ];
  for (const [name, { unit, from, to, minor }, status] of rows) {
    const s = await scene();
    const [east, storeId] = await s.t.ctx(async (ctx) => {
      const city = (code: string) =>
        createUnit(ctx, { parentId: s.root, kind: "city", code, name: code });
      const west = await city("W");
      const store = { parentId: west, code: "S", name: "店", role: "sales" } as const;
      return [await city("E"), await createStore(ctx, store)];
    });
    const productId = await s.t.ctx(async (ctx) => {
      const id = await createProduct(ctx, { externalCode: "r", name: "龙井" });
      await setPrice(ctx, {
        productId: id, kind: "list", amountMinor: 10_000, validFrom: ago(90),
      });
      return id;
    });
    await app.databases.ownerPool.query(
      `with l as (insert into catalogue.price_lists
         (brand_id, list_id, name, unit_id, valid_from, valid_to, created_at)
         values ($1, $2, '表', $3, $4, $5, $4) returning list_id)
       insert into catalogue.price_list_rows
         (brand_id, row_id, list_id, product_id, amount_minor, valid_from)
       select $1, $2, list_id, $6, $7, $4 from l`,
      [s.t.brandId, newId(), unit ? east : null, ago(from).toString(),
        to ? ago(to).toString() : null, productId, minor],
    );
    const refused = await s.publish(await s.draft("八折", fifthOff));
    assert.equal(refused.status, status, `${name}: ${JSON.stringify(refused.body)}`);
    if (status === 409) assert.equal(refused.body.code, "offer_reference_price", name);
    // Another city's list is nothing to an offer of this store.
    const here = await s.draft("本店八折", fifthOff, { stores: { storeIds: [storeId] } });
    assert.equal((await s.publish(here)).status, unit ? 200 : status, name);
  }
});

test("words that the law forbids stop it, doubtful ones are told", async () => {
  const s = await scene();
  const banned = await s.draft("国家级好茶", fifthOff);
  const refused = await s.publish(banned);
  assert.equal(refused.body.code, "offer_words_banned");
  assert.match(refused.body.title, /国家级/);
  const doubtful = await s.draft("全网最低", fifthOff, { description: "最新到货" });
  const { body } = await s.t.api("POST", `/api/${s.t.key}/offers/${doubtful}/check`);
  assert.deepEqual(body.problems.map((one: any) => [one.code, one.stops, one.params.words]), [
    ["words_doubtful", false, ["全网最低"]],
  ]);
  assert.equal((await s.publish(doubtful)).status, 200);
});

test("twenty visible characters are taken, twenty-one refused", async () => {
  const s = await scene();
  const tea = "👨‍👩‍👧";
  await s.draft(`${tea}${"茶".repeat(19)}`, fifthOff);
  const title = `${tea}${"茶".repeat(20)}`;
  const body = { unitId: s.root, title, payers, stores: { unitId: s.root } };
  const refused = await s.t.api("POST", `/api/${s.t.key}/offers`, {
    ...body, trigger: "automatic", rule: fifthOff,
  });
  assert.equal(refused.body.code, "offer_invalid");
  assert.equal(refused.body.params.problem, "title_too_long");
});

test("the last day is inside to its end, in the brand's zone", async () => {
  const zones: [string, string][] = [
    ["Asia/Shanghai", "2027-03-01T00:00:00+08:00"],
    ["America/New_York", "2027-03-01T00:00:00-05:00"],
    // The day after has 23 hours; the end of this day is still its own midnight.
    ["Europe/Berlin", "2027-03-01T00:00:00+01:00"],
  ];
  for (const [timeZone, end] of zones) {
    const s = await scene({ timeZone });
    const productId = await s.product(10_000, null);
    const rule = { ...fifthOff, when: { fromDay: "2026-11-01", toDay: "2027-02-28" } };
    await s.publish(await s.draft("八折", rule));
    const at = async (instant: Temporal.Instant): Promise<number> => {
      const { body } = await s.t.api("POST", `/api/${s.t.key}/prices/trial`, {
        atMs: instant.epochMilliseconds, lines: [{ lineId: "1", productId, quantity: 1 }],
      });
      return body.priced.payable.goodsMinor;
    };
    const last = Temporal.Instant.from(end);
    assert.equal(await at(last.subtract({ milliseconds: 1 })), 8_000, timeZone);
    assert.equal(await at(last), 10_000, timeZone);
  }
});

test("findings and checks are the brand's own", async () => {
  const s = await scene();
  const other = await app.brand();
  const foreign = await other.api("GET", `/api/${s.t.key}/price-findings`);
  assert.equal(foreign.status, 401);
  const missing = await s.t.api("POST", `/api/${s.t.key}/offers/${newId()}/check`);
  assert.equal(missing.body.code, "offer_not_found");
});
