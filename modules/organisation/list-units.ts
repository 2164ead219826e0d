import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { decodeCursor, type Page, pageFrom, type PageInput, pageLimit } from "#platform/paging.ts";
import { inScopeSql } from "./permit.ts";
import type { Unit } from "./unit-queries.ts";

export interface UnitFilter extends PageInput {
  /** Children of this unit. Without it and without a search: the topmost units of the scope. */
  readonly parentId?: string | undefined;
  /** Part of a name, or the beginning of a code. */
  readonly search?: string | undefined;
  readonly kind?: string | undefined;
  readonly closed?: boolean | undefined;
}

export interface UnitRow extends Unit {
  /** Open units directly below. */
  readonly childCount: number;
}

const pattern = (text: string) => text.replace(/[\\%_]/g, (sign) => `\\${sign}`);

function where(ctx: Context, scope: readonly string[], filter: UnitFilter) {
  const conditions = [sql`${inScopeSql("u.unit_id", scope, ctx.recordedAt)}`];
  if (filter.parentId) conditions.push(sql`p.parent_id = ${filter.parentId}`);
  if (filter.kind) conditions.push(sql`u.kind = ${filter.kind}`);
  if (!filter.closed) conditions.push(sql`u.closed_at is null`);
  if (filter.search) {
    const part = `%${pattern(filter.search)}%`;
    const start = `${pattern(filter.search)}%`;
    conditions.push(sql`(u.name ilike ${part} or u.name_en ilike ${part}
      or u.code ilike ${start})`);
  }
  if (!filter.parentId && !filter.search && !filter.kind) {
    conditions.push(sql`u.unit_id = any(${[...scope]}::uuid[])`);
    const parent = inScopeSql("p.parent_id", scope, ctx.recordedAt);
    conditions.push(sql`(p.parent_id is null or not ${parent})`);
  }
  return sql.join(conditions, sql` and `);
}

/** Units that the scope covers, by code. */
export async function listUnits(
  ctx: Context,
  scope: readonly string[],
  filter: UnitFilter,
): Promise<Page<UnitRow>> {
  const limit = pageLimit(filter);
  const [after] = decodeCursor(filter.cursor) ?? [];
  const { rows } = await sql<UnitRow>`
    select u.unit_id as "unitId", p.parent_id as "parentId", u.kind, u.code, u.name,
      u.name_en as "nameEn", u.created_at as "createdAt", u.closed_at as "closedAt",
      (select count(*) from organisation.unit_places c
        join organisation.units below on below.brand_id = c.brand_id
          and below.unit_id = c.unit_id and below.closed_at is null
        where c.brand_id = u.brand_id and c.parent_id = u.unit_id and c.valid_to is null)
        as "childCount"
    from organisation.units u
    join organisation.unit_places p on p.brand_id = u.brand_id and p.unit_id = u.unit_id
      and p.valid_from <= ${ctx.recordedAt}
      and (p.valid_to is null or p.valid_to > ${ctx.recordedAt})
    where u.brand_id = ${ctx.brand.brandId}
      and (${after ?? null}::text is null or u.code > ${after ?? null})
      and ${where(ctx, scope, filter)}
    order by u.code limit ${limit + 1}`.execute(ctx.tx);
  return pageFrom(rows, limit, (row) => [row.code]);
}
