import type { Context } from "#platform/context.ts";
import type { OrdersTable } from "../tables.ts";

/** The account where money of a provider is after it came in: of a till, its store's. */
export const placeOf = (ctx: Context, order: OrdersTable, provider: string) =>
  provider === "till"
    ? ({ kind: "at_till", ownerKind: "unit", ownerId: order.store_id } as const)
    : ({ kind: "at_provider", ownerKind: "brand", ownerId: ctx.brand.brandId } as const);

/** The account that orders of a store are paid into. */
export const salesOf = (order: OrdersTable) =>
  ({ kind: "sales", ownerKind: "unit", ownerId: order.store_id }) as const;

/** The account that says what of a store's sales stored value paid. */
export const byStoredValue = (order: OrdersTable) =>
  ({ kind: "by_stored_value", ownerKind: "unit", ownerId: order.store_id }) as const;
