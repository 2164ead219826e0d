import { sql } from "kysely";
import { type Static, Type as T } from "typebox";
import { getStores, storeAreas } from "#modules/stores/index.ts";
import { rootUnit } from "#modules/organisation/index.ts";
import type { Context } from "#platform/context.ts";
import { decodeCursor, encodeCursor, pageLimit, pageQuery } from "#platform/paging.ts";
import { dayOf } from "#platform/time.ts";
import { Word } from "#platform/schema.ts";
import { daysOf, onlineOrder, visitBefore, WithinDays } from "./assisted.ts";
import { counted, type CountedName } from "./figures.ts";
import { askedFilter, type Filter, filterQuery, filterSql, spanOf } from "./filters.ts";
import { asOf } from "./loop-report.ts";
import { areApart, intervalOf, type Rate, spreadOf } from "./rate-interval.ts";

const { from, to, unitId } = filterQuery;

export const rankings = ["visits", "assisted", "visits_per_m2", "sales"] as const;

export const storesQuery = T.Object({
  ...{ from, to, unitId },
  role: T.Optional(Word("sales", "experience", "flagship", "pickup")),
  by: T.Optional(Word(...rankings)),
  withinDays: WithinDays,
  ...pageQuery,
});
type Asked = Static<typeof storesQuery>;

/** What is counted of the store's own facts; each opens to its events by the same name. */
const own = [
  "reported", "visits", "visitsUndone", "visitsValid", "visitors", "handOvers", "bookingsServed",
  "redemptions", "unknownBills", "salesMinor",
] as const satisfies readonly CountedName[];
type OwnName = (typeof own)[number];

type Unknown = "reported" | "salesMinor" | "visitsPerM2";

/** Amounts are null where none is known; so is what was reported where nothing was. */
type StoreFigures = Readonly<Record<Unknown, number | null>>
  & Readonly<Record<Exclude<OwnName, Unknown> | "assistedOrders" | "assistedMinor", number>>;

type Row = StoreFigures & {
  readonly store_id: string;
  readonly area: number | null;
  /** Of the days' valid visits. */
  readonly squares: number;
};

function columnOf(name: OwnName): string {
  const { where, of } = counted[name];
  const what =
    of === "rows" ? "count(*)" : "sum" in of ? `sum(${of.sum})` : `count(distinct ${of.distinct})`;
  return `${what} filter (where ${where}) as "${name}"`;
}

const ownColumns = sql.raw(own.map(columnOf).join(",\n"));
const shown = sql.raw(own
  .map((name) => {
    const known = ["reported", "salesMinor"].includes(name);
    return known ? `o."${name}"` : `coalesce(o."${name}", 0) as "${name}"`;
  })
  .join());

const orders: Readonly<Record<(typeof rankings)[number], string>> = {
  visits: `"visitsValid" desc`,
  assisted: `"assistedOrders" desc`,
  visits_per_m2: `"visitsPerM2" desc nulls last`,
  sales: `"salesMinor" desc nulls last`,
};

interface Ranked {
  readonly filter: Filter;
  readonly days: number;
  readonly by: (typeof rankings)[number];
  readonly slice: { readonly offset: number; readonly limit: number };
}

/** An order may have been assisted by several stores: each of them counts it, once. */
async function rank(
  ctx: Context,
  stores: Awaited<ReturnType<typeof storeAreas>>,
  { filter, days, by, slice }: Ranked,
): Promise<Row[]> {
  const ids = stores.map((store) => store.storeId);
  const areas = stores.map((store) => store.areaM2);
  const { rows } = await sql<Row>`
    with stores as (select * from unnest(${ids}::uuid[], ${areas}::float8[]) with ordinality
        as s(store_id, area, place)),
    own as (select f.store_id, ${ownColumns} from insights.facts f
      where ${filterSql(ctx, filter)} and f.store_id = any(${ids}::uuid[]) group by f.store_id),
    days as (select f.store_id, count(*)::float8 as n from insights.facts f
      where ${filterSql(ctx, filter)} and f.store_id = any(${ids}::uuid[])
        and ${sql.raw(counted.visitsValid.where)} group by f.store_id, f.day),
    spread as (select store_id, sum(n * n) as squares from days group by store_id),
    pairs as (select distinct v.store_id, f.event_id, f.bill_minor
      from insights.facts f join insights.facts v on ${visitBefore(days)}
      where f.brand_id = ${ctx.brand.brandId}::uuid and ${onlineOrder}
        and f.day between ${filter.from}::date and ${filter.to}::date
        and v.store_id = any(${ids}::uuid[])),
    assisted as (select store_id, count(*) as orders, sum(bill_minor) as minor from pairs
      group by store_id)
    select s.store_id, s.area, coalesce(d.squares, 0) as squares, ${shown},
      coalesce(a.orders, 0) as "assistedOrders",
      coalesce(a.minor, 0) as "assistedMinor",
      (coalesce(o."visitsValid", 0) / nullif(s.area, 0))::float8 as "visitsPerM2"
    from stores s left join own o using (store_id) left join assisted a using (store_id)
    left join spread d using (store_id)
    order by ${sql.raw(orders[by])}, "visitsValid" desc, s.place
    limit ${slice.limit} offset ${slice.offset}`.execute(ctx.tx);
  return rows;
}

