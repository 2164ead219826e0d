import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { emit } from "#platform/journal.ts";
import { decodeCursor, type Page, pageFrom, type PageInput, pageLimit } from "#platform/paging.ts";
import { auditAct } from "./audit.ts";
import { inScopeSql, permit } from "./permit.ts";

export interface InviteRow {
  readonly inviteId: string;
  readonly roleId: string;
  readonly roleName: string;
  readonly roleNameEn: string | null;
  readonly unitId: string;
  readonly unitName: string;
  readonly unitNameEn: string | null;
  readonly email: string | null;
  readonly state: "open" | "accepted" | "cancelled" | "expired";
  readonly createdAt: Temporal.Instant;
  readonly expiresAt: Temporal.Instant;
}

/** Invites over units in the scope, newest first. */
export async function listInvites(
  ctx: Context,
  scope: readonly string[],
  page: PageInput,
): Promise<Page<InviteRow>> {
  const limit = pageLimit(page);
  const [after] = decodeCursor(page.cursor) ?? [];
  const { rows } = await sql<InviteRow>`
    select i.invite_id as "inviteId", i.role_id as "roleId", r.name as "roleName",
      r.name_en as "roleNameEn", i.unit_id as "unitId", u.name as "unitName",
      u.name_en as "unitNameEn", i.email, i.created_at as "createdAt", i.expires_at as "expiresAt",
      case when i.accepted_at is not null then 'accepted'
        when i.cancelled_at is not null then 'cancelled'
        when i.expires_at <= ${ctx.recordedAt} then 'expired' else 'open' end as state
    from organisation.invites i
    join organisation.roles r on r.brand_id = i.brand_id and r.role_id = i.role_id
    join organisation.units u on u.brand_id = i.brand_id and u.unit_id = i.unit_id
    where i.brand_id = ${ctx.brand.brandId}
      and (${after ?? null}::uuid is null or i.invite_id < ${after ?? null}::uuid)
      and ${inScopeSql("i.unit_id", scope, ctx.recordedAt)}
    order by i.invite_id desc limit ${limit + 1}`.execute(ctx.tx);
  return pageFrom(rows, limit, (row) => [row.inviteId]);
}

/** Makes an unused invite unusable. */
export async function cancelInvite(ctx: Context, inviteId: string): Promise<void> {
  const { rows } = await sql<{ unit_id: string }>`select unit_id from organisation.invites
    where brand_id = ${ctx.brand.brandId} and invite_id = ${inviteId}`.execute(ctx.tx);
  const unitId = rows[0]?.unit_id;
  if (!unitId) throw refuse("not_found");
  await permit(ctx, "staff.manage", unitId);
  const ended = await sql`update organisation.invites set cancelled_at = ${ctx.recordedAt}
    where brand_id = ${ctx.brand.brandId} and invite_id = ${inviteId}
      and accepted_at is null and cancelled_at is null returning 1`.execute(ctx.tx);
  if (ended.rows.length === 0) throw refuse("invite_not_usable");
  await emit(ctx, "organisation.invite_cancelled", { unitId, payload: { inviteId } });
  await auditAct(ctx, "cancelInvite", inviteId, { unitId });
}
