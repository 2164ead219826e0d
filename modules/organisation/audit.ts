import { sql } from "kysely";
import { type Context, actorId, tablesOf } from "#platform/context.ts";
import { inBrand } from "#platform/db/driver.ts";
import type { Params } from "#platform/errors.ts";
import { isUuid, newId } from "#platform/ids.ts";
import { noBrand } from "#platform/throttle.ts";
import type { OrganisationTables } from "./tables.ts";
import { wired } from "./wired.ts";

export interface AuditDetail {
  readonly outcome?: "done" | "refused";
  readonly unitId?: string | null;
  readonly capability?: string | null;
}

/**
 * Writes down that the actor did something worth asking about later: ids and names of acts only,
 * never text that people typed. It commits or rolls back with the act.
 */
export async function auditAct(
  ctx: Context,
  action: string,
  targetId: string | null = null,
  detail: AuditDetail = {},
): Promise<void> {
  await tablesOf<OrganisationTables>(ctx)
    .insertInto("organisation.audit")
    .values({
      brand_id: ctx.brand.brandId,
      audit_id: newId(),
      at: ctx.recordedAt,
      actor_kind: ctx.actor.kind,
      actor_id: actorId(ctx.actor),
      action,
      capability: detail.capability ?? null,
      target_id: targetId,
      unit_id: detail.unitId ?? null,
      outcome: detail.outcome ?? "done",
      request_id: ctx.requestId,
    })
    .execute();
}

/** Keeps a refused attempt in a transaction of its own: the caller's is about to roll back. */
export async function noteRefusal(
  ctx: Context,
  operationId: string,
  params: Params = {},
): Promise<void> {
  if (ctx.brand.brandId === noBrand) return;
  const unitId = typeof params.unitId === "string" && isUuid(params.unitId) ? params.unitId : null;
  const capability = typeof params.capability === "string" ? params.capability : null;
  await inBrand(wired().databases.app, ctx.brand.brandId, (tx) =>
    auditAct({ ...ctx, tx }, operationId, null, { outcome: "refused", unitId, capability }),
  );
}

/** A name for the screen; null for one who is not of this brand. */
export async function staffName(ctx: Context, staffId: string): Promise<string | null> {
  const { rows } = await sql<{ name: string }>`select name from organisation.staff
    where brand_id = ${ctx.brand.brandId} and staff_id = ${staffId}`.execute(ctx.tx);
  return rows[0]?.name ?? null;
}
