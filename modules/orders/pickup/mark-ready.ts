import { permit } from "#modules/organisation/index.ts";
import { actorId, type Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { emit } from "#platform/journal.ts";
import { lockOrder } from "../locks.ts";
import { stateWord } from "../words.ts";
import { changePickup, findPickup } from "./pickups.ts";

/** The goods are packed and lie ready; said again, the first time stays. */
export async function markReady(ctx: Context, orderId: string): Promise<void> {
  const order = await lockOrder(ctx, orderId);
  const pickup = order && (await findPickup(ctx, orderId));
  if (!pickup) throw refuse("pickup_not_found");
  await permit(ctx, "orders.work", order.store_id);
  if (order.state !== "paid") {
    throw refuse("pickup_ended", { state: stateWord(order.state, ctx.lang) });
  }
  if (pickup.ready_at) return;
  await changePickup(ctx, orderId, { ready_at: ctx.now, ready_by: actorId(ctx.actor) });
  await emit(ctx, "orders.pickup_ready", {
    unitId: order.store_id,
    memberId: order.member_id,
    payload: { orderId },
  });
}
