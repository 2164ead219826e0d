import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { auditAct } from "./audit.ts";
import { assertHoldsAll, permit } from "./permit.ts";
import { insertGrant } from "./staff.ts";
import { getRole } from "./staff-queries.ts";
import { getUnit } from "./unit-queries.ts";

export interface RoleGrant {
  readonly staffId: string;
  readonly roleId: string;
  readonly unitId: string;
  readonly validTo: Temporal.Instant | null;
}

/** Refuses an end that does not lie ahead of the wall clock. */
export function assertAhead(ctx: Context, end: Temporal.Instant | null): void {
  if (end && Temporal.Instant.compare(end, ctx.recordedAt) <= 0) throw refuse("end_not_ahead");
}

/** Refuses a role that the actor may not give over that unit. */
export async function assertMayGrant(ctx: Context, roleId: string, unitId: string): Promise<void> {
  const role = await getRole(ctx, roleId);
  const unit = await getUnit(ctx, unitId);
  await permit(ctx, "staff.manage", unitId);
  if (unit.closedAt) throw refuse("unit_closed");
  await assertHoldsAll(ctx, role.capabilities, unitId);
}

/** Gives a member of staff a role over a unit and all below it. Answers the grant's id. */
export async function grantRole(ctx: Context, grant: RoleGrant): Promise<string> {
  assertAhead(ctx, grant.validTo);
  await assertMayGrant(ctx, grant.roleId, grant.unitId);
  const { rows } = await sql`select 1 from organisation.staff
    where brand_id = ${ctx.brand.brandId} and staff_id = ${grant.staffId}`.execute(ctx.tx);
  if (rows.length === 0) throw refuse("not_found");
  const grantId = await insertGrant(ctx, grant);
  await auditAct(ctx, "grantRole", grantId, { unitId: grant.unitId });
  return grantId;
}
