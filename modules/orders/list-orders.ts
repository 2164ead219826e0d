import { inScopeSql, permit, unitScope } from "#modules/organisation/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { isUuid } from "#platform/ids.ts";
import { decodeCursor, pageFrom, type PageInput, pageLimit } from "#platform/paging.ts";
import { orderBriefs } from "./order-view.ts";
import type { OrderState } from "./states.ts";
import type { OrderTables } from "./tables.ts";

export interface ListInput extends PageInput {
  readonly storeId?: string | undefined;
  readonly state?: OrderState | undefined;
  /** The order's number, whole, as people read it out. */
  readonly number?: string | undefined;
}

function selected(ctx: Context, input: PageInput, limit: number) {
  const [after] = decodeCursor(input.cursor) ?? [];
  if (after !== undefined && !isUuid(String(after))) {
    throw refuse("invalid_input", { detail: "cursor" });
  }
  const query = tablesOf<OrderTables>(ctx)
    .selectFrom("orders.orders")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .orderBy("order_id", "desc")
    .limit(limit + 1);
  return after === undefined ? query : query.where("order_id", "<", String(after));
}

/** Orders of the stores that the actor works for, newest first. */
export async function listOrders(ctx: Context, input: ListInput) {
  const limit = pageLimit(input);
  let query = selected(ctx, input, limit);
  if (input.storeId) {
    await permit(ctx, "orders.work", input.storeId);
    query = query.where("store_id", "=", input.storeId);
  } else {
    const scope = await unitScope(ctx, "orders.work");
    query = query.where(inScopeSql("store_id", scope, ctx.recordedAt));
  }
  if (input.state) query = query.where("state", "=", input.state);
  if (input.number) query = query.where("number", "=", input.number.replaceAll(/\D/g, ""));
  const page = pageFrom(await query.execute(), limit, (row) => [row.order_id]);
  return { items: await orderBriefs(ctx, page.items), next: page.next };
}

/** A member's orders, newest first. */
export async function listOwnOrders(ctx: Context, memberId: string, input: PageInput) {
  const limit = pageLimit(input);
  const rows = await selected(ctx, input, limit).where("member_id", "=", memberId).execute();
  const page = pageFrom(rows, limit, (row) => [row.order_id]);
  return { items: await orderBriefs(ctx, page.items), next: page.next };
}
