import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { emit } from "#platform/journal.ts";
import { auditAct } from "./audit.ts";
import { lockTree } from "./locks.ts";
import { permit } from "./permit.ts";
import { getUnit } from "./unit-queries.ts";

async function openChildren(ctx: Context, unitId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count
    from organisation.unit_places p
    join organisation.units u on u.brand_id = p.brand_id and u.unit_id = p.unit_id
    where p.brand_id = ${ctx.brand.brandId} and p.parent_id = ${unitId} and p.valid_to is null
      and u.closed_at is null`.execute(ctx.tx);
  return rows[0]?.count ?? 0;
}

/** Closes a unit with nothing open below it. Its place and its figures stay. */
export async function closeUnit(ctx: Context, unitId: string): Promise<void> {
  await lockTree(ctx);
  const unit = await getUnit(ctx, unitId);
  if (!unit.parentId) throw refuse("unit_is_root");
  await permit(ctx, "units.manage", unit.parentId);
  if (unit.closedAt) throw refuse("unit_closed");
  const count = await openChildren(ctx, unitId);
  if (count > 0) throw refuse("unit_has_children", { count });
  await sql`update organisation.units set closed_at = ${ctx.now}
    where brand_id = ${ctx.brand.brandId} and unit_id = ${unitId}`.execute(ctx.tx);
  await emit(ctx, "organisation.unit_closed", { unitId, payload: {} });
  await auditAct(ctx, "closeUnit", unitId, { unitId });
}
