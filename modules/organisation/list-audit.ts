import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { decodeCursor, type Page, pageFrom, type PageInput, pageLimit } from "#platform/paging.ts";
import { inScopeSql } from "./permit.ts";
import { rootUnit } from "./unit-queries.ts";

export interface AuditRow {
  readonly auditId: string;
  readonly at: Temporal.Instant;
  readonly actorKind: string;
  readonly actorId: string | null;
  readonly actorName: string | null;
  readonly action: string;
  readonly capability: string | null;
  readonly targetId: string | null;
  readonly unitId: string | null;
  readonly unitName: string | null;
  readonly outcome: "done" | "refused";
}

export interface AuditFilter extends PageInput {
  readonly outcome?: "done" | "refused" | undefined;
  readonly actorId?: string | undefined;
}

/** What was done or refused in the scope, newest first; acts over no unit are the root's. */
export async function listAudit(
  ctx: Context,
  scope: readonly string[],
  filter: AuditFilter,
): Promise<Page<AuditRow>> {
  const limit = pageLimit(filter);
  const [after] = decodeCursor(filter.cursor) ?? [];
  const all = scope.includes(await rootUnit(ctx));
  const { rows } = await sql<AuditRow>`
    select a.audit_id as "auditId", a.at, a.actor_kind as "actorKind", a.actor_id as "actorId",
      coalesce(s.name, k.name) as "actorName", a.action, a.capability, a.target_id as "targetId",
      a.unit_id as "unitId", u.name as "unitName", a.outcome
    from organisation.audit a
    left join organisation.staff s on s.brand_id = a.brand_id and s.staff_id = a.actor_id
    left join organisation.api_keys k on k.brand_id = a.brand_id and k.key_id = a.actor_id
    left join organisation.units u on u.brand_id = a.brand_id and u.unit_id = a.unit_id
    where a.brand_id = ${ctx.brand.brandId}
      and (${after ?? null}::uuid is null or a.audit_id < ${after ?? null}::uuid)
      and (${filter.outcome ?? null}::text is null or a.outcome = ${filter.outcome ?? null})
      and (${filter.actorId ?? null}::uuid is null or a.actor_id = ${filter.actorId ?? null}::uuid)
      and (${all} or ${inScopeSql("a.unit_id", scope, ctx.recordedAt)})
    order by a.audit_id desc limit ${limit + 1}`.execute(ctx.tx);
  return pageFrom(rows, limit, (row) => [row.auditId]);
}
