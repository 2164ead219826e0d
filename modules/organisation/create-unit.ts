import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { newId, randomDigits } from "#platform/ids.ts";
import { emit } from "#platform/journal.ts";
import { lockTree } from "./locks.ts";
import { beforeAllTime } from "./place-unit.ts";
import type { UnitKind } from "./tables.ts";
import { getUnit, type Unit } from "./unit-queries.ts";

export interface NewUnit {
  /** Null: directly below the root group. */
  readonly parentId: string | null;
  readonly kind: UnitKind;
  /** Unique in the brand; null: digits are drawn. */
  readonly code?: string | null;
  readonly name: string;
  readonly nameEn?: string | null;
}

const rank: Record<UnitKind, number> = { group: 0, region: 1, city: 2, store: 3 };

/** Refuses a parent that is closed, a store, or of a kind that belongs below this one. */
export function assertMayLieBelow(kind: UnitKind, parent: Unit): void {
  if (parent.closedAt) throw refuse("unit_closed");
  if (parent.kind === "store" || rank[parent.kind] > rank[kind]) {
    throw refuse("unit_kind_misplaced");
  }
}

/**
 * Writes a unit, its first place and its ancestors in one statement: an import makes thousands. A
 * new unit has nothing below it and no past, so its ancestors are its parent's, one level up.
 */
export async function insertUnit(
  ctx: Context,
  unitId: string,
  unit: NewUnit & { readonly root: boolean },
): Promise<void> {
  const { brandId } = ctx.brand;
  const code = unit.code?.trim() || randomDigits(8);
  const { rows } = await sql`
    with unit as (
      insert into organisation.units
        (brand_id, unit_id, kind, root, code, name, name_en, created_at)
      values (${brandId}, ${unitId}, ${unit.kind}, ${unit.root}, ${code}, ${unit.name.trim()},
        ${unit.nameEn?.trim() || null}, ${ctx.now})
      on conflict (brand_id, code) do nothing returning brand_id, unit_id),
    place as (
      insert into organisation.unit_places (brand_id, unit_id, parent_id, valid_from)
      select brand_id, unit_id, ${unit.parentId}::uuid, ${beforeAllTime}::timestamptz from unit),
    ancestors as (
      insert into organisation.unit_ancestors
        (brand_id, unit_id, ancestor_id, depth, valid_from, valid_to)
      select brand_id, unit_id, unit_id, 0, ${beforeAllTime}::timestamptz, null from unit
      union all
      select u.brand_id, u.unit_id, a.ancestor_id, a.depth + 1, a.valid_from, a.valid_to
      from unit u join organisation.unit_ancestors a
        on a.brand_id = u.brand_id and a.unit_id = ${unit.parentId}::uuid)
    select 1 from unit`.execute(ctx.tx);
  if (rows.length === 0) throw refuse("unit_code_taken", { code });
  await emit(ctx, "organisation.unit_created", {
    unitId,
    payload: { parentId: unit.parentId, kind: unit.kind },
  });
}

/** Adds a unit below an open one. The caller has asked for permission over the parent. */
export async function createUnit(ctx: Context, unit: NewUnit): Promise<string> {
  const root = await lockTree(ctx);
  const parent = await getUnit(ctx, unit.parentId ?? root);
  assertMayLieBelow(unit.kind, parent);
  const unitId = newId();
  await insertUnit(ctx, unitId, { ...unit, parentId: parent.unitId, root: false });
  return unitId;
}
