import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { createStore } from "#modules/stores/index.ts";
import { rootUnit } from "#modules/organisation/index.ts";
import type { Context } from "#platform/context.ts";
import { newId } from "#platform/ids.ts";
import { startTestApp, type TestApp, type TestBrand } from "#tests/support/app.ts";
import { cadence } from "./cadence.ts";
import { cartGoods, goodsKey, pageBlocks, permitOnline } from "./index.ts";
import { myPreviews, subscribe, unsubscribe } from "./previews.ts";
import { createPriceList, listPricesAt, setListPrices } from "./price-lists.ts";
import { inChannels, phaseAt, type Sale, type SaleTerms, whyNotSold } from "./sellable.ts";

let app: TestApp;
let t: TestBrand;
let storeId: string;
let root: string;
before(async () => {
  app = await startTestApp();
  t = await app.brand();
  root = await t.ctx((ctx) => rootUnit(ctx));
  storeId = await t.ctx((ctx) =>
    createStore(ctx, { parentId: root, code: "b1", name: "二店", role: "sales" }));
});
after(async () => {
  app.setNow(null);
  await app.close();
});

let made = 0;
async function add(form: object = {}, priceMinor: number | null = 5_000) {
  made += 1;
  const { productId } = (await t.api("POST", `/api/${t.key}/products`, {
    externalCode: `F${made}`, name: `衫 ${made}`,
  })).body as { productId: string };
  const path = `/api/${t.key}/products/${productId}`;
  if (priceMinor !== null) {
    const price = { kind: "list", amountMinor: priceMinor, validFrom: 1_700_000_000_000 };
    await t.api("POST", `${path}/prices`, price);
  }
  const shaped = await t.api("PATCH", `${path}/form`, form);
  assert.equal(shaped.status, 204, JSON.stringify(shaped.body));
  return { productId, path };
}

const axis = (key: string, ...values: string[]) => ({
  key, name: key, nameEn: null, values: values.map((value) => ({ value, nameEn: null })),
});
const price = (lines: object[]) =>
  t.api("POST", `/${t.key}/api/cart/price`, { storeId, lines });
const why = async (productId: string, variantId?: string) => {
  const answer = await price([{ lineId: "1", productId, variantId, quantity: 1 }]);
  return answer.status === 200 ? "sold" : (answer.body.params?.reasons?.[0] ?? answer.body.code);
};

test("three axes: only the combinations that are defined are sold", async () => {
  const axes = [axis("色", "红", "蓝"), axis("码", "S", "M"), axis("袖", "长", "短")];
  const { productId, path } = await add({ axes });
  const variant = (sku: string, options: object) =>
    t.api("POST", `${path}/variants`, { sku, options });
  const sold = await variant("RSL", { 色: "红", 码: "S", 袖: "长" });
  assert.equal(sold.status, 201, JSON.stringify(sold.body));
  assert.equal((await variant("X", { 色: "绿", 码: "S", 袖: "长" })).body.code, "variant_not_of_axes");
  assert.equal((await variant("Y", { 色: "红", 码: "S" })).body.code, "variant_not_of_axes");
  assert.equal((await variant("Z", { 色: "红", 码: "S", 袖: "长" })).body.code, "variant_exists");
  assert.equal(await why(productId), "goods_variant_needed");
  assert.equal(await why(productId, newId()), "goods_variant_not_sold");
  assert.equal(await why(productId, sold.body.variantId), "sold");
  const other = await add();
  assert.equal(await why(other.productId, sold.body.variantId), "goods_variant_not_sold");
  const narrow = [axis("色", "蓝"), axis("码", "S", "M"), axis("袖", "长", "短")];
  const refused = await t.api("PATCH", `${path}/form`, { axes: narrow });
  assert.equal(refused.body.code, "axes_do_not_fit");
  const shown = await t.api("GET", `/${t.key}/api/stores/b1/goods/${productId}`);
  assert.equal(shown.status, 200, JSON.stringify(shown.body));
  assert.deepEqual(shown.body.variants.map((one: { options: object }) => one.options), [
    { 色: "红", 码: "S", 袖: "长" },
  ]);
  assert.equal(shown.body.variants[0].price.priceMinor, 5_000);
  const end = await t.api("PATCH", `${path}/variants/${sold.body.variantId}`, { withdrawn: true });
  assert.equal(end.status, 204);
  assert.equal(await why(productId, sold.body.variantId), "goods_variant_not_sold");
});

test("axes that cannot be chosen by are refused", async () => {
  const { path } = await add();
  const bad = [
    [axis("色")], [axis("色", "红", "红")], [axis("色", "红"), axis("色", "蓝")],
    ["a", "b", "c", "d", "e"].map((key) => axis(key, "1")),
  ];
  for (const axes of bad) {
    assert.equal((await t.api("PATCH", `${path}/form`, { axes })).body.code, "axes_invalid");
  }
});

