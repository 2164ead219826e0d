import { sql } from "kysely";
import { inScopeSql, permit, unitScope } from "#modules/organisation/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { isUuid } from "#platform/ids.ts";
import { decodeCursor, pageFrom, type PageInput, pageLimit } from "#platform/paging.ts";
import { orderBriefs } from "../order-view.ts";
import { linesOf } from "../queries.ts";
import type { OrdersTable, OrderTables } from "../tables.ts";
import type { PickupsTable, PickupTables } from "./tables.ts";

export interface BoardInput extends PageInput {
  readonly storeId?: string | undefined;
  /** waiting: paid and not handed over; collected: newest first. */
  readonly state: "waiting" | "collected";
}

const millis = (at: Temporal.Instant | null): number | null => at?.epochMilliseconds ?? null;

/** Pickups with their orders and goods; by place. */
export async function pickupViews(ctx: Context, orders: readonly OrdersTable[]) {
  const ids = orders.map((order) => order.order_id);
  const briefs = await orderBriefs(ctx, orders);
  const lines = Map.groupBy(await linesOf(ctx, ids), (line) => line.order_id);
  const rows = ids.length === 0 ? [] : await tablesOf<PickupTables>(ctx)
    .selectFrom("orders.pickups")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("order_id", "=", sql<string>`any(${ids}::uuid[])`)
    .execute();
  const pickups = new Map<string, PickupsTable>(rows.map((row) => [row.order_id, row]));
  return orders.flatMap((order, place) => {
    const pickup = pickups.get(order.order_id);
    if (!pickup) return [];
    return [{
      ...briefs[place]!,
      goods: (lines.get(order.order_id) ?? []).map((line) => ({
        name: line.name,
        nameEn: line.name_en,
        quantity: line.quantity - line.returned,
      })),
      paidAt: millis(order.paid_at),
      readyAt: millis(pickup.ready_at),
      remindedAt: millis(pickup.reminded_at),
      releaseAt: millis(pickup.release_at),
      overdueAt: millis(pickup.overdue_at),
      overdueRule: pickup.overdue_rule,
      collectedAt: millis(pickup.collected_at),
    }];
  });
}

function joined(ctx: Context) {
  return tablesOf<OrderTables & PickupTables>(ctx)
    .selectFrom("orders.pickups as p")
    .innerJoin("orders.orders as o", (join) =>
      join.onRef("o.brand_id", "=", "p.brand_id").onRef("o.order_id", "=", "p.order_id"))
    .selectAll("o")
    .where("p.brand_id", "=", ctx.brand.brandId);
}

function after(input: PageInput): string | undefined {
  const [last] = decodeCursor(input.cursor) ?? [];
  if (last !== undefined && !isUuid(String(last))) {
    throw refuse("invalid_input", { detail: "cursor" });
  }
  return last === undefined ? undefined : String(last);
}

/** What waits at the stores that the actor works for, oldest first; or what was collected. */
export async function listPickups(ctx: Context, input: BoardInput) {
  const limit = pageLimit(input);
  const waiting = input.state === "waiting";
  let query = joined(ctx)
    .where("p.collected_at", waiting ? "is" : "is not", null)
    .orderBy("p.order_id", waiting ? "asc" : "desc")
    .limit(limit + 1);
  if (waiting) query = query.where("o.state", "=", "paid");
  if (input.storeId) {
    await permit(ctx, "orders.work", input.storeId);
    query = query.where("p.store_id", "=", input.storeId);
  } else {
    const scope = await unitScope(ctx, "orders.work");
    query = query.where(inScopeSql("p.store_id", scope, ctx.recordedAt));
  }
  const last = after(input);
  if (last) query = query.where("p.order_id", waiting ? ">" : "<", last);
  const page = pageFrom(await query.execute(), limit, (row) => [row.order_id]);
  return { items: await pickupViews(ctx, page.items), next: page.next };
}

/** What a member has to collect, the oldest first. */
export async function listOwnPickups(ctx: Context, memberId: string, input: PageInput) {
  const limit = pageLimit(input);
  let query = joined(ctx)
    .where("o.member_id", "=", memberId)
    .where("o.state", "=", "paid")
    .where("p.collected_at", "is", null)
    .orderBy("p.order_id", "asc")
    .limit(limit + 1);
  const last = after(input);
  if (last) query = query.where("p.order_id", ">", last);
  const page = pageFrom(await query.execute(), limit, (row) => [row.order_id]);
  return { items: await pickupViews(ctx, page.items), next: page.next };
}
