import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { newId } from "#platform/ids.ts";
import type { Reaction } from "#platform/reactions.ts";

/** Says that carts are priced otherwise from the commit on: every process reads its book anew. */
export async function touchBook(ctx: Context): Promise<void> {
  await sql`insert into promotions.book_revisions (brand_id, revision, places)
    values (${ctx.brand.brandId}, ${newId()}, ${newId()})
    on conflict (brand_id) do update set revision = excluded.revision`.execute(ctx.tx);
}

async function touchPlaces(ctx: Context): Promise<void> {
  await sql`insert into promotions.book_revisions (brand_id, revision, places)
    values (${ctx.brand.brandId}, ${newId()}, ${newId()})
    on conflict (brand_id) do update set revision = excluded.revision,
      places = excluded.places`.execute(ctx.tx);
}

export interface BookRevision {
  readonly revision: string;
  readonly places: string;
}

/** The revision as this transaction sees it; empty: nothing was ever published. */
export async function bookRevision(ctx: Context): Promise<BookRevision> {
  const { rows } = await sql<BookRevision>`select revision, places
    from promotions.book_revisions where brand_id = ${ctx.brand.brandId}`.execute(ctx.tx);
  return rows[0] ?? { revision: "", places: "" };
}

/** An offer of a city holds in a store that opens there, or moves there, from then on. */
export const placesReaction: Reaction = {
  name: "promotions.places",
  kinds: [
    "organisation.unit_moved", "organisation.unit_closed", "stores.store_opened",
    "stores.store_changed",
  ],
  ordered: false,
  handle: (ctx) => touchPlaces(ctx),
};
