import type { Context, Tx } from "#platform/context.ts";
import { fixed } from "#platform/db/fixed.ts";
import { refuse } from "#platform/errors.ts";
import type { UnitKind } from "./tables.ts";

/** What a transaction has read already: permission, scope and names ask for the same paths. */
interface Known {
  root?: string;
  readonly paths: Map<string, UnitAncestor[]>;
}
const known = new WeakMap<Tx, Known>();

function knownTo(tx: Tx): Known {
  const found = known.get(tx) ?? { paths: new Map() };
  known.set(tx, found);
  return found;
}

/** For whoever moves or renames a unit in this transaction. */
export function forgetPaths(ctx: Context): void {
  known.get(ctx.tx)?.paths.clear();
}

/** The brand's root group. */
export async function rootUnit(ctx: Context): Promise<string> {
  const remembered = knownTo(ctx.tx);
  if (remembered.root) return remembered.root;
  const { rows } = await fixed<{ unit_id: string }>`select unit_id from organisation.units
    where brand_id = ${ctx.brand.brandId} and root`.execute(ctx.tx);
  const root = rows[0]?.unit_id;
  if (!root) throw refuse("unit_not_found");
  remembered.root = root;
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
  const { rows } = await fixed<Unit>`
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
  const { rows } = await fixed<{ unit_id: string }>`select unit_id from organisation.units
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
  const { paths } = knownTo(ctx.tx);
  const key = `${unitId} ${at.epochNanoseconds}`;
  const path = paths.get(key);
  if (path) return path;
  const { rows } = await fixed<UnitAncestor>`
    select u.unit_id as "unitId", u.kind, u.name, u.name_en as "nameEn", a.depth
    from organisation.unit_ancestors a
    join organisation.units u on u.brand_id = a.brand_id and u.unit_id = a.ancestor_id
    where a.brand_id = ${ctx.brand.brandId} and a.unit_id = ${unitId}
      and a.valid_from <= ${at} and (a.valid_to is null or a.valid_to > ${at})
    order by a.depth`.execute(ctx.tx);
  // A unit that is not there yet may be made in this transaction.
  if (rows.length > 0) paths.set(key, rows);
  return rows;
}

/** Reads the paths of many units of `ctx.recordedAt` in one statement, for what asks after it. */
export async function readPaths(ctx: Context, unitIds: readonly string[]): Promise<void> {
  const at = ctx.recordedAt;
  const keyOf = (unitId: string) => `${unitId} ${at.epochNanoseconds}`;
  const { paths } = knownTo(ctx.tx);
  const missing = [...new Set(unitIds)].filter((unitId) => !paths.has(keyOf(unitId)));
  if (missing.length === 0) return;
  const { rows } = await fixed<UnitAncestor & { below: string }>`
    select a.unit_id as below, u.unit_id as "unitId", u.kind, u.name, u.name_en as "nameEn", a.depth
    from organisation.unit_ancestors a
    join organisation.units u on u.brand_id = a.brand_id and u.unit_id = a.ancestor_id
    where a.brand_id = ${ctx.brand.brandId} and a.unit_id = any(${missing}::uuid[])
      and a.valid_from <= ${at} and (a.valid_to is null or a.valid_to > ${at})
    order by a.depth`.execute(ctx.tx);
  for (const [unitId, path] of Map.groupBy(rows, (row) => row.below)) {
    paths.set(keyOf(unitId), path);
  }
}

export interface UnitName {
  readonly unitId: string;
  readonly kind: UnitKind;
  readonly name: string;
  readonly nameEn: string | null;
}

export async function unitNames(ctx: Context, unitIds: readonly string[]): Promise<UnitName[]> {
  const { rows } = await fixed<UnitName>`
    select unit_id as "unitId", kind, name, name_en as "nameEn" from organisation.units
    where brand_id = ${ctx.brand.brandId}
      and unit_id = any(${[...unitIds]}::uuid[])`.execute(ctx.tx);
  return rows;
}
