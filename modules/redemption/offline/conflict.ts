import { benefitFor } from "#packages/pricing/index.ts";
import type { RedemptionRecord } from "#packages/offline/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import { newId } from "#platform/ids.ts";
import { emit } from "#platform/journal.ts";
import { lastRedemption, type RightKey } from "../queries.ts";
import { ownerOf, policyOf } from "./policy.ts";
import { offlineParts } from "./port.ts";
import type { ConflictsTable, DevicesTable, OfflineTables } from "./tables.ts";

/** What the second use cost: by the right's own terms, not by what the device says. */
async function lossOf(ctx: Context, rightId: string, billMinor: number | null) {
  const version = await offlineParts().rights.versionOf(ctx, rightId);
  const result = version && benefitFor(version.terms, billMinor);
  return result?.ok ? result.discountMinor : null;
}

/**
 * A use that cannot stand beside the first one. The brand's policy honours it, and its loss is
 * posted to whom the policy names, or refuses it; either way it is listed and has an owner.
 */
export async function keepConflict(
  ctx: Context,
  device: DevicesTable,
  record: RedemptionRecord,
  cause: RightKey & { readonly code: string },
): Promise<ConflictsTable> {
  const { policy } = await policyOf(ctx, device.store_id);
  const honoured = policy.secondUse === "honour";
  const first = await lastRedemption(ctx, cause);
  const row: ConflictsTable = {
    brand_id: ctx.brand.brandId,
    conflict_id: newId(),
    device_id: device.device_id,
    sequence: record.sequence,
    store_id: device.store_id,
    right_kind: cause.kind,
    right_id: cause.rightId,
    code: cause.code,
    first_redemption_id: first?.redemption_id ?? null,
    decision: honoured ? "honoured" : "refused",
    owner_unit_id: await ownerOf(ctx, device.store_id, policy),
    loss_minor: honoured ? await lossOf(ctx, cause.rightId, record.billMinor) : 0,
    bill_minor: record.billMinor,
    used_at: Temporal.Instant.fromEpochMilliseconds(record.at),
    recorded_at: ctx.recordedAt,
    undone_at: null,
  };
  await tablesOf<OfflineTables>(ctx)
    .insertInto("redemption.offline_conflicts")
    .values(row)
    .execute();
  const { conflict_id: conflictId, owner_unit_id: unitId, loss_minor: amountMinor } = row;
  if (amountMinor) await offlineParts().losses.post(ctx, { conflictId, unitId, amountMinor });
  await emit(ctx, "redemption.offline_conflict", {
    unitId: row.store_id,
    payload: {
      conflictId,
      deviceId: row.device_id,
      rightKind: row.right_kind,
      rightId: row.right_id,
      code: row.code,
      decision: row.decision,
      ownerUnitId: unitId,
      lossMinor: amountMinor,
    },
  });
  return row;
}

/** An undo of a second use that was honoured: nobody lost anything. False: undone before. */
export async function undoConflict(ctx: Context, conflictId: string): Promise<boolean> {
  const changed = await tablesOf<OfflineTables>(ctx)
    .updateTable("redemption.offline_conflicts")
    .set({ undone_at: ctx.recordedAt })
    .where("brand_id", "=", ctx.brand.brandId)
    .where("conflict_id", "=", conflictId)
    .where("undone_at", "is", null)
    .returning("conflict_id")
    .executeTakeFirst();
  if (!changed) return false;
  await offlineParts().losses.takeBack(ctx, conflictId);
  return true;
}
