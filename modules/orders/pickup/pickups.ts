import { sql } from "kysely";
import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { emit } from "#platform/journal.ts";
import type { Store } from "#modules/stores/index.ts";
import type { OrdersTable } from "../tables.ts";
import type { PickupsTable, PickupTables } from "./tables.ts";

export async function findPickup(ctx: Context, orderId: string): Promise<PickupsTable | null> {
  const row = await tablesOf<PickupTables>(ctx)
    .selectFrom("orders.pickups")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("order_id", "=", orderId)
    .executeTakeFirst();
  return row ?? null;
}

/** Of these orders those that are collected at a store; most of a day's are not. */
export async function pickupsAmong(ctx: Context, orderIds: readonly string[]): Promise<string[]> {
  if (orderIds.length === 0) return [];
  const rows = await tablesOf<PickupTables>(ctx)
    .selectFrom("orders.pickups")
    .select("order_id")
    .where("brand_id", "=", ctx.brand.brandId)
    .where("order_id", "=", sql<string>`any(${[...new Set(orderIds)]}::uuid[])`)
    .orderBy("order_id")
    .execute();
  return rows.map((row) => row.order_id);
}

/** Writes a pickup whose order's row is held. */
export async function changePickup(
  ctx: Context,
  orderId: string,
  changes: Partial<PickupsTable>,
): Promise<void> {
  await tablesOf<PickupTables>(ctx)
    .updateTable("orders.pickups")
    .set(changes)
    .where("brand_id", "=", ctx.brand.brandId)
    .where("order_id", "=", orderId)
    .execute();
}

interface Wanted {
  readonly paymentKind: string;
  readonly fulfilment?: "pickup" | undefined;
}

/**
 * Refuses an order that its store cannot serve: a store without sales sells nothing, but hands over
 * what was paid online.
 */
export function checkFulfilment(ctx: Context, wanted: Wanted, store: Store): void {
  const pickup = wanted.fulfilment === "pickup";
  const where = ctx.lang === "en" ? (store.nameEn ?? store.name) : store.name;
  if (pickup && store.closedAt) throw refuse("pickup_store_closed", { where });
  if (pickup && wanted.paymentKind === "on_delivery") throw refuse("pickup_pays_at_door");
  const paidAhead = pickup && ["online", "deposit"].includes(wanted.paymentKind);
  if (store.role === "experience" && !paidAhead) throw refuse("store_sells_nothing", { where });
}

/** The member collects it at the order's store. */
export async function openPickup(ctx: Context, order: OrdersTable): Promise<void> {
  const { order_id: orderId, store_id: unitId, member_id: memberId } = order;
  const row: PickupsTable = {
    brand_id: ctx.brand.brandId,
    order_id: orderId,
    store_id: unitId,
    ready_at: null,
    ready_by: null,
    remind_at: null,
    reminded_at: null,
    release_at: null,
    overdue_at: null,
    overdue_rule: null,
    collected_at: null,
    redemption_id: null,
  };
  await tablesOf<PickupTables>(ctx).insertInto("orders.pickups").values(row).execute();
  await emit(ctx, "orders.pickup_opened", { unitId, memberId, payload: { orderId } });
}

/** The goods were handed over; by a redemption, or by staff from the board (null). */
export async function noteCollected(
  ctx: Context,
  order: OrdersTable,
  redemptionId: string | null,
): Promise<void> {
  const pickup = await findPickup(ctx, order.order_id);
  if (!pickup) return;
  const { order_id: orderId, store_id: unitId, member_id: memberId } = order;
  await changePickup(ctx, orderId, { collected_at: ctx.now, redemption_id: redemptionId });
  const payload = { orderId, redemptionId };
  await emit(ctx, "orders.pickup_collected", { unitId, memberId, payload });
}
