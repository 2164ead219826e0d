import type { UndoRecord } from "#packages/offline/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import { lockRedemption } from "../locks.ts";
import { giveBackUse } from "../undo.ts";
import { type UndoReason, undoReasons } from "../undo-reasons.ts";
import { undoConflict } from "./conflict.ts";
import { type OfflineTables, type DevicesTable } from "./tables.ts";
import { quarantined, type Taken } from "./take-redemption.ts";

const undoMillis = 600_000;
const nothingLeft: Taken = { outcome: "undo_void", reason: null };

/** Takes a redemption of this device back, if it still stands. */
export async function takeUndo(
  ctx: Context,
  device: DevicesTable,
  record: UndoRecord,
): Promise<Taken> {
  if (!(undoReasons as readonly string[]).includes(record.reason)) return quarantined("reason");
  const made = await tablesOf<OfflineTables>(ctx)
    .selectFrom("redemption.offline_records")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("device_id", "=", device.device_id)
    .where("sequence", "=", record.undoes)
    .where("in_chain", "=", true)
    .executeTakeFirst();
  if (!made) return nothingLeft;
  const usedAt = (JSON.parse(made.text) as { at: number }).at;
  if (record.at < usedAt || record.at - usedAt > undoMillis) return quarantined("undo_late");
  if (made.outcome === "honoured" && made.conflict_id) {
    const undone = await undoConflict(ctx, made.conflict_id);
    return undone ? { outcome: "undone", reason: null } : nothingLeft;
  }
  if (made.outcome !== "redeemed" || !made.redemption_id) return nothingLeft;
  const row = await lockRedemption(ctx, made.redemption_id);
  if (!row || row.undone_at) return nothingLeft;
  const at = Math.min(record.at, ctx.recordedAt.epochMilliseconds);
  const actor = { kind: "staff" as const, staffId: record.staffId, accountId: record.staffId };
  const then: Context = { ...ctx, now: Temporal.Instant.fromEpochMilliseconds(at), actor };
  await giveBackUse(then, row, { reason: record.reason as UndoReason, note: null });
  return { outcome: "undone", reason: null, redemptionId: row.redemption_id };
}
