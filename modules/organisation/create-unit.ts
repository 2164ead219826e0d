import { sql } from "kysely";
import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { newId, randomDigits } from "#platform/ids.ts";
import { emit } from "#platform/journal.ts";
import { auditAct } from "./audit.ts";
import { lockTree } from "./locks.ts";
import { beforeAllTime, insertPlace } from "./place-unit.ts";
import type { OrganisationTables, UnitKind } from "./tables.ts";
import { getUnit, type Unit, unitByCode } from "./unit-queries.ts";

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

export async function insertUnit(
  ctx: Context,
  unitId: string,
  unit: NewUnit & { readonly root: boolean },
): Promise<void> {
  const code = unit.code?.trim() || randomDigits(8);
  if (await unitByCode(ctx, code)) throw refuse("unit_code_taken", { code });
  await tablesOf<OrganisationTables>(ctx)
    .insertInto("organisation.units")
    .values({
      brand_id: ctx.brand.brandId,
      unit_id: unitId,
      kind: unit.kind,
      root: unit.root,
      code,
      name: unit.name.trim(),
      name_en: unit.nameEn?.trim() || null,
      created_at: ctx.now,
      closed_at: null,
    })
    .execute();
  await insertPlace(ctx, unitId, unit.parentId, beforeAllTime);
  await copyAncestors(ctx, unitId, unit.parentId);
  await emit(ctx, "organisation.unit_created", {
    unitId,
    payload: { parentId: unit.parentId, kind: unit.kind },
  });
}

/** A new unit has nothing below it and no past: its ancestors are its parent's, one level up. */
async function copyAncestors(ctx: Context, unitId: string, parentId: string | null) {
  await sql`insert into organisation.unit_ancestors
      (brand_id, unit_id, ancestor_id, depth, valid_from, valid_to)
    select ${ctx.brand.brandId}::uuid, ${unitId}::uuid, ${unitId}::uuid, 0,
      ${beforeAllTime}::timestamptz, null
    union all
    select brand_id, ${unitId}, ancestor_id, depth + 1, valid_from, valid_to
    from organisation.unit_ancestors
    where brand_id = ${ctx.brand.brandId} and unit_id = ${parentId}::uuid`.execute(ctx.tx);
}

/** Adds a unit below an open one. The caller has asked for permission over the parent. */
export async function createUnit(ctx: Context, unit: NewUnit): Promise<string> {
  const root = await lockTree(ctx);
  const parent = await getUnit(ctx, unit.parentId ?? root);
  assertMayLieBelow(unit.kind, parent);
  const unitId = newId();
  await insertUnit(ctx, unitId, { ...unit, parentId: parent.unitId, root: false });
  await auditAct(ctx, "createUnit", unitId, { unitId: parent.unitId });
  return unitId;
}
