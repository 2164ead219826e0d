import { actorId, type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { emit } from "#platform/journal.ts";
import { ownTransaction } from "#platform/own-transaction.ts";
import { nextState, type OrderState, type Step } from "./states.ts";
import type { OrdersTable, OrderTables } from "./tables.ts";
import { stateWord, stepWord } from "./words.ts";

/** Written in a transaction of its own, after the caller's: the refusal rolls that one back. */
async function note(ctx: Context, order: OrdersTable, step: Step): Promise<void> {
  const { order_id: orderId, state, store_id: unitId, member_id: memberId } = order;
  const write = () => ownTransaction(ctx, async (own) => {
    await tablesOf<OrderTables>(own)
      .insertInto("orders.refused_steps")
      .values({
        brand_id: own.brand.brandId,
        refusal_id: newId(),
        order_id: orderId,
        state,
        step,
        actor_kind: own.actor.kind,
        actor_id: actorId(own.actor),
        at: own.now,
      })
      .execute();
    await emit(own, "orders.step_refused", { unitId, memberId, payload: { orderId, step, state } });
  });
  if (ctx.afterwards) ctx.afterwards.push(write);
  else await write();
}

/** What a step writes beside the state. */
export type StepChanges = Partial<
  Pick<
    OrdersTable,
    | "paid_minor" | "refunded_minor" | "pay_until" | "paid_at" | "handed_over_at" | "accept_at"
    | "ended_at" | "reservation_id"
  >
>;

/** Refuses and notes a step that the table of states does not allow from here. */
export async function permitStep(
  ctx: Context,
  order: OrdersTable,
  step: Step,
): Promise<OrderState> {
  const to = nextState(order.payment_kind, order.state, step);
  if (to) return to;
  await note(ctx, order, step);
  throw refuse("order_step_refused", {
    state: stateWord(order.state, ctx.lang),
    step: stepWord(step, ctx.lang),
    stateCode: order.state,
    stepCode: step,
  });
}

/** Takes one step of an order whose row is held; answers the order as it is then. */
export async function takeStep(
  ctx: Context,
  order: OrdersTable,
  step: Step,
  changes: StepChanges = {},
): Promise<OrdersTable> {
  const to = await permitStep(ctx, order, step);
  await tablesOf<OrderTables>(ctx)
    .updateTable("orders.orders")
    .set({ state: to, ...changes })
    .where("brand_id", "=", ctx.brand.brandId)
    .where("order_id", "=", order.order_id)
    .execute();
  await emit(ctx, "orders.stepped", {
    unitId: order.store_id,
    memberId: order.member_id,
    payload: { orderId: order.order_id, step, from: order.state, to },
  });
  return { ...order, ...changes, state: to };
}
