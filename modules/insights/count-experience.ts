import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { onlineOrder, usualDays, visitBefore } from "./assisted.ts";
import { counted } from "./figures.ts";
import { type Filter, filterSql } from "./filters.ts";

export const experienceFigures = ["visitsValid", "assistedOrders", "visitsPerM2"] as const;
type ExperienceName = (typeof experienceFigures)[number];

interface Words {
  readonly label: string;
  readonly labelEn: string;
  readonly unit: string;
}

export const experienceWords: Readonly<Record<ExperienceName, Words>> = {
  visitsValid: { label: "有效到店", labelEn: "Valid visits", unit: "count" },
  assistedOrders: { label: "带动订单", labelEn: "Assisted orders", unit: "count" },
  visitsPerM2: { label: "坪效（次/m²）", labelEn: "Visits per m²", unit: "ratio" },
};

interface Experience {
  readonly storeId: string;
  readonly areaM2: number | null;
}

/** Of all these stores together; an order that several of them assisted is one. */
export async function countExperience(
  ctx: Context,
  stores: readonly Experience[],
  filter: Filter,
): Promise<Readonly<Record<ExperienceName, number | null>>> {
  const ids = stores.map((store) => store.storeId);
  const measured = stores.filter((store) => store.areaM2 !== null);
  const area = measured.reduce((sum, store) => sum + (store.areaM2 ?? 0), 0);
  const { rows } = await sql<{ all: number; there: number; orders: number }>`
    select count(*) as all, count(*) filter (
        where f.store_id = any(${measured.map((store) => store.storeId)}::uuid[])) as there,
      (select count(*) from insights.facts f where f.brand_id = ${ctx.brand.brandId}::uuid
        and f.day between ${filter.from}::date and ${filter.to}::date and ${onlineOrder}
        and exists (select 1 from insights.facts v where ${visitBefore(usualDays)}
          and v.store_id = any(${ids}::uuid[]))) as orders
    from insights.facts f
    where ${filterSql(ctx, filter)} and ${sql.raw(counted.visitsValid.where)}
      and f.store_id = any(${ids}::uuid[])`.execute(ctx.tx);
  const { all = 0, there = 0, orders = 0 } = rows[0] ?? {};
  return {
    visitsValid: all,
    assistedOrders: orders,
    visitsPerM2: area === 0 ? null : there / area,
  };
}
