import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { emit } from "#platform/journal.ts";
import { decodeCursor, type Page, pageFrom, type PageInput, pageLimit } from "#platform/paging.ts";
import { auditAct } from "./audit.ts";
import { inScopeSql, permit } from "./permit.ts";

export interface ApiKeyRow {
  readonly keyId: string;
  readonly name: string;
  readonly prefix: string;
  readonly scopes: string[];
  readonly unitId: string;
  readonly unitName: string;
  readonly unitNameEn: string | null;
  readonly createdAt: Temporal.Instant;
  readonly validTo: Temporal.Instant | null;
  readonly revokedAt: Temporal.Instant | null;
}

/** Keys over units in the scope, newest first; never their secrets. */
export async function listApiKeys(
  ctx: Context,
  scope: readonly string[],
  page: PageInput,
): Promise<Page<ApiKeyRow>> {
  const limit = pageLimit(page);
  const [after] = decodeCursor(page.cursor) ?? [];
  const { rows } = await sql<ApiKeyRow>`
    select k.key_id as "keyId", k.name, k.prefix, k.scopes, k.unit_id as "unitId",
      u.name as "unitName", u.name_en as "unitNameEn", k.created_at as "createdAt",
      k.valid_to as "validTo", k.revoked_at as "revokedAt"
    from organisation.api_keys k
    join organisation.units u on u.brand_id = k.brand_id and u.unit_id = k.unit_id
    where k.brand_id = ${ctx.brand.brandId}
      and (${after ?? null}::uuid is null or k.key_id < ${after ?? null}::uuid)
      and ${inScopeSql("k.unit_id", scope, ctx.recordedAt)}
    order by k.key_id desc limit ${limit + 1}`.execute(ctx.tx);
  return pageFrom(rows, limit, (row) => [row.keyId]);
}

/** Ends a key; the next request with it is not signed in. Revoking twice changes nothing. */
export async function revokeApiKey(ctx: Context, keyId: string): Promise<void> {
  const { rows } = await sql<{ unit_id: string }>`select unit_id from organisation.api_keys
    where brand_id = ${ctx.brand.brandId} and key_id = ${keyId}`.execute(ctx.tx);
  const unitId = rows[0]?.unit_id;
  if (!unitId) throw refuse("not_found");
  await permit(ctx, "integrations.manage", unitId);
  const ended = await sql`update organisation.api_keys set revoked_at = ${ctx.recordedAt}
    where brand_id = ${ctx.brand.brandId} and key_id = ${keyId} and revoked_at is null
    returning 1`.execute(ctx.tx);
  if (ended.rows.length === 0) return;
  await emit(ctx, "organisation.api_key_revoked", { unitId, payload: { keyId } });
  await auditAct(ctx, "revokeApiKey", keyId, { unitId });
}
