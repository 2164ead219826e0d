import { sql } from "kysely";
import { unitAncestors } from "#modules/organisation/index.ts";
import type { Context } from "#platform/context.ts";

/** When a price list is asked, in which units, of whom. */
export interface ListTerms {
  readonly listId: string;
  readonly unitId: string | null;
  readonly segment: string | null;
  readonly validFrom: Temporal.Instant;
  readonly validTo: Temporal.Instant | null;
}

interface ListRow {
  readonly productId: string;
  readonly variantId: string | null;
  readonly listId: string;
  /** Null: taken out of the list. */
  readonly amountMinor: number | null;
  readonly validFrom: Temporal.Instant;
}

interface CatalogueRow {
  readonly productId: string;
  readonly variantId: string | null;
  readonly amountMinor: number;
  readonly validFrom: Temporal.Instant;
}

/** Where and of whom a price is asked: the narrowest unit first. */
export interface Place {
  readonly unitIds: readonly string[];
  readonly segment: string | null;
}

export interface PlacePrices {
  readonly productId: string;
  readonly variantId: string | null;
  /** Asked in the stores of this unit; null: where no list names a unit. */
  readonly unitId: string | null;
  /** What is asked at the end of the window. */
  readonly amountMinor: number;
  /** What was asked from when on: the first holds as the window begins. */
  readonly steps: readonly {
    readonly validFrom: Temporal.Instant;
    readonly amountMinor: number;
  }[];
}

interface Window {
  readonly since: Temporal.Instant;
  readonly until: Temporal.Instant;
}

const mostLists = 1_000;
const mostRows = 50_000;
const { compare } = Temporal.Instant;

const listsIn = async (ctx: Context, { since, until }: Window): Promise<ListTerms[]> =>
  (await sql<ListTerms>`
    select list_id as "listId", unit_id as "unitId", segment, valid_from as "validFrom",
      valid_to as "validTo"
    from catalogue.price_lists where brand_id = ${ctx.brand.brandId}
      and valid_from <= ${until} and (valid_to is null or valid_to > ${since})
    order by list_id desc limit ${mostLists}`.execute(ctx.tx)).rows;

/** What the lists say of products and their variants, from the last word before the window on. */
async function rowsOf(
  ctx: Context,
  lists: readonly ListTerms[],
  { since, until }: Window,
  productIds: readonly string[] | undefined,
): Promise<ListRow[]> {
  const these = productIds
    ? sql`and r.product_id = any(${[...productIds]}::uuid[])`
    : sql``;
  const { rows } = await sql<ListRow>`
    select r.product_id as "productId", r.variant_id as "variantId", r.list_id as "listId",
      r.amount_minor as "amountMinor", r.valid_from as "validFrom"
    from catalogue.price_list_rows r
    where r.brand_id = ${ctx.brand.brandId}
      and r.list_id = any(${lists.map((one) => one.listId)}::uuid[])
      and r.valid_from <= ${until} ${these}
      and not exists (select 1 from catalogue.price_list_rows later
        where later.brand_id = r.brand_id and later.product_id = r.product_id
          and later.list_id = r.list_id and later.variant_id is not distinct from r.variant_id
          and later.valid_from > r.valid_from and later.valid_from <= ${since})
    order by r.product_id, r.valid_from limit ${mostRows}`.execute(ctx.tx);
  return rows;
}

async function catalogueRows(
  ctx: Context,
  productIds: readonly string[],
  { since, until }: Window,
): Promise<CatalogueRow[]> {
  const { rows } = await sql<CatalogueRow>`
    select x.product_id as "productId", x.variant_id as "variantId",
      x.amount_minor as "amountMinor", x.valid_from as "validFrom"
    from catalogue.prices x
    where x.brand_id = ${ctx.brand.brandId} and x.product_id = any(${[...productIds]}::uuid[])
      and x.kind = 'list' and x.valid_from <= ${until}
      and not exists (select 1 from catalogue.prices later
        where later.brand_id = x.brand_id and later.product_id = x.product_id
          and later.kind = 'list' and later.variant_id is not distinct from x.variant_id
          and later.valid_from > x.valid_from and later.valid_from <= ${since})
    order by x.product_id, x.valid_from limit ${mostRows}`.execute(ctx.tx);
  return rows;
}

/** The last of rows that are in the order of their times. */
const lastBy = <One extends { readonly validFrom: Temporal.Instant }>(
  rows: readonly One[],
  at: Temporal.Instant,
): One | undefined => rows.findLast((one) => compare(one.validFrom, at) <= 0);

type Said = readonly Pick<ListRow, "amountMinor" | "validFrom">[];

/** A list's word on one product, with its rows in the order of their times. */
export interface ListWords {
  readonly list: ListTerms;
  readonly rows: Said;
  /** Of the variant that is asked for; they go before those of the product. */
  readonly own?: Said;
}

/**
 * What lists ask for one product or variant at a place and a moment; null: none does. The same
 * order as `listPricesAt` in `price-lists.ts`, which a test holds it to.
 */