test("“store only” is refused by the rule and by the cart, and has its page", async () => {
  const { productId } = await add({ kind: "service", handling: "store_only" });
  assert.equal(await why(productId), "goods_store_only");
  await assert.rejects(t.ctx((ctx) => permitOnline(ctx, [{ productId }], {})), {
    code: "goods_store_only",
  });
  const shown = await t.api("GET", `/${t.key}/api/stores/b1/goods/${productId}`);
  assert.equal(shown.body.handling, "store_only");
  for (const handling of ["apply_online", "print_in_store"]) {
    const business = await add({ kind: "business", handling });
    assert.equal(await why(business.productId), "sold", handling);
  }
  const { path } = await add();
  const wrong = await t.api("PATCH", `${path}/form`, { kind: "goods", handling: "apply_online" });
  assert.equal(wrong.body.code, "handling_not_for_goods");
});

test("a theme box: ordered at 23:59:59.999 of its last day, not at 00:00:00", async () => {
  const days = { previewDay: "2026-11-20", firstDay: "2026-12-01", lastDay: "2026-12-31" };
  const { productId } = await add(days);
  const rows = [
    ["2026-11-19T23:59:59.999+08:00", "goods_not_open", 404, undefined],
    ["2026-11-20T00:00:00+08:00", "goods_not_open", 200, "preview"],
    ["2026-11-30T23:59:59.999+08:00", "goods_not_open", 200, "preview"],
    ["2026-12-01T00:00:00+08:00", "sold", 200, "open"],
    ["2026-12-31T23:59:59+08:00", "sold", 200, "open"],
    ["2026-12-31T23:59:59.999+08:00", "sold", 200, "open"],
    ["2027-01-01T00:00:00+08:00", "goods_over", 200, "past"],
  ] as const;
  for (const [moment, outcome, status, phase] of rows) {
    app.setNow(Temporal.Instant.from(moment));
    assert.equal(await why(productId), outcome, moment);
    const page = await t.api("GET", `/${t.key}/api/stores/b1/goods/${productId}`);
    assert.deepEqual([page.status, page.body.phase], [status, phase], moment);
    const list = await t.api("GET", `/${t.key}/api/stores/b1/goods`);
    const items: { productId: string }[] = list.body.items;
    const listed = items.some((one) => one.productId === productId);
    assert.equal(listed, phase === "preview" || phase === "open", moment);
  }
  app.setNow(null);
});

test("days of sale that make no sense are refused", async () => {
  const { path } = await add();
  const bad = [
    { firstDay: "2026-12-02", lastDay: "2026-12-01" }, { previewDay: "2026-12-01" },
    { firstDay: "2026-12-01", previewDay: "2026-12-01" }, { firstDay: "2026-02-30" },
  ];
  for (const body of bad) {
    assert.equal((await t.api("PATCH", `${path}/form`, body)).body.code, "window_invalid");
  }
});

test("who may sell it: by whose channel it is, or by one channel", () => {
  const own: Sale = {};
  const partner: Sale = { channelId: "c1", origin: "partner" };
  const joint: Sale = { channelId: "c2", origin: "joint" };
  const of = (origin: "own" | "joint" | "partner") => ({ origin, channelId: null });
  const by = (channelId: string) => ({ origin: null, channelId });
  const rows = [
    ["no rule",       [],                       own, true],
    ["own to own",    [of("own")],              own, true],
    ["own to others", [of("own")],              partner, false],
    ["two kinds",     [of("own"), of("joint")], joint, true],
    ["one channel",   [by("c1")],               partner, true],
    ["another",       [by("c1")],               joint, false],
    ["not direct",    [by("c1")],               own, false],
  ] as const;
  for (const [name, rules, sale, fits] of rows) assert.equal(inChannels(rules, sale), fits, name);
});

test("channels are obeyed by the list, the page and the cart", async () => {
  const { productId } = await add({ channels: [{ origin: "partner", channelId: null }] });
  assert.equal(await why(productId), "goods_not_in_channel");
  const page = await t.api("GET", `/${t.key}/api/stores/b1/goods/${productId}`);
  assert.equal(page.body.inChannel, false);
  const list = await t.api("GET", `/${t.key}/api/stores/b1/goods?limit=100`);
  assert.ok(!list.body.items.some((one: { productId: string }) => one.productId === productId));
});

