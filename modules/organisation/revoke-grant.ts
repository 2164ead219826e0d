import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { emit } from "#platform/journal.ts";
import { auditAct } from "./audit.ts";
import { lockOwnerRole } from "./locks.ts";
import { assertHoldsAll, permit } from "./permit.ts";
import { getRole } from "./staff-queries.ts";
import { rootUnit } from "./unit-queries.ts";

interface GrantRow {
  readonly staff_id: string;
  readonly role_id: string;
  readonly unit_id: string;
  readonly revoked_at: Temporal.Instant | null;
}

async function grantById(ctx: Context, grantId: string): Promise<GrantRow> {
  const { rows } = await sql<GrantRow>`select staff_id, role_id, unit_id, revoked_at
    from organisation.grants
    where brand_id = ${ctx.brand.brandId} and grant_id = ${grantId}`.execute(ctx.tx);
  if (!rows[0]) throw refuse("not_found");
  return rows[0];
}

async function assertOwnerRemains(ctx: Context, grantId: string, ownerRole: string) {
  const { rows } = await sql`select 1 from organisation.grants
    where brand_id = ${ctx.brand.brandId} and role_id = ${ownerRole} and grant_id <> ${grantId}
      and unit_id = ${await rootUnit(ctx)} and revoked_at is null
      and valid_to is null limit 1`.execute(ctx.tx);
  if (rows.length === 0) throw refuse("last_owner");
}

/**
 * Ends a grant; the next request of its holder is without it. A brand keeps one owner of the root
 * whose grant has no end. Who revokes must hold all that the grant gives.
 */
export async function revokeGrant(ctx: Context, grantId: string): Promise<void> {
  const ownerRole = await lockOwnerRole(ctx);
  const grant = await grantById(ctx, grantId);
  await permit(ctx, "staff.manage", grant.unit_id);
  const role = await getRole(ctx, grant.role_id);
  await assertHoldsAll(ctx, role.capabilities, grant.unit_id);
  if (grant.revoked_at) throw refuse("grant_not_active");
  if (grant.role_id === ownerRole) await assertOwnerRemains(ctx, grantId, ownerRole);
  await sql`update organisation.grants set revoked_at = ${ctx.recordedAt}
    where brand_id = ${ctx.brand.brandId} and grant_id = ${grantId}`.execute(ctx.tx);
  const { staff_id: staffId, role_id: roleId, unit_id: unitId } = grant;
  await emit(ctx, "organisation.grant_revoked", { unitId, payload: { grantId, staffId, roleId } });
  await auditAct(ctx, "revokeGrant", grantId, { unitId });
}
