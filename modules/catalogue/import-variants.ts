import { sql } from "kysely";
import { unitsByCodes } from "#modules/organisation/index.ts";
import { type Context, json } from "#platform/context.ts";
import { newId } from "#platform/ids.ts";
import { emit } from "#platform/journal.ts";
import type { Axis, Options } from "./axes.ts";
import { asRows, type ItemLine, placeOf, summed } from "./stock/lines.ts";
import { writeMoves } from "./stock/moves.ts";

/** What one line says of a variant, or of what lies in the stores. */
export interface ItemCells {
  readonly line: number;
  readonly code: string;
  readonly sku: string;
  /** Null: the line is about the product itself. */
  readonly options: Options | null;
  /** Store code and what lies there. */
  readonly stock: readonly { readonly store: string; readonly counted: number }[];
}

export type ItemFault = { readonly line: number; readonly fault: string; readonly given: string };

const pairs = (text: string): [string, string][] | null => {
  const found = text.split(/[;；|]/).map((one) => one.split(/[=＝:：]/).map((x) => x.trim()));
  const fits = found.every(([key, value, more]) => key && value && more === undefined);
  return fits ? found.map(([key = "", value = ""]) => [key, value]) : null;
};

/** “颜色=红;尺码=S” and “hz01=12”; null where nothing is said, or the code of what is wrong. */
export function parseItem(
  line: number,
  cells: { external_code: string; sku: string; options: string; stock: string },
): ItemCells | null | string {
  const { external_code: code, sku, options, stock } = cells;
  if (!sku && !options && !stock) return null;
  if (Boolean(sku) !== Boolean(options) || sku.length > 64) return "variant_not_of_axes";
  const chosen = options ? pairs(options) : [];
  const lying = stock ? pairs(stock) : [];
  if (!chosen || chosen.some(([key, value]) => key.length > 40 || value.length > 60)) {
    return "variant_not_of_axes";
  }
  if (!lying || lying.some(([, count]) => !/^\d{1,8}$/.test(count))) return "stock_cell_invalid";
  return {
    line, code, sku,
    options: options ? Object.fromEntries(chosen) : null,
    stock: lying.map(([store, count]) => ({ store, counted: Number(count) })),
  };
}

interface Known {
  readonly variantId: string;
  readonly productId: string;
  readonly sku: string;
  readonly options: Options;
}

const sameOptions = (a: Options, b: Options): boolean =>
  Object.keys(a).length === Object.keys(b).length &&
  Object.entries(a).every(([key, value]) => b[key] === value);

/** Axes with the values that new variants bring, in the order in which they come. */
export function grownAxes(axes: readonly Axis[], all: readonly Options[]): readonly Axis[] {
  const grown = axes.map((axis) => ({ ...axis, values: [...axis.values] }));
  for (const [key, value] of all.flatMap((one) => Object.entries(one))) {
    let axis = grown.find((one) => one.key === key);
    if (!axis) grown.push((axis = { key, name: key, nameEn: null, values: [] }));
    if (!axis.values.some((one) => one.value === value)) axis.values.push({ value, nameEn: null });
  }
  return grown;
}

async function growAxes(ctx: Context, made: readonly Known[]): Promise<void> {
  const brandId = ctx.brand.brandId;
  const byProduct = Map.groupBy(made, (one) => one.productId);
  const { rows } = await sql<{ id: string; axes: Axis[] }>`
    select product_id as id, axes from catalogue.products where brand_id = ${brandId}
      and product_id = any(${[...byProduct.keys()]}::uuid[])
    order by product_id for no key update`.execute(ctx.tx);
  const grown = rows.map(({ id, axes }) => ({
    id, axes: grownAxes(axes, (byProduct.get(id) ?? []).map((one) => one.options)),
  }));
  await sql`update catalogue.products p set axes = g.axes
    from jsonb_to_recordset(${json(grown)}) as g(id uuid, axes jsonb)
    where p.brand_id = ${brandId} and p.product_id = g.id and p.axes <> g.axes`.execute(ctx.tx);
}

async function knownVariants(ctx: Context, items: readonly ItemCells[], ids: readonly string[]) {
  const { rows } = await sql<Known>`
    select variant_id as "variantId", product_id as "productId", sku, options
    from catalogue.variants where brand_id = ${ctx.brand.brandId}
      and (product_id = any(${[...ids]}::uuid[])
        or sku = any(${items.map((one) => one.sku)}::text[]))`.execute(ctx.tx);
  return rows;
}