test("every reason why something is not sold, in their order", () => {
  const at = Temporal.Instant.from("2026-12-01T00:00:00Z");
  const terms: SaleTerms = {
    handling: "online", retired: false, opensAt: null, closesAt: null, channels: [],
    hasAxes: false, variant: null,
  };
  const rows: [Partial<SaleTerms>, ReturnType<typeof whyNotSold>][] = [
    [{}, null],
    [{ retired: true, handling: "store_only" }, "goods_retired"],
    [{ opensAt: at.add({ seconds: 1 }) }, "goods_not_open"],
    [{ opensAt: at }, null],
    [{ closesAt: at }, "goods_over"],
    [{ closesAt: at.add({ milliseconds: 1 }) }, null],
    [{ handling: "store_only" }, "goods_store_only"],
    [{ channels: [{ origin: "partner", channelId: null }] }, "goods_not_in_channel"],
    [{ hasAxes: true }, "goods_variant_needed"],
    [{ hasAxes: true, variant: "sold" }, null],
    [{ variant: "withdrawn" }, "goods_variant_not_sold"],
  ];
  for (const [change, reason] of rows) {
    assert.equal(whyNotSold({ ...terms, ...change }, at, {}), reason, JSON.stringify(change));
  }
  const preview = { opensAt: at.add({ hours: 1 }), closesAt: null, previewAt: at };
  assert.equal(phaseAt(preview, at), "preview");
  assert.equal(phaseAt(preview, at.subtract({ seconds: 1 })), "hidden");
});

test("price lists: the narrower unit, then a segment, then the later one", async () => {
  const { productId, path } = await add();
  const made = await t.api("POST", `${path}/variants`, { sku: "L1", options: { 码: "L" } });
  const large = made.body.variantId;
  const begin = Temporal.Instant.from("2026-10-01T00:00:00Z");
  const list = (more: object, amountMinor: number, variantId: string | null = null) =>
    t.ctx(async (ctx) => {
      const listId = await createPriceList(ctx, {
        name: "表", unitId: null, segment: null, validFrom: begin, validTo: null, ...more,
      });
      await setListPrices(ctx, listId, [{ productId, variantId, amountMinor }]);
      return listId;
    }, begin);
  const at = Temporal.Instant.from("2026-11-01T00:00:00Z");
  const units = [storeId, root];
  const ask = async (sale: Sale, variantId: string | null = null, when = at) => {
    const found = await t.ctx((ctx) => cartGoods(ctx, [{ productId, variantId }], when, sale));
    return found.get(goodsKey({ productId, variantId }))?.prices.list;
  };
  assert.equal(await ask({ unitIds: units }), 5_000, "the catalogue's");
  await list({}, 4_900);
  assert.equal(await ask({}), 4_900);
  await list({ unitId: root }, 4_800);
  assert.equal(await ask({}), 4_900, "no place is named");
  assert.equal(await ask({ unitIds: units }), 4_800);
  await list({ unitId: storeId }, 4_700);
  assert.equal(await ask({ unitIds: units }), 4_700);
  assert.equal(await ask({ unitIds: [root] }), 4_800, "another store");
  await list({ unitId: storeId, segment: "member" }, 4_600);
  assert.equal(await ask({ unitIds: units }), 4_700, "not a member");
  assert.equal(await ask({ unitIds: units, segments: ["member"] }), 4_600);
  const later = at.subtract({ hours: 24 });
  await list({ unitId: storeId, segment: "member", validFrom: later }, 4_500);
  assert.equal(await ask({ unitIds: units, segments: ["member"] }, null, at), 4_500);
  const before = later.subtract({ seconds: 1 });
  assert.equal(await ask({ unitIds: units, segments: ["member"] }, null, before), 4_600);
  await list({ unitId: root }, 9_900, large);
  assert.equal(await ask({ unitIds: units }, large), 4_700, "the narrower list counts");
  await list({ unitId: storeId, validFrom: later }, 6_000, large);
  assert.equal(await ask({ unitIds: units }, large), 6_000);
  assert.equal(await ask({ unitIds: units }), 4_700);
  const rows = await t.ctx((ctx) => listPricesAt(ctx, [productId], at, { unitIds: units }));
  assert.deepEqual(rows.map((row) => row.amountMinor).sort(), [4_700, 6_000]);
});

test("a list stays above the floor; taken out, the catalogue's price holds", async () => {
  const { productId, path } = await add();
  await t.api("POST", `${path}/prices`, { kind: "floor", amountMinor: 4_000 });
  const lists = `/api/${t.key}/price-lists`;
  const { listId } = (await t.api("POST", lists, { name: "湖滨店", unitId: storeId })).body;
  const set = (amountMinor: number | null) =>
    t.api("PUT", `${lists}/${listId}/prices`, { prices: [{ productId, amountMinor }] });
  assert.equal((await set(3_999)).body.code, "price_below_floor");
  const paid = async () =>
    (await price([{ lineId: "1", productId, quantity: 2 }])).body.priced.payable.totalMinor;
  assert.equal((await set(4_400)).status, 204);
  assert.equal(await paid(), 8_800);
  assert.equal((await t.api("GET", `${lists}/${listId}/prices`)).body.items[0].amountMinor, 4_400);
  assert.equal((await set(null)).status, 204);
  assert.equal(await paid(), 10_000);
  assert.equal((await set(4_300)).status, 204);
  assert.equal((await t.api("POST", `${lists}/${listId}/end`)).status, 204);
  assert.equal(await paid(), 10_000);
});

