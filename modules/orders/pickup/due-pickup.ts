import { type RefundState, readRecord, type Returned } from "#packages/pricing/index.ts";
import { type Context } from "#platform/context.ts";
import { enqueue, type Job } from "#platform/jobs.ts";
import { emit } from "#platform/journal.ts";
import type { Reaction } from "#platform/reactions.ts";
import { duePickupJobName } from "../job-names.ts";
import { lockOrder } from "../locks.ts";
import { linesOf } from "../queries.ts";
import { previewReturn, returnGoods } from "../refunds/return-goods.ts";
import type { OrdersTable } from "../tables.ts";
import { changePickup, findPickup, pickupsAmong } from "./pickups.ts";
import { pickupSettings } from "./settings.ts";
import type { PickupsTable } from "./tables.ts";

const isOver = (at: Temporal.Instant | null, now: Temporal.Instant): boolean =>
  at !== null && Temporal.Instant.compare(at, now) <= 0;

/** From the payment on the days run; asked again, they go on from where they are. */
export async function countDays(ctx: Context, orderId: string): Promise<void> {
  const order = await lockOrder(ctx, orderId);
  const pickup = order && (await findPickup(ctx, orderId));
  if (!pickup || order.state !== "paid") return;
  const { remindDays, releaseDays } = await pickupSettings(ctx);
  const from = order.paid_at ?? ctx.now;
  const remindAt = pickup.remind_at ?? from.add({ hours: 24 * remindDays });
  const releaseAt = pickup.release_at ?? from.add({ hours: 24 * releaseDays });
  await changePickup(ctx, orderId, { remind_at: remindAt, release_at: releaseAt });
  for (const runAt of [remindAt, releaseAt]) {
    await enqueue(ctx, duePickupJobName, { orderId }, { runAt });
  }
}

async function remind(ctx: Context, order: OrdersTable, pickup: PickupsTable): Promise<void> {
  if (pickup.reminded_at || !isOver(pickup.remind_at, ctx.now) || !pickup.release_at) return;
  const { order_id: orderId, store_id: unitId, member_id: memberId } = order;
  await changePickup(ctx, orderId, { reminded_at: ctx.now });
  const paidAt = order.paid_at?.epochMilliseconds ?? null;
  const payload = { orderId, paidAt, releaseAt: pickup.release_at.epochMilliseconds };
  await emit(ctx, "orders.pickup_reminded", { unitId, memberId, payload });
}

/** All that was not given back yet, gifts too: none of it has left the store. */
async function allOf(ctx: Context, order: OrdersTable): Promise<Returned[]> {
  const lines = await linesOf(ctx, [order.order_id]);
  const before = order.refund_state as RefundState | null;
  const goods = lines
    .filter((line) => line.quantity > line.returned)
    .map((line) => ({ lineId: line.line_id, quantity: line.quantity - line.returned }));
  const gifts = readRecord(order.record).priced.gifts
    .map(({ quantity }, gift) => ({ gift, quantity: quantity - (before?.gifts[gift] ?? 0) }))
    .filter(({ quantity }) => quantity > 0);
  return [...goods, ...gifts];
}

async function sendAllBack(ctx: Context, order: OrdersTable): Promise<number> {
  const input = { orderId: order.order_id, returned: await allOf(ctx, order) };
  const { effect } = await previewReturn(ctx, input);
  const expectedMinor = effect.refundMinor;
  const why = { reason: "cancelled", note: null, restock: true } as const;
  await returnGoods(ctx, { ...input, ...why, expectedMinor });
  return expectedMinor;
}

async function endByRule(ctx: Context, order: OrdersTable): Promise<void> {
  const { uncollected: rule } = await pickupSettings(ctx);
  const { order_id: orderId, store_id: unitId, member_id: memberId } = order;
  await changePickup(ctx, orderId, { overdue_at: ctx.now, overdue_rule: rule });
  const refundMinor = rule === "refund" ? await sendAllBack(ctx, order) : 0;
  await emit(ctx, "orders.pickup_overdue", {
    unitId,
    memberId,
    payload: { orderId, rule, refundMinor },
  });
}

/** Reminds of what waits too long, and ends it by the brand's rule when its days are over. */
export const duePickupJob: Job = {
  name: duePickupJobName,
  async handle(ctx, { orderId }) {
    const order = await lockOrder(ctx, String(orderId));
    if (order?.state !== "paid") return undefined;
    const pickup = await findPickup(ctx, order.order_id);
    if (!pickup || pickup.overdue_at) return undefined;
    if (isOver(pickup.release_at, ctx.now)) await endByRule(ctx, order);
    else await remind(ctx, order, pickup);
    return undefined;
  },
};

/** Whatever way an order came to be paid, its pickup's days begin. */
export const pickupReaction: Reaction = {
  name: "orders.pickup_days",
  kinds: ["orders.stepped", "orders.pickup_opened"],
  ordered: false,
  async handle(ctx, events) {
    const ids = events.filter(({ kind, payload }) =>
      kind === "orders.pickup_opened" || payload.to === "paid");
    const asked = ids.map(({ payload }) => String(payload.orderId));
    for (const orderId of await pickupsAmong(ctx, asked)) await countDays(ctx, orderId);
  },
};