/** Every variant that is not there is added; one that fits neither by SKU nor options is named. */
async function addVariants(
  ctx: Context,
  items: readonly ItemCells[],
  products: ReadonlyMap<string, string>,
): Promise<{ made: Known[]; all: Known[]; faults: ItemFault[] }> {
  const all = await knownVariants(ctx, items, [...products.values()]);
  const made: Known[] = [];
  const faults: ItemFault[] = [];
  for (const { line, code, sku, options } of items) {
    const productId = products.get(code);
    if (!options || !productId) continue;
    const known = all.find((one) => one.sku === sku);
    if (known && known.productId === productId && sameOptions(known.options, options)) continue;
    const twin = all.some((one) =>
      one.productId === productId && sameOptions(one.options, options));
    if (known || twin) {
      faults.push({ line, fault: known ? "product_code_taken" : "variant_exists", given: sku });
      continue;
    }
    const variant = { variantId: newId(), productId, sku, options };
    made.push(variant);
    all.push(variant);
  }
  if (made.length > 0) {
    await sql`insert into catalogue.variants
        (brand_id, variant_id, product_id, sku, options, created_at)
      select ${ctx.brand.brandId}::uuid, v."variantId", v."productId", v.sku, v.options,
        ${ctx.now}::timestamptz
      from jsonb_to_recordset(${json(made)}) as v("variantId" uuid, "productId" uuid, sku text,
        options jsonb)`.execute(ctx.tx);
    await growAxes(ctx, made);
  }
  return { made, all, faults };
}

interface Count extends ItemLine {
  readonly productId: string;
  readonly line: number;
}

/** Sets what was counted, in the order of locks; what would be below the reserved is named. */
async function setCounts(ctx: Context, counts: readonly Count[]) {
  const brandId = ctx.brand.brandId;
  const last = new Map(counts.map((one) => [placeOf(one), one]));
  const lines = summed([...last.values()]);
  const products = lines.map((one) => last.get(placeOf(one))?.productId ?? null);
  await sql`update catalogue.products set stock_kept = true where brand_id = ${brandId}
    and product_id = any(${products}::uuid[]) and not stock_kept`.execute(ctx.tx);
  await sql`insert into catalogue.stock (brand_id, store_id, item_id, product_id, on_hand)
    select ${brandId}::uuid, a.store_id, a.item_id, (${products}::uuid[])[a.place], 0
    from ${asRows(lines)} order by a.store_id, a.item_id
    on conflict (brand_id, store_id, item_id) do nothing`.execute(ctx.tx);
  const { rows } = await sql<ItemLine & { onHand: number; reserved: number }>`
    select s.store_id as "storeId", s.item_id as "itemId", a.quantity, s.on_hand as "onHand",
      s.reserved
    from catalogue.stock s join ${asRows(lines)}
      on a.store_id = s.store_id and a.item_id = s.item_id
    where s.brand_id = ${brandId}
    order by s.store_id, s.item_id for no key update of s`.execute(ctx.tx);
  const low = rows.filter((row) => row.quantity < row.reserved);
  const set = rows.filter((row) => row.quantity >= row.reserved && row.quantity !== row.onHand);
  if (set.length > 0) {
    await sql`update catalogue.stock s set on_hand = a.quantity from ${asRows(set)}
      where s.brand_id = ${brandId} and s.store_id = a.store_id and s.item_id = a.item_id`
      .execute(ctx.tx);
    await writeMoves(ctx, set.map(({ storeId, itemId, quantity, onHand }) =>
      ({ storeId, itemId, change: quantity - onHand, reason: "imported" as const })));
    await emit(ctx, "catalogue.stock_imported", { payload: { rows: set.length } });
  }
  const faults = low.map((row) => ({
    line: last.get(placeOf(row))?.line ?? 0, fault: "stock_below_reserved", given: "",
  }));
  return { set: set.length, faults };
}

export interface ItemsImported {
  readonly variantsAdded: number;
  readonly stockSet: number;
  readonly faults: readonly ItemFault[];
  /** Products that have new codes to be found by. */
  readonly productIds: readonly string[];
}

/** Variants and stock of one chunk, whose products are there already. */
export async function importItems(
  ctx: Context,
  items: readonly ItemCells[],
  products: ReadonlyMap<string, string>,
): Promise<ItemsImported> {
  const { made, all, faults } = await addVariants(ctx, items, products);
  const codes = [...new Set(items.flatMap((one) => one.stock.map(({ store }) => store)))];
  const stores = codes.length > 0 ? await unitsByCodes(ctx, codes) : new Map();
  const counts = items.flatMap(({ line, code, sku, options, stock }): Count[] =>
    stock.flatMap(({ store, counted }) => {
      const productId = products.get(code);
      const variant = all.find((one) => one.sku === sku && one.productId === productId);
      const place = stores.get(store);
      if (place?.kind !== "store") {
        faults.push({ line, fault: "store_not_found", given: store });
        return [];
      }
      if (!productId || (options && !variant)) return [];
      const itemId = variant?.variantId ?? productId;
      return [{ line, productId, storeId: place.unitId, itemId, quantity: counted }];
    }));
  const done = counts.length > 0 ? await setCounts(ctx, counts) : { set: 0, faults: [] };
  return {
    variantsAdded: made.length,
    stockSet: done.set,
    faults: [...faults, ...done.faults],
    productIds: [...new Set(made.map((one) => one.productId))],
  };
}
