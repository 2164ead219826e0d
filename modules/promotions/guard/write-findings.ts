import { sql } from "kysely";
import type { Breach } from "#packages/pricing/index.ts";
import { type Context, json, tablesOf } from "#platform/context.ts";
import { newId } from "#platform/ids.ts";
import { emitMany } from "#platform/journal.ts";
import type { GuardedGoods } from "./sources.ts";
import type { Combination, FindingRow, GuardTables } from "./tables.ts";

const db = (ctx: Context) => tablesOf<GuardTables>(ctx);
const keyOf = (productId: string, variantId: string | null) => `${productId} ${variantId ?? ""}`;

function combinationOf({ found }: Breach<GuardedGoods>): Combination {
  const { cart, steps, choose, exact, boundMinor, now, facts } = found;
  const storeId = facts.storeId ?? null;
  return { cart, steps, choose, exact, boundMinor, atMs: now.atMs, storeId };
}

const valuesOf = (breach: Breach<GuardedGoods>) => ({
  list_minor: breach.item.listMinor,
  floor_minor: breach.item.floorMinor,
  attainable_minor: breach.found.attainableMinor,
  paid_minor: breach.found.paidMinor,
  quantity: breach.found.quantity,
  combination: combinationOf(breach),
});

async function openFindings(ctx: Context, productIds: readonly string[]): Promise<FindingRow[]> {
  return db(ctx)
    .selectFrom("promotions.price_findings")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("cleared_at", "is", null)
    .where("product_id", "=", sql<string>`any(${[...productIds]}::uuid[])`)
    .forUpdate()
    .execute();
}

async function closeFindings(ctx: Context, rows: readonly FindingRow[]): Promise<void> {
  if (rows.length === 0) return;
  await db(ctx)
    .updateTable("promotions.price_findings")
    .set({ cleared_at: ctx.now, checked_at: ctx.now })
    .where("brand_id", "=", ctx.brand.brandId)
    .where("finding_id", "=", sql<string>`any(${rows.map((row) => row.finding_id)}::uuid[])`)
    .execute();
  await emitMany(
    ctx,
    "promotions.price_finding_closed",
    rows.map((row) => ({
      payload: {
        findingId: row.finding_id,
        productId: row.product_id,
        variantId: row.variant_id,
        floorMinor: row.floor_minor,
      },
    })),
  );
}

async function openNew(ctx: Context, breaches: readonly Breach<GuardedGoods>[]): Promise<void> {
  if (breaches.length === 0) return;
  const rows = breaches.map((breach) => ({
    ...valuesOf(breach),
    brand_id: ctx.brand.brandId,
    finding_id: newId(),
    product_id: breach.item.productId,
    variant_id: breach.item.variantId,
    since: ctx.now.toString(),
    checked_at: ctx.now.toString(),
  }));
  const { rows: written } = await sql<{ finding_id: string }>`
    insert into promotions.price_findings (brand_id, finding_id, product_id, variant_id,
      list_minor, floor_minor, attainable_minor, paid_minor, quantity, combination, since,
      checked_at)
    select brand_id, finding_id, product_id, variant_id, list_minor, floor_minor,
      attainable_minor, paid_minor, quantity, combination, since, checked_at
    from jsonb_populate_recordset(null::promotions.price_findings, ${json(rows)})
    on conflict do nothing returning finding_id`.execute(ctx.tx);
  const opened = new Set(written.map((row) => row.finding_id));
  await emitMany(
    ctx,
    "promotions.price_finding_opened",
    rows.flatMap((row, at) => !opened.has(row.finding_id) ? [] : {
      payload: {
        findingId: row.finding_id,
        productId: row.product_id,
        variantId: row.variant_id,
        floorMinor: row.floor_minor,
        attainableMinor: row.attainable_minor,
        offerIds: breaches[at]!.found.steps.map((step) => step.offerId),
      },
    }),
  );
}

async function refresh(
  ctx: Context,
  pairs: readonly (readonly [FindingRow, Breach<GuardedGoods>])[],
): Promise<void> {
  if (pairs.length === 0) return;
  const rows = pairs.map(([row, breach]) => ({ finding_id: row.finding_id, ...valuesOf(breach) }));
  await sql`update promotions.price_findings f set list_minor = r.list_minor,
      floor_minor = r.floor_minor, attainable_minor = r.attainable_minor,
      paid_minor = r.paid_minor, quantity = r.quantity, combination = r.combination,
      checked_at = ${ctx.now}
    from jsonb_populate_recordset(null::promotions.price_findings, ${json(rows)}) r
    where f.brand_id = ${ctx.brand.brandId} and f.finding_id = r.finding_id`.execute(ctx.tx);
}

/**
 * Writes what a check of these products found: opens, refreshes and closes findings, with an event
 * for each that is opened or closed. A product that has no floor any more is closed too.
 */
export async function writeFindings(
  ctx: Context,
  productIds: readonly string[],
  breaches: readonly Breach<GuardedGoods>[],
): Promise<void> {
  if (productIds.length === 0) return;
  const open = await openFindings(ctx, productIds);
  const known = new Map(open.map((row) => [keyOf(row.product_id, row.variant_id), row]));
  const added: Breach<GuardedGoods>[] = [];
  const still: (readonly [FindingRow, Breach<GuardedGoods>])[] = [];
  for (const breach of breaches) {
    const key = keyOf(breach.item.productId, breach.item.variantId);
    const row = known.get(key);
    known.delete(key);
    if (row) still.push([row, breach]);
    else added.push(breach);
  }
  await refresh(ctx, still);
  await openNew(ctx, added);
  await closeFindings(ctx, [...known.values()]);
}

/** Some product could be sold below its floor when it was last looked at. */
export async function hasFindings(ctx: Context): Promise<boolean> {
  const row = await db(ctx)
    .selectFrom("promotions.price_findings")
    .select("finding_id")
    .where("brand_id", "=", ctx.brand.brandId)
    .where("cleared_at", "is", null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Closes findings of products that the whole check did not meet: retired, or without a floor. */
export async function closeUnmet(ctx: Context, since: Temporal.Instant): Promise<void> {
  const rows = await db(ctx)
    .selectFrom("promotions.price_findings")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("cleared_at", "is", null)
    .where("checked_at", "<", since)
    .limit(5_000)
    .forUpdate()
    .execute();
  await closeFindings(ctx, rows);
}
