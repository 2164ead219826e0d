import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";

// Written order of this module's locks: tree, then owners, then one invite.

/**
 * The brand's tree, until the transaction ends. Whatever places, moves or closes a unit takes it
 * first, so that two moves cannot make a cycle and no unit is hung below one that is closing.
 */
export async function lockTree(ctx: Context): Promise<string> {
  const { rows } = await sql<{ unit_id: string }>`select unit_id from organisation.units
    where brand_id = ${ctx.brand.brandId} and root for update`.execute(ctx.tx);
  const root = rows[0]?.unit_id;
  if (!root) throw refuse("unit_not_found");
  return root;
}

/** The owner role: two revocations at once must not each leave the other's owner as the last. */
export async function lockOwnerRole(ctx: Context): Promise<string> {
  const { rows } = await sql<{ role_id: string }>`select role_id from organisation.roles
    where brand_id = ${ctx.brand.brandId} and key = 'owner' for update`.execute(ctx.tx);
  const role = rows[0]?.role_id;
  if (!role) throw refuse("not_found");
  return role;
}
