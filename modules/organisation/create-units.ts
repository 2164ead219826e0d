import { sql } from "kysely";
import { type Context, json } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { emitMany } from "#platform/journal.ts";
import { auditAct } from "./audit.ts";
import { assertMayLieBelow, type NewUnit } from "./create-unit.ts";
import { lockTree } from "./locks.ts";
import { beforeAllTime } from "./place-unit.ts";
import type { UnitKind } from "./tables.ts";
import { getUnit } from "./unit-queries.ts";

export interface PlacedUnit {
  readonly unitId: string;
  /** Null for the root. */
  readonly parentId: string | null;
  readonly kind: UnitKind;
  readonly closed: boolean;
}

/** The units of these codes with their parents of today, by code; unknown codes are absent. */
export async function unitsByCodes(
  ctx: Context,
  codes: readonly string[],
): Promise<Map<string, PlacedUnit>> {
  const { rows } = await sql<PlacedUnit & { code: string }>`
    select u.code, u.unit_id as "unitId", u.kind, u.closed_at is not null as closed, (
      select p.parent_id from organisation.unit_places p
      where p.brand_id = u.brand_id and p.unit_id = u.unit_id
        and p.valid_from <= ${ctx.recordedAt}
        and (p.valid_to is null or p.valid_to > ${ctx.recordedAt})) as "parentId"
    from organisation.units u
    where u.brand_id = ${ctx.brand.brandId} and u.code = any(${[...codes]}::text[])`.execute(
    ctx.tx,
  );
  return new Map(rows.map(({ code, ...unit }) => [code, unit]));
}

export type ManyUnit = NewUnit & { readonly parentId: string; readonly code: string };

async function insertAll(ctx: Context, made: readonly (ManyUnit & { unitId: string })[]) {
  const brandId = ctx.brand.brandId;
  const rows = json(made.map((unit) => ({ ...unit, nameEn: unit.nameEn?.trim() || null })));
  const each = sql`jsonb_to_recordset(${rows}) as r("unitId" uuid, "parentId" uuid, kind text,
    code text, name text, "nameEn" text)`;
  await sql`insert into organisation.units
      (brand_id, unit_id, kind, code, name, name_en, created_at)
    select ${brandId}::uuid, r."unitId", r.kind, r.code, r.name, r."nameEn",
      ${ctx.now}::timestamptz from ${each}`.execute(ctx.tx);
  await sql`insert into organisation.unit_places (brand_id, unit_id, parent_id, valid_from)
    select ${brandId}::uuid, r."unitId", r."parentId", ${beforeAllTime}::timestamptz
    from ${each}`.execute(ctx.tx);
  await sql`insert into organisation.unit_ancestors
      (brand_id, unit_id, ancestor_id, depth, valid_from, valid_to)
    select ${brandId}::uuid, r."unitId", r."unitId", 0, ${beforeAllTime}::timestamptz, null
    from ${each}
    union all
    select a.brand_id, r."unitId", a.ancestor_id, a.depth + 1, a.valid_from, a.valid_to
    from ${each} join organisation.unit_ancestors a
      on a.brand_id = ${brandId} and a.unit_id = r."parentId"`.execute(ctx.tx);
}

/**
 * Adds many units below open ones in a few statements (an import: one by one costs ten statements
 * a unit). No unit of the list may be the parent of another. The caller has asked for permission
 * over the parents and knows that the codes are free; a code that is taken after all refuses all.
 */
export async function createUnits(ctx: Context, units: readonly ManyUnit[]): Promise<string[]> {
  if (units.length === 0) return [];
  await lockTree(ctx);
  const parents = new Map<string, Awaited<ReturnType<typeof getUnit>>>();
  for (const { parentId, kind } of units) {
    const parent = parents.get(parentId) ?? (await getUnit(ctx, parentId));
    parents.set(parentId, parent);
    assertMayLieBelow(kind, parent);
  }
  const taken = await unitsByCodes(ctx, units.map((unit) => unit.code));
  const [code] = taken.keys();
  if (code !== undefined) throw refuse("unit_code_taken", { code });
  const made = units.map((unit) => ({ ...unit, unitId: newId() }));
  await insertAll(ctx, made);
  const events = made.map(({ unitId, parentId, kind }) => ({
    unitId,
    payload: { parentId, kind },
  }));
  await emitMany(ctx, "organisation.unit_created", events);
  for (const unitId of parents.keys()) await auditAct(ctx, "createUnits", unitId, { unitId });
  return made.map((unit) => unit.unitId);
}
