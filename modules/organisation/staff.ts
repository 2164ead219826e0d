import { sql } from "kysely";
import { type Context, tablesOf } from "#platform/context.ts";
import { newId } from "#platform/ids.ts";
import { emit } from "#platform/journal.ts";
import type { OrganisationTables } from "./tables.ts";

export interface NewStaff {
  readonly staffId: string;
  readonly accountId: string;
  readonly name: string;
  readonly email: string;
}

/** Staff of an account in this brand; the one who is there already is kept. Answers the id. */
export async function insertStaff(ctx: Context, staff: NewStaff): Promise<string> {
  const { rows } = await sql<{ staff_id: string }>`
    insert into organisation.staff (brand_id, staff_id, account_id, name, email, created_at)
    values (${ctx.brand.brandId}, ${staff.staffId}, ${staff.accountId}, ${staff.name},
      ${staff.email}, ${ctx.now})
    on conflict (brand_id, account_id) do update set email = excluded.email
    returning staff_id`.execute(ctx.tx);
  return rows[0]?.staff_id ?? staff.staffId;
}

export interface NewGrant {
  readonly staffId: string;
  readonly roleId: string;
  readonly unitId: string;
  /** Null: until it is revoked. */
  readonly validTo: Temporal.Instant | null;
  readonly grantedBy?: string | null;
}

/** Writes a grant and its event; who may do it was asked before. Answers the grant's id. */
export async function insertGrant(ctx: Context, grant: NewGrant): Promise<string> {
  const grantId = newId();
  const { staffId, roleId, unitId, validTo } = grant;
  const actor = ctx.actor.kind === "staff" ? ctx.actor.staffId : null;
  await tablesOf<OrganisationTables>(ctx)
    .insertInto("organisation.grants")
    .values({
      brand_id: ctx.brand.brandId,
      grant_id: grantId,
      staff_id: staffId,
      role_id: roleId,
      unit_id: unitId,
      valid_from: ctx.now,
      valid_to: validTo,
      granted_by: grant.grantedBy ?? actor,
      created_at: ctx.now,
      revoked_at: null,
    })
    .execute();
  await emit(ctx, "organisation.staff_granted", {
    unitId,
    payload: { grantId, staffId, roleId, validTo: validTo?.toString() ?? null },
  });
  return grantId;
}
