import { isPermitted, rootUnit } from "#modules/organisation/index.ts";
import { actorId, type Context } from "#platform/context.ts";
import type { RedemptionsTable } from "./tables.ts";

const ownMinutes = 10;
const managerHours = 24;

type Made = Pick<RedemptionsTable, "store_id" | "actor_kind" | "actor_id" | "committed_at">;

/**
 * Until when the actor may undo it: a manager (redemption.undo over the store) 24 hours, staff
 * their own 10 minutes; null: not theirs to undo. An unknown store belongs to the brand's root.
 */
export async function undoUntil(ctx: Context, made: Made): Promise<Temporal.Instant | null> {
  const unitId = made.store_id ?? (await rootUnit(ctx));
  if (await isPermitted(ctx, "redemption.undo", unitId)) {
    return made.committed_at.add({ hours: managerHours });
  }
  const own = made.actor_kind === ctx.actor.kind && made.actor_id === actorId(ctx.actor);
  if (!own || !(await isPermitted(ctx, "redemption.redeem", unitId))) return null;
  return made.committed_at.add({ minutes: ownMinutes });
}
