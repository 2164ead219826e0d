import { isDeepStrictEqual } from "node:util";
import { sql } from "kysely";
import { type Context, tablesOf } from "#platform/context.ts";
import type { Params } from "#platform/errors.ts";
import { emitMany } from "#platform/journal.ts";
import {
  createUnits, inScopeSql, moveUnit, type PlacedUnit, rootUnit, unitsByCodes, unitScope,
  isPermitted,
} from "#modules/organisation/index.ts";
import { mergedFields, type StoreRowGiven } from "./parse-store-row.ts";
import { type Store, storeOf } from "./store.ts";
import type { StoresTables } from "./tables.ts";
import { insertStores, type StoreWrite, updateStores } from "./write-stores.ts";

export interface ChunkRow {
  readonly line: number;
  readonly row: StoreRowGiven;
}

interface Fault {
  readonly code: string;
  readonly params: Params;
}

interface LineFault extends Fault {
  readonly line: number;
}

export interface ChunkResult {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly faults: readonly LineFault[];
}

type Parent = { readonly unitId: string } | Fault;

/** What stays known from chunk to chunk: a file has few parents and many stores. */
export type ParentCache = Map<string, Parent>;
const mostParents = 20_000;

async function findParents(ctx: Context, rows: readonly ChunkRow[], known: ParentCache) {
  const wanted = new Set(rows.map(({ row }) => row.parentCode ?? ""));
  const missing = [...wanted].filter((code) => !known.has(code));
  const found = await unitsByCodes(ctx, missing);
  for (const code of missing) {
    const unit = found.get(code);
    const unitId = code === "" ? await rootUnit(ctx) : unit?.unitId;
    const usable = unitId && unit?.kind !== "store" && !unit?.closed;
    if (!usable) known.set(code, { code: "store_parent_unknown", params: { given: code } });
    else if (await isPermitted(ctx, "stores.write", unitId)) known.set(code, { unitId });
    else known.set(code, { code: "store_parent_not_permitted", params: { given: code || "—" } });
  }
}

interface KnownStores {
  readonly byCode: ReadonlyMap<string, Store>;
  readonly byExternal: ReadonlyMap<string, Store>;
  readonly permitted: ReadonlySet<string>;
  readonly units: ReadonlyMap<string, PlacedUnit>;
}

async function findStores(ctx: Context, rows: readonly ChunkRow[]): Promise<KnownStores> {
  const codes = rows.map(({ row }) => row.code);
  const externals = rows.flatMap(({ row }) => row.given.externalCode ?? []);
  const scope = await unitScope(ctx, "stores.write");
  const found = await tablesOf<StoresTables>(ctx)
    .selectFrom("stores.stores")
    .selectAll()
    .select(inScopeSql("store_id", scope, ctx.recordedAt).as("permitted"))
    .where("brand_id", "=", ctx.brand.brandId)
    .where(
      sql<boolean>`(code = any(${codes}::text[]) or external_code = any(${externals}::text[]))`,
    )
    .execute();
  const stores = found.map(storeOf);
  return {
    byCode: new Map(stores.map((store) => [store.code, store])),
    byExternal: new Map(stores.flatMap((s) => (s.externalCode ? [[s.externalCode, s]] : []))),
    permitted: new Set(found.filter((one) => one.permitted).map((one) => one.store_id)),
    units: await unitsByCodes(ctx, [...codes, ...stores.map((store) => store.code)]),
  };
}

interface Plan {
  readonly add: (StoreRowGiven & { readonly parentId: string })[];
  readonly change: StoreWrite[];
  readonly move: { readonly unitId: string; readonly parentId: string }[];
  unchanged: number;
  readonly faults: LineFault[];
}

function planNew(row: StoreRowGiven, parent: { unitId: string }, known: KnownStores, plan: Plan) {
  if (known.units.has(row.code)) return { code: "store_code_taken", params: { code: row.code } };
  plan.add.push({ ...row, parentId: parent.unitId });
  return null;
}

function planKnown(
  store: Store,
  row: StoreRowGiven,
  parent: { unitId: string },
  known: KnownStores,
  plan: Plan,
): Fault | null {
  if (!known.permitted.has(store.storeId)) {
    return { code: "store_parent_not_permitted", params: { given: store.code } };
  }
  if (store.code !== row.code) return { code: "store_code_fixed", params: { code: store.code } };
  const other = known.byExternal.get(row.given.externalCode ?? "");
  if (other && other.storeId !== store.storeId) {
    return { code: "store_code_taken", params: { code: row.given.externalCode ?? "" } };
  }
  const before = mergedFields({ ...row, given: {} }, store);
  const fields = mergedFields(row, store);
  const moves = row.parentCode && known.units.get(store.code)?.parentId !== parent.unitId;
  if (moves) plan.move.push({ unitId: store.storeId, parentId: parent.unitId });
  if (moves || !isDeepStrictEqual(before, fields)) {
    plan.change.push({ storeId: store.storeId, fields });
  } else plan.unchanged++;
  return null;
}

function planRow(row: StoreRowGiven, known: KnownStores, parents: ParentCache, plan: Plan) {
  const store = known.byExternal.get(row.given.externalCode ?? "") ?? known.byCode.get(row.code);
  // A known store that names no parent stays where it is, whoever may write below the root.
  const parent =
    store && !row.parentCode ? { unitId: "" } : parents.get(row.parentCode ?? "");
  if (!parent || !("unitId" in parent)) return parent ?? null;
  return store ? planKnown(store, row, parent, known, plan) : planNew(row, parent, known, plan);
}

async function carryOut(ctx: Context, plan: Plan): Promise<void> {
  const units = plan.add.map(({ code, given, parentId }) => ({
    ...{ parentId, kind: "store" as const, code, name: given.name ?? code },
    nameEn: given.nameEn ?? null,
  }));
  const ids = await createUnits(ctx, units);
  const added = plan.add.map((row, index) => ({
    storeId: ids[index] ?? "",
    fields: mergedFields(row, null),
  }));
  await insertStores(ctx, added);
  await updateStores(ctx, plan.change);
  for (const move of plan.move) await moveUnit(ctx, move);
  const event = ({ storeId, fields: { code, role } }: StoreWrite, opened: boolean) => ({
    unitId: storeId,
    payload: opened ? { storeId, code, role } : { storeId, role },
  });
  await emitMany(ctx, "stores.store_opened", added.map((one) => event(one, true)));
  await emitMany(ctx, "stores.store_changed", plan.change.map((one) => event(one, false)));
}

/** Imports some rows, none of which names the store of another, in the caller's transaction. */
export async function importChunk(
  ctx: Context,
  rows: readonly ChunkRow[],
  parents: ParentCache,
): Promise<ChunkResult> {
  // Two imports at once would both find a store missing and both add it.
  const lock = `stores.import:${ctx.brand.brandId}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`.execute(ctx.tx);
  if (parents.size > mostParents) parents.clear();
  await findParents(ctx, rows, parents);
  const known = await findStores(ctx, rows);
  const plan: Plan = { add: [], change: [], move: [], unchanged: 0, faults: [] };
  for (const { line, row } of rows) {
    const fault = planRow(row, known, parents, plan);
    if (fault) plan.faults.push({ line, ...fault });
  }
  await carryOut(ctx, plan);
  const { add, change, unchanged, faults } = plan;
  return { added: add.length, changed: change.length, unchanged, faults };
}