test("a preview is followed once, by whoever wants it, and only while it is one", async () => {
  const today = Temporal.Instant.from("2026-11-25T04:00:00Z");
  const { productId, path } = await add({ previewDay: "2026-11-20", firstDay: "2026-12-01" });
  const [one, two] = [newId(), newId()];
  const at = <R>(run: (ctx: Context) => Promise<R>, now = today) =>
    t.ctx((ctx) => run({ ...ctx, recordedAt: now }), now);
  for (const member of [one, one, two]) await at((ctx) => subscribe(ctx, productId, member));
  const { body } = await t.api("GET", `${path}/form`);
  assert.equal(body.subscribers, 2);
  const { rows } = await app.databases.ownerPool.query(
    "select count(*)::int as n from platform.journal where brand_id = $1 and kind = $2",
    [t.brandId, "catalogue.preview_subscribed"],
  );
  assert.equal(rows[0].n, 2, "an event for each member, not for each tap");
  const opens = Temporal.Instant.from("2026-12-01T00:00:00+08:00");
  const phase = async (now: Temporal.Instant) =>
    (await at((ctx) => myPreviews(ctx, one), now))[0]?.phase;
  assert.equal(await phase(opens.subtract({ milliseconds: 1 })), "preview");
  assert.equal(await phase(opens), "open");
  const late = at((ctx) => subscribe(ctx, productId, newId()), opens);
  await assert.rejects(late, { code: "preview_not_open" });
  await at((ctx) => unsubscribe(ctx, productId, one));
  assert.deepEqual(await at((ctx) => myPreviews(ctx, one)), []);
});

test("the page of the nearest unit that arranged one; the cart is always on it", async () => {
  const { productId } = await add();
  const shown = async () => (await t.api("GET", `/${t.key}/api/stores/b1/goods/${productId}`)).body;
  assert.deepEqual((await shown()).blocks, [...pageBlocks]);
  const save = (unitId: string, blocks: readonly string[], promise: string) =>
    t.api("PUT", `/api/${t.key}/units/${unitId}/product-page`, {
      blocks, area: "", areaEn: null, promise, promiseEn: null,
    });
  assert.equal((await save(root, ["cart", "gifts"], "七天可退")).status, 204);
  assert.deepEqual([(await shown()).blocks, (await shown()).promise], [
    ["cart", "gifts"], "七天可退",
  ]);
  assert.equal((await save(storeId, ["details", "cart"], "当天可换")).status, 204);
  assert.deepEqual([(await shown()).blocks, (await shown()).promise], [
    ["details", "cart"], "当天可换",
  ]);
  for (const blocks of [["gifts"], ["cart", "cart"]]) {
    assert.equal((await save(root, blocks, "")).body.code, "page_blocks_invalid");
  }
});

test("a cadence that is not kept is said", async () => {
  const b = await app.brand();
  const path = `/api/${b.key}/cadence`;
  assert.deepEqual((await b.api("GET", path)).body, {
    plannedDays: null, lastNewAt: null, nextNewAt: null, daysSince: null, late: false,
  });
  await b.api("PUT", path, { days: 90 });
  const { productId } = (await b.api("POST", `/api/${b.key}/products`, {
    externalCode: "N", name: "新",
  })).body;
  const form = `/api/${b.key}/products/${productId}/form`;
  await b.api("PATCH", form, { firstDay: "2026-01-01" });
  const late = async (moment: string) => {
    const { daysSince, late } = await b.ctx(cadence, Temporal.Instant.from(moment));
    return [daysSince, late];
  };
  assert.deepEqual(await late("2026-04-01T12:00:00+08:00"), [90, false]);
  assert.deepEqual(await late("2026-04-02T00:00:00+08:00"), [91, true]);
});

test("off the shelf: sold by its id, listed nowhere, and back on it", async () => {
  const { productId, path } = await add({ onShelf: false });
  const listed = async () => {
    const { items } = (await t.api("GET", `/${t.key}/api/stores/b1/goods?limit=100`)).body;
    return items.some((one: { productId: string }) => one.productId === productId);
  };
  assert.deepEqual([await why(productId), await listed()], ["sold", false]);
  assert.equal((await t.api("GET", `${path}/form`)).body.onShelf, false);
  // What is not told stays as it is.
  await t.api("PATCH", `${path}/form`, { details: "付定金" });
  assert.equal(await listed(), false);
  await t.api("PATCH", `${path}/form`, { onShelf: true });
  assert.equal(await listed(), true);
});
