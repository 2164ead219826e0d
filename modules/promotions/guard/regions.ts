import { heldLists, listPricesAt } from "#modules/catalogue/index.ts";
import { rootUnit, unitAncestors } from "#modules/organisation/index.ts";
import { storesInScope } from "#modules/stores/index.ts";
import type { Offer } from "#packages/pricing/index.ts";
import type { Context } from "#platform/context.ts";
import type { GuardedGoods, Stack } from "./sources.ts";

/** Stores in which the same price lists are asked, of members of one segment. */
export interface Region {
  readonly storeIds: readonly string[];
  /** Carts of no store belong to it: no list names a unit of it. */
  readonly elsewhere: boolean;
  /** Units that lists name, the narrowest first. */
  readonly unitIds: readonly string[];
  readonly segment: string | null;
}

type Stores = Omit<Region, "segment">;

/** Open stores by the units of these that they are in; those in none come first. */
async function storesBy(ctx: Context, unitIds: readonly string[]): Promise<Stores[]> {
  const all = await storesInScope(ctx, [await rootUnit(ctx)]);
  const within = new Map<string, string[]>(all.map((storeId) => [storeId, []]));
  for (const unitId of unitIds) {
    for (const storeId of await storesInScope(ctx, [unitId])) within.get(storeId)?.push(unitId);
  }
  const groups = Map.groupBy(all, (storeId) => within.get(storeId)!.join());
  const none = groups.get("") ?? [];
  const found: Stores[] = [{ storeIds: none, elsewhere: true, unitIds: [] }];
  for (const [key, storeIds] of groups) {
    if (key === "") continue;
    const named = new Set(key.split(","));
    const path = await unitAncestors(ctx, storeIds[0]!);
    const narrowFirst = path.map((unit) => unit.unitId).filter((unitId) => named.has(unitId));
    found.push({ storeIds, elsewhere: false, unitIds: narrowFirst });
  }
  return found;
}

/** Where, and of whom, other prices are asked than the catalogue's; none: nowhere. */
export async function priceRegions(ctx: Context): Promise<Region[]> {
  const lists = await heldLists(ctx);
  if (lists.length === 0) return [];
  const units = new Set(lists.flatMap(({ unitId }) => unitId ?? []));
  const segments = new Set(lists.flatMap(({ segment }) => segment ?? []));
  const stores = await storesBy(ctx, [...units]);
  return stores.flatMap((one) =>
    [null, ...segments].map((segment): Region => ({ ...one, segment })));
}

/** What carts of a region are priced by: offers of other stores do not count there. */
export function stackIn(stack: Stack, region: Region | null): Stack {
  if (!region) return stack;
  const here = new Set(region.storeIds);
  const offers = stack.offers.flatMap((one) => {
    const { engine } = one;
    const { stores } = engine.when;
    if (!stores && region.elsewhere) return [one];
    const common = stores ? stores.filter((storeId) => here.has(storeId)) : region.storeIds;
    if (common.length === 0) return [];
    const when: Offer["when"] = { ...engine.when, stores: common };
    return [{ ...one, engine: { ...engine, when } }];
  });
  return { ...stack, offers };
}

/** Goods as they are priced in one region; null: wherever they are sold. */
export interface Shelf {
  readonly region: Region | null;
  readonly goods: readonly GuardedGoods[];
}

const keyOf = (one: Pick<GuardedGoods, "productId" | "variantId">): string =>
  `${one.productId} ${one.variantId ?? ""}`;

/** What one region asks of each of the goods. */
async function askedIn(ctx: Context, goods: readonly GuardedGoods[], region: Region) {
  const ids = [...new Set(goods.map((one) => one.productId))];
  const { unitIds, segment } = region;
  const segments = segment === null ? [] : [segment];
  const rows = await listPricesAt(ctx, ids, ctx.now, { unitIds, segments });
  const byKey = new Map(rows.map((row) => [keyOf(row), row.amountMinor]));
  return (one: GuardedGoods): number =>
    byKey.get(keyOf(one)) ?? byKey.get(keyOf({ ...one, variantId: null })) ?? one.listMinor;
}

/**
 * Goods that cost the same everywhere together; the others by region, at what is asked there. A
 * segment is looked at where its members are asked another price than everybody.
 */
export async function shelvesOf(
  ctx: Context,
  goods: readonly GuardedGoods[],
  regions: readonly Region[],
): Promise<Shelf[]> {
  if (regions.length === 0) return [{ region: null, goods }];
  const asked: Awaited<ReturnType<typeof askedIn>>[] = [];
  for (const region of regions) asked.push(await askedIn(ctx, goods, region));
  const differs = new Set(
    goods.filter((one) => asked.some((of) => of(one) !== one.listMinor)).map(keyOf));
  const shelves = regions.map((region, at): Shelf => {
    const plain = regions.findIndex((one) =>
      one.segment === null && one.unitIds.join() === region.unitIds.join());
    const own = goods.filter((one) => differs.has(keyOf(one))
      && (region.segment === null || asked[at]!(one) !== asked[plain]!(one)));
    return { region, goods: own.map((one) => ({ ...one, region, listMinor: asked[at]!(one) })) };
  });
  const same = goods.filter((one) => !differs.has(keyOf(one)));
  return [{ region: null, goods: same }, ...shelves].filter((shelf) => shelf.goods.length > 0);
}
