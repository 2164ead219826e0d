import { type RawBuilder, sql } from "kysely";
import { Type as T } from "typebox";
import { permit, rootUnit } from "#modules/organisation/index.ts";
import { storeAreas } from "#modules/stores/index.ts";
import type { Context } from "#platform/context.ts";
import type { Filter } from "./filters.ts";

/** How long after a visit an online order still counts as assisted by it. */
export const WithinDays = T.Optional(T.Integer({ minimum: 1, maximum: 90 }));
export const usualDays = 7;
export const daysOf = (asked: number | undefined): number => asked ?? usualDays;

/** An order (f) of a member that was neither sold at a till nor wholly returned. */
export const onlineOrder = sql<boolean>`f.kind = 'paid' and not f.at_till and not f.undone
  and f.member_id is not null`;

/** A visit (v) of that order's member, at most so many times 24 hours before it was paid. */
export const visitBefore = (days: number): RawBuilder<boolean> =>
  sql<boolean>`v.brand_id = f.brand_id and v.member_id = f.member_id and v.kind = 'visit'
    and v.excluded_rule is null and v.occurred_at <= f.occurred_at
    and v.occurred_at > f.occurred_at - make_interval(hours => ${days * 24})`;

/** Orders (f) that the filter's store assisted; without one, any experience store in sight. */
export async function assistedSql(ctx: Context, filter: Filter, days: number) {
  const { storeId } = filter.input;
  // The orders lie anywhere: the store is what the caller must be allowed to see.
  if (storeId && storeId !== "none") await permit(ctx, "insights.read", storeId);
  const units = filter.units ?? [await rootUnit(ctx)];
  const stores = storeId
    ? [storeId === "none" ? null : storeId]
    : (await storeAreas(ctx, "experience", units)).map((store) => store.storeId);
  return sql<boolean>`${onlineOrder} and exists (select 1 from insights.facts v
    where ${visitBefore(days)} and v.store_id = any(${stores}::uuid[]))`;
}
