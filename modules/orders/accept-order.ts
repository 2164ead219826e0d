import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import type { Job } from "#platform/jobs.ts";
import { acceptByTimeJobName } from "./job-names.ts";
import { lockOrder } from "./locks.ts";
import { takeStep } from "./take-step.ts";

/** The member says that all is well with what they got. */
export async function acceptOrder(ctx: Context, orderId: string): Promise<void> {
  const order = await lockOrder(ctx, orderId);
  const memberId = ctx.actor.kind === "member" ? ctx.actor.memberId : null;
  if (!order || order.member_id !== memberId) throw refuse("order_not_found");
  await takeStep(ctx, order, "accept", { accept_at: null });
}

/** Says it for members who do not, when their days are over. */
export const acceptByTimeJob: Job = {
  name: acceptByTimeJobName,
  async handle(ctx, { orderId }) {
    const order = await lockOrder(ctx, String(orderId));
    if (order?.state !== "handed_over" || !order.accept_at) return undefined;
    if (Temporal.Instant.compare(ctx.now, order.accept_at) < 0) return undefined;
    await takeStep(ctx, order, "accept_by_time", { accept_at: null });
    return undefined;
  },
};
