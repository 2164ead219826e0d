import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Context } from "#platform/context.ts";
import { sql } from "kysely";
import { startTestApp, type TestApp, type TestBrand } from "#tests/support/app.ts";
import { closeUnit, createUnit, inScopeSql, moveUnit, rootUnit, unitAncestors } from "./index.ts";

let app: TestApp;
let t: TestBrand;
let serial = 0;
before(async () => {
  app = await startTestApp();
  t = await app.brand();
});
after(() => app.close());

const at = (text: string) => Temporal.Instant.from(text);
const make = (ctx: Context, parentId: string | null, kind: "region" | "city" | "store") =>
  createUnit(ctx, { parentId, kind, code: `${kind}-${++serial}`, name: `${kind} ${serial}` });
const refused = (code: string) => (error: unknown) => (error as { code?: string }).code === code;
const above = async (ctx: Context, unitId: string, when: string) =>
  (await unitAncestors(ctx, unitId, at(when))).map((one) => one.unitId);

interface Tree {
  readonly root: string;
  readonly north: string;
  readonly south: string;
  readonly city: string;
  readonly store: string;
}

const plant = (): Promise<Tree> =>
  t.ctx(async (ctx) => {
    const root = await rootUnit(ctx);
    const north = await make(ctx, null, "region");
    const south = await make(ctx, root, "region");
    const city = await make(ctx, north, "city");
    const store = await make(ctx, city, "store");
    return { root, north, south, city, store };
  }, at("2026-01-01T00:00:00Z"));

test("a moved city takes its stores along, from the instant of the move on", async () => {
  const { root, north, south, city, store } = await plant();
  await t.ctx((ctx) =>
    moveUnit(ctx, { unitId: city, parentId: south, from: at("2026-03-01T00:00:00Z") }),
  );
  await t.ctx(async (ctx) => {
    assert.deepEqual(await above(ctx, store, "2025-06-01T00:00:00Z"), [store, city, north, root]);
    assert.deepEqual(await above(ctx, store, "2026-02-28T23:59:59Z"), [store, city, north, root]);
    assert.deepEqual(await above(ctx, store, "2026-03-01T00:00:00Z"), [store, city, south, root]);
    for (const [when, unit, expected] of [
      ["2026-02-28T23:59:59Z", north, true],
      ["2026-02-28T23:59:59Z", south, false],
      ["2026-03-01T00:00:00Z", north, false],
      ["2026-03-01T00:00:00Z", south, true],
    ] as const) {
      const { rows } = await sql<{ held: boolean }>`select ${inScopeSql("s.id", [unit], at(when))}
        as held from (select ${store}::uuid as id) s`.execute(ctx.tx);
      assert.equal(rows[0]?.held, expected, `${when} ${unit}`);
    }
  });
});

test("moves in any order leave exactly one chain to the root at every instant", async () => {
  const { root, north, south, city, store } = await plant();
  const other = await t.ctx((ctx) => make(ctx, south, "city"));
  const moves = [
    [city, south, "2026-02-01T00:00:00Z"],
    [store, other, "2026-03-01T00:00:00Z"],
    [city, north, "2026-04-01T00:00:00Z"],
    [other, north, "2026-05-01T00:00:00Z"],
    [store, city, "2026-06-01T00:00:00Z"],
  ] as const;
  for (const [unitId, parentId, from] of moves) {
    await t.ctx((ctx) => moveUnit(ctx, { unitId, parentId, from: at(from) }));
  }
  await t.ctx(async (ctx) => {
    assert.deepEqual(await above(ctx, store, "2026-01-15T00:00:00Z"), [store, city, north, root]);
    assert.deepEqual(await above(ctx, store, "2026-02-15T00:00:00Z"), [store, city, south, root]);
    assert.deepEqual(await above(ctx, store, "2026-03-15T00:00:00Z"), [store, other, south, root]);
    assert.deepEqual(await above(ctx, store, "2026-05-15T00:00:00Z"), [store, other, north, root]);
    assert.deepEqual(await above(ctx, store, "2026-06-15T00:00:00Z"), [store, city, north, root]);
  });
});

