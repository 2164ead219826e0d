import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { emit } from "#platform/journal.ts";
import { auditAct } from "./audit.ts";
import { assertMayLieBelow } from "./create-unit.ts";
import { lockTree } from "./locks.ts";
import { permit } from "./permit.ts";
import { deriveAncestors, insertPlace } from "./place-unit.ts";
import { getUnit } from "./unit-queries.ts";

export interface Move {
  readonly unitId: string;
  readonly parentId: string;
  /** From when on; default: now. It may lie behind or ahead, but after the unit's last move. */
  readonly from?: Temporal.Instant;
}

interface LastPlace {
  readonly parent_id: string | null;
  readonly valid_from: Temporal.Instant;
}

async function lastPlace(ctx: Context, unitId: string): Promise<LastPlace> {
  const { rows } = await sql<LastPlace>`select parent_id, valid_from
    from organisation.unit_places where brand_id = ${ctx.brand.brandId} and unit_id = ${unitId}
      and valid_to is null`.execute(ctx.tx);
  const place = rows[0];
  if (!place) throw refuse("unit_not_found");
  return place;
}

async function assertNoCycle(ctx: Context, move: Move, from: Temporal.Instant): Promise<void> {
  const { rows } = await sql`select 1 from organisation.unit_ancestors
    where brand_id = ${ctx.brand.brandId} and unit_id = ${move.parentId}
      and ancestor_id = ${move.unitId} and (valid_to is null or valid_to > ${from})
    limit 1`.execute(ctx.tx);
  if (rows.length > 0) throw refuse("unit_cycle");
}

async function endPlace(ctx: Context, unitId: string, at: Temporal.Instant): Promise<void> {
  await sql`update organisation.unit_places set valid_to = ${at}
    where brand_id = ${ctx.brand.brandId} and unit_id = ${unitId}
      and valid_to is null`.execute(ctx.tx);
}

/**
 * Hangs a unit, with all that lies below it, under another parent from an instant on. What was
 * before that instant stays. Asks permission over both parents.
 */
export async function moveUnit(ctx: Context, move: Move): Promise<void> {
  await lockTree(ctx);
  const from = move.from ?? ctx.now;
  const unit = await getUnit(ctx, move.unitId);
  const place = await lastPlace(ctx, move.unitId);
  if (!place.parent_id) throw refuse("unit_is_root");
  if (unit.closedAt) throw refuse("unit_closed");
  await permit(ctx, "units.manage", place.parent_id);
  await permit(ctx, "units.manage", move.parentId);
  await assertNoCycle(ctx, move, from);
  assertMayLieBelow(unit.kind, await getUnit(ctx, move.parentId));
  if (place.parent_id === move.parentId) return;
  if (Temporal.Instant.compare(from, place.valid_from) <= 0) throw refuse("unit_moved_later");
  await endPlace(ctx, move.unitId, from);
  await insertPlace(ctx, move.unitId, move.parentId, from);
  await deriveAncestors(ctx, move.unitId, from);
  await emit(ctx, "organisation.unit_moved", {
    unitId: move.unitId,
    payload: { fromId: place.parent_id, toId: move.parentId, from: from.toString() },
  });
  await auditAct(ctx, "moveUnit", move.unitId, { unitId: move.parentId });
}