export function askedAt(
  words: readonly ListWords[],
  { unitIds, segment }: Place,
  at: Temporal.Instant,
): number | null {
  const narrowness = ({ unitId }: ListTerms) =>
    unitId === null ? unitIds.length : unitIds.indexOf(unitId);
  const asked = words.flatMap(({ list, rows, own = [] }) => {
    const holds = compare(list.validFrom, at) <= 0
      && (list.validTo === null || compare(list.validTo, at) > 0);
    const here = narrowness(list) >= 0 && (list.segment === null || list.segment === segment);
    const said = lastBy(own, at)?.amountMinor ?? lastBy(rows, at)?.amountMinor;
    const amountMinor = holds && here ? said : null;
    return amountMinor === null || amountMinor === undefined ? [] : [{ list, amountMinor }];
  });
  asked.sort((a, b) =>
    narrowness(a.list) - narrowness(b.list)
    || Number(a.list.segment === null) - Number(b.list.segment === null)
    || compare(b.list.validFrom, a.list.validFrom)
    || (a.list.listId < b.list.listId ? 1 : -1));
  return asked[0]?.amountMinor ?? null;
}

/** The places whose own price may differ: those that a list of the product names. */
async function placesOf(ctx: Context, lists: readonly ListTerms[]): Promise<Place[]> {
  const places = new Map<string, Place>();
  for (const { unitId, segment } of lists) {
    const key = `${unitId} ${segment}`;
    if (places.has(key)) continue;
    const above = unitId ? await unitAncestors(ctx, unitId) : [];
    places.set(key, { unitIds: above.map((unit) => unit.unitId), segment });
  }
  return [...places.values()];
}

/** What the catalogue says of a variant, before what it says of its product. */
interface Spoken {
  readonly words: readonly ListWords[];
  readonly catalogue: readonly CatalogueRow[];
}

function pricesAt(
  { words, catalogue }: Spoken,
  place: Place,
  { since, until }: Window,
): Pick<PlacePrices, "amountMinor" | "steps"> | null {
  const ofVariant = catalogue.filter((row) => row.variantId !== null);
  const ofProduct = catalogue.filter((row) => row.variantId === null);
  const asked = (at: Temporal.Instant): number | null =>
    askedAt(words, place, at)
      ?? (lastBy(ofVariant, at) ?? lastBy(ofProduct, at))?.amountMinor ?? null;
  const changes = [
    ...words.flatMap(({ list, rows, own = [] }) => [
      list.validFrom, ...(list.validTo ? [list.validTo] : []),
      ...[...rows, ...own].map((row) => row.validFrom),
    ]),
    ...catalogue.map((row) => row.validFrom),
  ].filter((at) => compare(at, since) > 0 && compare(at, until) < 0);
  const times = new Map([since, ...changes].map((at) => [at.epochMilliseconds, at]));
  const steps = [...times.values()].sort(compare).flatMap((validFrom) => {
    const amountMinor = asked(validFrom);
    return amountMinor === null ? [] : [{ validFrom, amountMinor }];
  });
  const amountMinor = asked(until);
  return amountMinor === null ? null : { amountMinor, steps };
}

/** What lists and catalogue say of a product (null) and of each variant with prices of its own. */
function spokenOf(
  lists: readonly ListTerms[],
  rows: readonly ListRow[],
  catalogue: readonly CatalogueRow[],
): (Spoken & { readonly variantId: string | null })[] {
  const variants = new Set([null, ...[...rows, ...catalogue].map((row) => row.variantId)]);
  const byList = Map.groupBy(rows, (row) => row.listId);
  return [...variants].flatMap((variantId) => {
    const words = lists.flatMap((list): ListWords[] => {
      const said = byList.get(list.listId) ?? [];
      const of = (id: string | null) => said.filter((row) => row.variantId === id);
      const own = variantId === null ? [] : of(variantId);
      return of(null).length + own.length > 0 ? [{ list, rows: of(null), own }] : [];
    });
    const here = catalogue.filter((row) => row.variantId === null || row.variantId === variantId);
    return words.length > 0 ? [{ variantId, words, catalogue: here }] : [];
  });
}

/**
 * What was asked in a window wherever price lists ask a price of their own: one answer for each
 * product, each variant with prices of its own and each place that a list of it names. A list that
 * begins or ends changes the price there.
 */
export async function placePrices(
  ctx: Context,
  window: Window,
  productIds?: readonly string[],
): Promise<PlacePrices[]> {
  const lists = await listsIn(ctx, window);
  if (lists.length === 0) return [];
  const rows = Map.groupBy(await rowsOf(ctx, lists, window, productIds), (row) => row.productId);
  const catalogue = Map.groupBy(
    await catalogueRows(ctx, [...rows.keys()], window), (row) => row.productId);
  const places = new Map<string, Place[]>();
  const found: PlacePrices[] = [];
  for (const [productId, own] of rows) {
    for (const spoken of spokenOf(lists, own, catalogue.get(productId) ?? [])) {
      const { words, variantId } = spoken;
      const key = words.map(({ list }) => list.listId).join();
      const here = places.get(key) ?? await placesOf(ctx, words.map(({ list }) => list));
      places.set(key, here);
      for (const place of here) {
        const prices = pricesAt(spoken, place, window);
        const unitId = place.unitIds[0] ?? null;
        if (prices) found.push({ productId, variantId, unitId, ...prices });
      }
    }
  }
  return found;
}
