import { sql } from "kysely";
import { type Context, tablesOf } from "#platform/context.ts";
import type { OpenSpan } from "./opening-hours.ts";
import type { CardStore } from "./store.ts";
import type { StoresTables } from "./tables.ts";

/** A store's row as PostgreSQL numbers its versions: xmin changes with every write of the row. */
export interface RowVersion {
  readonly storeId: string;
  readonly version: string;
}

interface Kept {
  readonly version: string;
  readonly store: CardStore;
}

// Never stale: a card is used only for the very row version that the search has just seen, so no
// process has to hear of another's change. Reading whole rows again took half of a search.
const cards = new Map<string, Kept>();
const most = 20_000;

// Stores of a chain share a few timetables: one object for equal ones saves memory, and a search
// reckons "open now" once for all that have it.
const timetables = new Map<string, readonly OpenSpan[]>();

function shared(hours: readonly OpenSpan[]): readonly OpenSpan[] {
  const key = JSON.stringify(hours);
  const known = timetables.get(key);
  if (known) return known;
  if (timetables.size >= most) timetables.clear();
  timetables.set(key, hours);
  return hours;
}

async function load(ctx: Context, storeIds: readonly string[]): Promise<void> {
  const rows = await tablesOf<StoresTables>(ctx)
    .selectFrom("stores.stores")
    .select([
      "store_id as storeId", "code", "role", "name", "name_en as nameEn", "address", "city",
      "phone", "lat", "lng", "hours", "closed_at as closedAt",
      sql<string>`xmin::text`.as("version"),
    ])
    .where("brand_id", "=", ctx.brand.brandId)
    .where("store_id", "=", sql<string>`any(${[...storeIds]}::uuid[])`)
    .execute();
  if (cards.size + rows.length > most) cards.clear();
  for (const { version, ...store } of rows) {
    cards.set(`${ctx.brand.brandId}:${store.storeId}`, {
      version,
      store: { ...store, hours: shared(store.hours) },
    });
  }
}

/** The cards of these row versions, in their order; one statement for all that are not kept. */
export async function cardsOf(ctx: Context, rows: readonly RowVersion[]): Promise<CardStore[]> {
  const found = new Map<string, CardStore>();
  const missing = new Set<string>();
  for (const { storeId, version } of rows) {
    const kept = cards.get(`${ctx.brand.brandId}:${storeId}`);
    if (kept?.version === version) found.set(storeId, kept.store);
    else missing.add(storeId);
  }
  if (missing.size > 0) await load(ctx, [...missing]);
  return rows.flatMap(({ storeId }) => {
    const store = found.get(storeId) ?? cards.get(`${ctx.brand.brandId}:${storeId}`)?.store;
    return store ? [store] : [];
  });
}
