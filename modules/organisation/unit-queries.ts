import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import type { UnitKind } from "./tables.ts";

/** The brand's root group. */
export async function rootUnit(ctx: Context): Promise<string> {
  const { rows } = await sql<{ unit_id: string }>`select unit_id from organisation.units
    where brand_id = ${ctx.brand.brandId} and root`.execute(ctx.tx);
  const root = rows[0]?.unit_id;
  if (!root) throw refuse("unit_not_found");
  return root;
}

export interface Unit {
  readonly unitId: string;
  readonly parentId: string | null;
  readonly kind: UnitKind;
  readonly code: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly createdAt: Temporal.Instant;
  readonly closedAt: Temporal.Instant | null;
}

/** A unit with its parent of today; refuses `unit_not_found`. */
export async function getUnit(ctx: Context, unitId: string): Promise<Unit> {
  const { rows } = await sql<Unit>`
    select u.unit_id as "unitId", p.parent_id as "parentId", u.kind, u.code, u.name,
      u.name_en as "nameEn", u.created_at as "createdAt", u.closed_at as "closedAt"
    from organisation.units u
    join organisation.unit_places p on p.brand_id = u.brand_id and p.unit_id = u.unit_id
      and p.valid_from <= ${ctx.recordedAt}
      and (p.valid_to is null or p.valid_to > ${ctx.recordedAt})
    where u.brand_id = ${ctx.brand.brandId} and u.unit_id = ${unitId}`.execute(ctx.tx);
  const unit = rows[0];
  if (!unit) throw refuse("unit_not_found");
  return unit;
}

/** The unit of that code; null when there is none. */
export async function unitByCode(ctx: Context, code: string): Promise<string | null> {
  const { rows } = await sql<{ unit_id: string }>`select unit_id from organisation.units
    where brand_id = ${ctx.brand.brandId} and code = ${code}`.execute(ctx.tx);
  return rows[0]?.unit_id ?? null;
}

export interface UnitAncestor {
  readonly unitId: string;
  readonly kind: UnitKind;
  readonly name: string;
  readonly nameEn: string | null;
  readonly depth: number;
}

/** The unit and what it lay below at an instant (default: ctx.now), itself first, root last. */
export async function unitAncestors(
  ctx: Context,
  unitId: string,
  at: Temporal.Instant = ctx.now,
): Promise<UnitAncestor[]> {
  const { rows } = await sql<UnitAncestor>`
    select u.unit_id as "unitId", u.kind, u.name, u.name_en as "nameEn", a.depth
    from organisation.unit_ancestors a
    join organisation.units u on u.brand_id = a.brand_id and u.unit_id = a.ancestor_id
    where a.brand_id = ${ctx.brand.brandId} and a.unit_id = ${unitId}
      and a.valid_from <= ${at} and (a.valid_to is null or a.valid_to > ${at})
    order by a.depth`.execute(ctx.tx);
  return rows;
}

export interface UnitName {
  readonly unitId: string;
  readonly kind: UnitKind;
  readonly name: string;
  readonly nameEn: string | null;
}

export async function unitNames(ctx: Context, unitIds: readonly string[]): Promise<UnitName[]> {
  const { rows } = await sql<UnitName>`
    select unit_id as "unitId", kind, name, name_en as "nameEn" from organisation.units
    where brand_id = ${ctx.brand.brandId}
      and unit_id = any(${[...unitIds]}::uuid[])`.execute(ctx.tx);
  return rows;
}
