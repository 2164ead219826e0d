import { sql } from "kysely";
import { type Context, tablesOf } from "#platform/context.ts";
import type { OrganisationTables } from "./tables.ts";
import { forgetPaths } from "./unit-queries.ts";

/** Where every first place begins: before anything that a journal can speak of. */
export const beforeAllTime = Temporal.Instant.fromEpochMilliseconds(0);

/** Hangs a unit below a parent from an instant on, until its next move. */
export async function insertPlace(
  ctx: Context,
  unitId: string,
  parentId: string,
  from: Temporal.Instant,
): Promise<void> {
  await tablesOf<OrganisationTables>(ctx)
    .insertInto("organisation.unit_places")
    .values({
      brand_id: ctx.brand.brandId,
      unit_id: unitId,
      parent_id: parentId,
      valid_from: from,
      valid_to: null,
    })
    .execute();
}

/**
 * Derives the ancestors of a unit and of all that was ever below it, from an instant on, by
 * intersecting the intervals of their places. Rows that ended before the instant stay untouched:
 * yesterday's figures keep yesterday's tree.
 */
export async function deriveAncestors(
  ctx: Context,
  unitId: string,
  from: Temporal.Instant,
): Promise<void> {
  const brandId = ctx.brand.brandId;
  const below = sql`select unit_id from organisation.unit_ancestors
    where brand_id = ${brandId} and ancestor_id = ${unitId} union select ${unitId}::uuid`;
  const { rows } = await sql<{ unit_id: string }>`${below}`.execute(ctx.tx);
  const units = rows.map((row) => row.unit_id);
  await sql`delete from organisation.unit_ancestors
    where brand_id = ${brandId} and unit_id = any(${units}::uuid[])
      and valid_from >= ${from}`.execute(ctx.tx);
  await sql`update organisation.unit_ancestors set valid_to = ${from}
    where brand_id = ${brandId} and unit_id = any(${units}::uuid[])
      and valid_from < ${from} and (valid_to is null or valid_to > ${from})`.execute(ctx.tx);
  await sql`
    with recursive up as (
      select unit_id, unit_id as ancestor_id, 0 as depth,
        ${from}::timestamptz as valid_from, null::timestamptz as valid_to
      from unnest(${units}::uuid[]) as u(unit_id)
      union all
      select up.unit_id, p.parent_id, up.depth + 1,
        greatest(up.valid_from, p.valid_from), least(up.valid_to, p.valid_to)
      from up join organisation.unit_places p
        on p.brand_id = ${brandId} and p.unit_id = up.ancestor_id and p.parent_id is not null
        and (p.valid_to is null or p.valid_to > up.valid_from)
        and (up.valid_to is null or p.valid_from < up.valid_to))
    insert into organisation.unit_ancestors
      (brand_id, unit_id, ancestor_id, depth, valid_from, valid_to)
    select ${brandId}, unit_id, ancestor_id, depth, valid_from, valid_to from up`.execute(ctx.tx);
  forgetPaths(ctx);
}
