import { sql } from "kysely";
import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { newId, randomToken } from "#platform/ids.ts";
import { emit } from "#platform/journal.ts";
import { auditAct } from "./audit.ts";
import { type Capability, capabilities, ownerOnlyScopes } from "./capabilities.ts";
import { assertAhead } from "./grant-role.ts";
import { apiKeyHash } from "./held-grants.ts";
import { assertHoldsAll, permit } from "./permit.ts";
import type { OrganisationTables } from "./tables.ts";
import { getUnit } from "./unit-queries.ts";

export interface NewApiKey {
  readonly name: string;
  readonly scopes: readonly string[];
  /** The key reaches this unit and all below it. */
  readonly unitId: string;
  readonly validTo: Temporal.Instant | null;
}

export interface MadeApiKey {
  readonly keyId: string;
  /** Shown this once; only its hash is kept. */
  readonly secret: string;
  readonly prefix: string;
}

const isOwnerOnly = (scope: string) => ownerOnlyScopes.some((one) => one === scope);

async function isOwnerOver(ctx: Context, unitId: string): Promise<boolean> {
  if (ctx.actor.kind === "system") return true;
  if (ctx.actor.kind !== "staff") return false;
  const { rows } = await sql`select 1 from organisation.grants g
    join organisation.roles r on r.brand_id = g.brand_id and r.role_id = g.role_id
    join organisation.unit_ancestors a on a.brand_id = g.brand_id and a.ancestor_id = g.unit_id
    where g.brand_id = ${ctx.brand.brandId} and g.staff_id = ${ctx.actor.staffId}
      and r.key = 'owner' and r.built_in and a.unit_id = ${unitId} and g.revoked_at is null
      and g.valid_from <= ${ctx.recordedAt}
      and (g.valid_to is null or g.valid_to > ${ctx.recordedAt})
      and a.valid_from <= ${ctx.recordedAt}
      and (a.valid_to is null or a.valid_to > ${ctx.recordedAt}) limit 1`.execute(ctx.tx);
  return rows.length > 0;
}

async function assertScopes(ctx: Context, key: NewApiKey): Promise<void> {
  const unknown = key.scopes.find((scope) => !capabilities.includes(scope as Capability));
  if (unknown) throw refuse("invalid_input", { detail: unknown });
  const special = key.scopes.find(isOwnerOnly);
  if (special && !(await isOwnerOver(ctx, key.unitId))) {
    throw refuse("api_scope_owner_only", { scope: special });
  }
  const plain = key.scopes.filter((scope) => !isOwnerOnly(scope));
  await assertHoldsAll(ctx, plain, key.unitId);
}

/** Makes a key for a program, with no more rights than its maker holds over the unit. */
export async function createApiKey(ctx: Context, key: NewApiKey): Promise<MadeApiKey> {
  assertAhead(ctx, key.validTo);
  await getUnit(ctx, key.unitId);
  await permit(ctx, "integrations.manage", key.unitId);
  await assertScopes(ctx, key);
  const keyId = newId();
  const secret = `bhk_${ctx.brand.key}_${randomToken(24)}`;
  const prefix = secret.slice(0, `bhk_${ctx.brand.key}_`.length + 4);
  const scopes = [...new Set(key.scopes)].sort();
  await tablesOf<OrganisationTables>(ctx)
    .insertInto("organisation.api_keys")
    .values({
      brand_id: ctx.brand.brandId,
      key_id: keyId,
      key_hash: apiKeyHash(secret),
      prefix,
      name: key.name.trim(),
      scopes,
      unit_id: key.unitId,
      created_by: ctx.actor.kind === "staff" ? ctx.actor.staffId : null,
      created_at: ctx.recordedAt,
      valid_to: key.validTo,
      revoked_at: null,
    })
    .execute();
  const payload = { keyId, scopes };
  await emit(ctx, "organisation.api_key_created", { unitId: key.unitId, payload });
  await auditAct(ctx, "createApiKey", keyId, { unitId: key.unitId });
  return { keyId, secret, prefix };
}