/** Nothing redeemed is 0; redeemed for unknown amounts only is unknown. */
function figuresOf({ store_id: _, area: _1, squares: _2, ...row }: Row): StoreFigures {
  return { ...row, salesMinor: row.redemptions === 0 ? 0 : row.salesMinor };
}

/** Visits of the days that are over or running: those to come say nothing of a store. */
function rateOf(ctx: Context, { from, to }: Filter, row: Row, size: number): Rate {
  const today = dayOf(ctx);
  const days = spanOf(from, to < today ? to : today);
  const count = row.visitsValid;
  return { count, size, spread: spreadOf(count, row.squares, days) };
}

/** Null where the ranking is by no visits, or where the area of one of both is not known. */
function isAsAbove(
  ctx: Context,
  { filter, by }: Pick<Ranked, "filter" | "by">,
  row: Row,
  above: Row | undefined,
): boolean | null {
  if (!above || (by !== "visits" && by !== "visits_per_m2")) return null;
  const sizeOf = ({ area }: Row) => (by === "visits" ? 1 : area);
  const [own, other] = [sizeOf(row), sizeOf(above)];
  if (!own || !other) return null;
  return !areApart(rateOf(ctx, filter, row, own), rateOf(ctx, filter, above, other));
}

/**
 * Stores of one role in the order of one figure: those without sales by who came, by the orders
 * that they assisted, or by visits a square metre (an area that is not known stands last). Says
 * of each whether it can be told apart from the one above it.
 */
export async function rankStores(ctx: Context, input: Asked) {
  const { role = "experience", by = role === "experience" ? "visits" : "sales" } = input;
  const filter = await askedFilter(ctx, "insights.read", input);
  const days = daysOf(input.withinDays);
  const stores = await storeAreas(ctx, role, filter.units ?? [await rootUnit(ctx)]);
  const limit = pageLimit(input);
  const offset = Number(decodeCursor(input.cursor)?.[0] ?? 0);
  // The last of the page before is what its first is compared with.
  const before = offset > 0 ? 1 : 0;
  const slice = { offset: offset - before, limit: limit + 1 + before };
  const found = await rank(ctx, stores, { filter, days, by, slice });
  const rows = found.slice(before, before + limit);
  const known = await getStores(ctx, rows.map((row) => row.store_id));
  const named = new Map(known.map((store) => [store.storeId, store]));
  return {
    from: filter.from,
    to: filter.to,
    unitId: filter.unitId,
    role,
    by,
    withinDays: days,
    stores: stores.length,
    items: rows.map((row, place) => {
      const store = named.get(row.store_id);
      return {
        rank: offset + place + 1,
        storeId: row.store_id,
        label: store?.name ?? "",
        labelEn: store?.nameEn ?? store?.name ?? "",
        city: store?.city ?? "",
        areaM2: store?.areaM2 ?? null,
        figures: figuresOf(row),
        visitsPerM2Range: row.area ? intervalOf(rateOf(ctx, filter, row, row.area)) : null,
        asAbove: isAsAbove(ctx, { filter, by }, row, found[before + place - 1]),
      };
    }),
    next: found.length > before + limit ? encodeCursor([offset + limit]) : null,
    asOf: await asOf(ctx),
  };
}
