import { getUnit, unitAncestors } from "#modules/organisation/index.ts";
import type { Context } from "#platform/context.ts";
import { isListedStore, listedStores, type VoucherRow } from "./queries.ts";

export interface UnitName {
  readonly name: string;
  readonly nameEn: string | null;
}

/** Where a voucher may be used, for people. */
export interface StoresView {
  /** True: every store of the unit. */
  readonly all: boolean;
  /** True: every store of the brand. */
  readonly everywhere: boolean;
  /** group | region | city | store; null without `all`. */
  readonly unitKind: string | null;
  readonly unitName: string | null;
  readonly unitNameEn: string | null;
  /** The first few of the listed stores. */
  readonly names: readonly UnitName[];
  /** How many are listed; null with `all`. */
  readonly count: number | null;
}

const namesShown = 5;

export async function isInScope(ctx: Context, row: VoucherRow, storeId: string): Promise<boolean> {
  if (row.scope_unit_id === null) return isListedStore(ctx, row, storeId);
  const above = await unitAncestors(ctx, storeId, ctx.recordedAt);
  return above.some((unit) => unit.unitId === row.scope_unit_id);
}

async function nameOf(ctx: Context, unitId: string): Promise<UnitName> {
  const { name, nameEn } = await getUnit(ctx, unitId);
  return { name, nameEn };
}

type OfVersion = Pick<VoucherRow, "offer_id" | "offer_version" | "scope_unit_id">;

export async function storesOf(ctx: Context, row: OfVersion): Promise<StoresView> {
  if (row.scope_unit_id !== null) {
    const { name, nameEn, kind, parentId } = await getUnit(ctx, row.scope_unit_id);
    const everywhere = parentId === null;
    const unit = { unitKind: kind, unitName: name, unitNameEn: nameEn };
    return { all: true, everywhere, ...unit, names: [], count: null };
  }
  const { storeIds, count } = await listedStores(ctx, row, namesShown);
  const names: UnitName[] = [];
  for (const storeId of storeIds) names.push(await nameOf(ctx, storeId));
  const unit = { unitKind: null, unitName: null, unitNameEn: null };
  return { all: false, everywhere: false, ...unit, names, count };
}

/** Remembers within one answer: a wallet often holds several vouchers of one offer. */
export function scopeReader(ctx: Context): (row: VoucherRow) => Promise<StoresView> {
  const known = new Map<string, Promise<StoresView>>();
  return (row) => {
    const key = `${row.offer_id} ${row.offer_version}`;
    const found = known.get(key) ?? storesOf(ctx, row);
    known.set(key, found);
    return found;
  };
}

/** The stores in one line of the caller's language. */
export function storesText(ctx: Context, stores: StoresView): string {
  const pick = (name: string | null, nameEn: string | null) =>
    (ctx.lang === "en" ? (nameEn ?? name) : name) ?? "—";
  if (stores.all) return pick(stores.unitName, stores.unitNameEn);
  const names = stores.names.map((one) => pick(one.name, one.nameEn));
  const more = (stores.count ?? 0) - names.length;
  const list = names.join(ctx.lang === "en" ? ", " : "、");
  if (more <= 0) return list || "—";
  return ctx.lang === "en" ? `${list} and ${more} more` : `${list}等 ${stores.count} 家`;
}
