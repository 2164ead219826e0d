import { sql } from "kysely";
import { type Context, json } from "#platform/context.ts";
import { newId } from "#platform/ids.ts";
import { decodeCursor, type Page, pageFrom, type PageInput, pageLimit } from "#platform/paging.ts";
import type { MoveReason } from "../tables.ts";

export interface Move {
  readonly storeId: string;
  readonly itemId: string;
  readonly change: number;
  readonly reason: MoveReason;
  readonly note?: string | undefined;
  readonly staffId?: string | null | undefined;
  readonly causeKind?: string | null | undefined;
  readonly causeId?: string | null | undefined;
}

/** Writes down why stock changed, in the transaction that changed it. */
export async function writeMoves(ctx: Context, moves: readonly Move[]): Promise<void> {
  if (moves.length === 0) return;
  const rows = moves.map((move) => ({
    id: newId(),
    store: move.storeId,
    item: move.itemId,
    change: move.change,
    reason: move.reason,
    note: move.note ?? "",
    staff: move.staffId ?? null,
    kind: move.causeKind ?? null,
    cause: move.causeId ?? null,
  }));
  await sql`insert into catalogue.stock_moves (brand_id, move_id, store_id, item_id, reason, change,
      note, staff_id, cause_kind, cause_id, moved_at)
    select ${ctx.brand.brandId}::uuid, r.id, r.store, r.item, r.reason, r.change, r.note, r.staff,
      r.kind, r.cause, ${ctx.now}::timestamptz
    from jsonb_to_recordset(${json(rows)}) as r(id uuid, store uuid, item uuid, change bigint,
      reason text, note text, staff uuid, kind text, cause uuid)`.execute(ctx.tx);
}

export interface ListedMove extends Required<Omit<Move, "staffId">> {
  readonly moveId: string;
  readonly staffId: string | null;
  readonly movedAt: Temporal.Instant;
}

/** What happened to the stock of one item at one store, the latest first. */
export async function listMoves(
  ctx: Context,
  of: { readonly storeId: string; readonly itemId: string } & PageInput,
): Promise<Page<ListedMove>> {
  const limit = pageLimit(of);
  const before = decodeCursor(of.cursor)?.[0];
  const { rows } = await sql<ListedMove>`
    select move_id as "moveId", store_id as "storeId", item_id as "itemId", change, reason, note,
      staff_id as "staffId", cause_kind as "causeKind", cause_id as "causeId",
      moved_at as "movedAt"
    from catalogue.stock_moves where brand_id = ${ctx.brand.brandId}
      and store_id = ${of.storeId} and item_id = ${of.itemId}
      ${before === undefined ? sql`` : sql`and move_id < ${String(before)}::uuid`}
    order by move_id desc limit ${limit + 1}`.execute(ctx.tx);
  return pageFrom(rows, limit, (move) => [move.moveId]);
}