test("no unit below itself, none below a store, none out of order, the root stays", async () => {
  const { root, north, south, city, store } = await plant();
  const move = (unitId: string, parentId: string, from?: string) =>
    t.ctx((ctx) => moveUnit(ctx, { unitId, parentId, ...(from ? { from: at(from) } : {}) }));
  const sub = await t.ctx((ctx) => make(ctx, north, "region"));
  await assert.rejects(move(north, sub), refused("unit_cycle"));
  await assert.rejects(move(city, city), refused("unit_cycle"));
  await assert.rejects(move(root, north), refused("unit_is_root"));
  await assert.rejects(move(south, city), refused("unit_kind_misplaced"));
  await assert.rejects(t.ctx((ctx) => make(ctx, store, "store")), refused("unit_kind_misplaced"));
  await move(city, south, "2026-05-01T00:00:00Z");
  await assert.rejects(move(city, north, "2026-04-01T00:00:00Z"), refused("unit_moved_later"));
});

test("of two moves that together would make a circle, one is refused", async () => {
  const { north, south } = await plant();
  const moved = Promise.withResolvers<void>();
  const first = t.ctx(async (ctx) => {
    await moveUnit(ctx, { unitId: north, parentId: south });
    moved.resolve();
    // Not yet committed while the second looks.
    await app.untilBlocked();
  });
  await moved.promise;
  const second = t.ctx((ctx) => moveUnit(ctx, { unitId: south, parentId: north }));
  await assert.rejects(second, refused("unit_cycle"));
  await first;
});

test("a unit closes when nothing open lies below it, and takes nothing new", async () => {
  const { city, store } = await plant();
  await assert.rejects(t.ctx((ctx) => closeUnit(ctx, city)), refused("unit_has_children"));
  await t.ctx((ctx) => closeUnit(ctx, store));
  await t.ctx((ctx) => closeUnit(ctx, city));
  await assert.rejects(t.ctx((ctx) => make(ctx, city, "store")), refused("unit_closed"));
  await t.ctx(async (ctx) => assert.equal((await unitAncestors(ctx, store)).length, 4));
});

test("a brand has one root, and a second cannot be written", async () => {
  await assert.rejects(
    t.ctx((ctx) =>
      sql`insert into organisation.units (brand_id, unit_id, kind, root, code, name, created_at)
        values (${t.brandId}, gen_random_uuid(), 'group', true, 'second', 'x', now())`.execute(
        ctx.tx,
      ),
    ),
    /units_root/,
  );
});

test("the tree over HTTP: create, search, page through children, move, rename, close", async () => {
  const own = await app.brand();
  const units = `/api/${own.key}/units`;
  const top = await own.api("GET", units);
  assert.equal(top.body.items.length, 1);
  const root = top.body.items[0].unitId;
  const ids: string[] = [];
  for (const [i, name] of ["华东", "华南", "华北 100%"].entries()) {
    const unit = { kind: "region", code: `R${i}`, name, nameEn: `Region ${i}` };
    const made = await own.api("POST", units, unit);
    assert.equal(made.status, 201, JSON.stringify(made.body));
    ids.push(made.body.unitId);
  }
  const taken = await own.api("POST", units, { kind: "city", code: "R1", name: "x" });
  assert.equal(taken.body.code, "unit_code_taken");
  const first = await own.api("GET", `${units}?parentId=${root}&limit=2`);
  assert.deepEqual(first.body.items.map((one: { code: string }) => one.code), ["R0", "R1"]);
  const rest = await own.api("GET", `${units}?parentId=${root}&limit=2&cursor=${first.body.next}`);
  assert.deepEqual(rest.body.items.map((one: { code: string }) => one.code), ["R2"]);
  assert.equal(rest.body.next, null);
  const found = await own.api("GET", `${units}?search=${encodeURIComponent("0%")}`);
  assert.deepEqual(found.body.items.map((one: { name: string }) => one.name), ["华北 100%"]);
  const moved = await own.api("POST", `${units}/${ids[0]}/move`, { parentId: ids[1] });
  assert.equal(moved.status, 204, JSON.stringify(moved.body));
  const shown = await own.api("GET", `${units}/${ids[0]}`);
  assert.deepEqual(
    shown.body.path.map((one: { unitId: string }) => one.unitId),
    [root, ids[1], ids[0]],
  );
  assert.equal((await own.api("PATCH", `${units}/${ids[0]}`, { name: "新名" })).status, 204);
  assert.equal((await own.api("POST", `${units}/${ids[0]}/close`)).status, 204);
  const back = await own.api("POST", `${units}/${ids[1]}/move`, { parentId: root, fromAt: 1000 });
  assert.equal(back.body.code, "end_not_ahead");
});
