import { sql } from "kysely";
import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { emit } from "#platform/journal.ts";
import { auditAct } from "./audit.ts";
import { assertHoldsAll } from "./permit.ts";
import type { OrganisationTables } from "./tables.ts";
import { rootUnit } from "./unit-queries.ts";

export interface NewRole {
  readonly key: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly capabilities: readonly string[];
}

/**
 * Names a set of capabilities. A role is never changed afterwards: whoever holds it would gain
 * rights that nobody granted. Answers its id.
 */
export async function createRole(ctx: Context, role: NewRole): Promise<string> {
  await assertHoldsAll(ctx, role.capabilities, await rootUnit(ctx));
  const taken = await sql`select 1 from organisation.roles
    where brand_id = ${ctx.brand.brandId} and key = ${role.key}`.execute(ctx.tx);
  if (taken.rows.length > 0) throw refuse("role_key_taken", { key: role.key });
  const roleId = newId();
  await tablesOf<OrganisationTables>(ctx)
    .insertInto("organisation.roles")
    .values({
      brand_id: ctx.brand.brandId,
      role_id: roleId,
      key: role.key,
      name: role.name.trim(),
      name_en: role.nameEn?.trim() || null,
      capabilities: [...new Set(role.capabilities)],
      built_in: false,
      created_at: ctx.now,
    })
    .execute();
  await emit(ctx, "organisation.role_created", { payload: { roleId } });
  await auditAct(ctx, "createRole", roleId);
  return roleId;
}
