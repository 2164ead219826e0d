import { actorId, type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { emit } from "#platform/journal.ts";
import { clockText } from "#platform/time.ts";
import { dimsOf } from "./dims.ts";
import { lockRedemption } from "./locks.ts";
import { rightKind } from "./rights.ts";
import type { RedemptionsTable, RedemptionTables } from "./tables.ts";
import type { UndoReason } from "./undo-reasons.ts";
import { undoUntil } from "./undo-window.ts";

export interface UndoInput {
  readonly redemptionId: string;
  readonly reason: UndoReason;
  /** Free words; they stay in the table and never reach the journal. */
  readonly note: string | null;
}

/** Takes a redemption back: the member has the use again, and the figures lose it. */
export async function undo(ctx: Context, input: UndoInput): Promise<void> {
  const row = await lockRedemption(ctx, input.redemptionId);
  if (!row) throw refuse("redemption_not_found");
  const until = await undoUntil(ctx, row);
  if (!until) throw refuse("not_permitted", { capability: "redemption.undo" });
  if (row.undone_at) {
    throw refuse("redemption_undone", {
      when: clockText(ctx, row.undone_at),
      at: row.undone_at.epochMilliseconds,
    });
  }
  if (Temporal.Instant.compare(ctx.now, until) >= 0) {
    throw refuse("undo_too_late", {
      until: clockText(ctx, until),
      untilAt: until.epochMilliseconds,
    });
  }
  await giveBackUse(ctx, row, input);
}

/** Gives the use back and takes it out of the figures; the row is held, and was not undone. */
export async function giveBackUse(
  ctx: Context,
  row: RedemptionsTable,
  input: Omit<UndoInput, "redemptionId">,
): Promise<void> {
  await tablesOf<RedemptionTables>(ctx)
    .updateTable("redemption.redemptions")
    .set({
      undone_at: ctx.now,
      undone_by: actorId(ctx.actor),
      undo_reason: input.reason,
      undo_note: input.note,
    })
    .where("brand_id", "=", ctx.brand.brandId)
    .where("redemption_id", "=", row.redemption_id)
    .execute();
  await rightKind(row.right_kind).undo(ctx, {
    rightId: row.right_id,
    redemptionId: row.redemption_id,
  });
  await emit(ctx, "redemption.undone", {
    unitId: row.store_id,
    memberId: row.member_id,
    payload: {
      ...dimsOf(row),
      committedAt: row.committed_at.epochMilliseconds,
      reason: input.reason,
    },
  });
}
