import { type RawBuilder, sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { rootUnit, unitAncestors } from "./unit-queries.ts";

/**
 * Units over which the actor holds the capability (each with all below it); the system: all.
 * "*" asks for any capability.
 */
export async function unitScope(ctx: Context, capability: string): Promise<string[]> {
  if (ctx.actor.kind === "system") return [await rootUnit(ctx)];
  const held = capability === "*"
    ? ctx.grants
    : ctx.grants.filter((grant) => grant.capability === capability);
  return [...new Set(held.map((grant) => grant.unitId))];
}

/**
 * SQL condition: the unit in `unitColumn` lies in or below one of the units at an instant.
 * Row-level security holds it to the brand.
 */
export function inScopeSql(
  unitColumn: string,
  unitIds: readonly string[],
  at: Temporal.Instant,
): RawBuilder<boolean> {
  return sql<boolean>`exists (select 1 from organisation.unit_ancestors scope
    where scope.unit_id = ${sql.ref(unitColumn)}
      and scope.ancestor_id = any(${[...unitIds]}::uuid[])
      and scope.valid_from <= ${at} and (scope.valid_to is null or scope.valid_to > ${at}))`;
}

/** True when a grant of the actor covers the unit today, whatever instant a write speaks of. */
export async function isPermitted(
  ctx: Context,
  capability: string,
  unitId: string,
): Promise<boolean> {
  if (ctx.actor.kind === "system") return true;
  const scope = await unitScope(ctx, capability);
  if (scope.length === 0) return false;
  if (scope.includes(unitId)) return true;
  const above = await unitAncestors(ctx, unitId, ctx.recordedAt);
  return above.some((unit) => scope.includes(unit.unitId));
}

/**
 * Refuses `not_permitted` unless the actor holds the capability over the unit. The HTTP layer
 * keeps the refused attempt in the audit.
 */
export async function permit(ctx: Context, capability: string, unitId: string): Promise<void> {
  if (await isPermitted(ctx, capability, unitId)) return;
  throw refuse("not_permitted", { capability, unitId });
}

/** Nobody can give away what they do not hold over that unit. */
export async function assertHoldsAll(
  ctx: Context,
  wanted: readonly string[],
  unitId: string,
): Promise<void> {
  for (const capability of wanted) {
    if (await isPermitted(ctx, capability, unitId)) continue;
    throw refuse("grant_beyond_own", { capability, unitId });
  }
}
