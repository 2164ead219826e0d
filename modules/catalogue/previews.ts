import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { emit } from "#platform/journal.ts";
import { productForms } from "./product-form.ts";
import { type Phase, phaseAt } from "./sellable.ts";

/** Notes a member's wish to be told when a product opens; the second time changes nothing. */
export async function subscribe(ctx: Context, productId: string, memberId: string): Promise<void> {
  const form = (await productForms(ctx, [productId])).get(productId);
  if (!form) throw refuse("product_not_found");
  if (phaseAt(form, ctx.recordedAt) !== "preview") throw refuse("preview_not_open");
  const { rows } = await sql`insert into catalogue.subscriptions
      (brand_id, product_id, member_id, subscribed_at)
    values (${ctx.brand.brandId}, ${productId}, ${memberId}, ${ctx.now})
    on conflict do nothing returning 1`.execute(ctx.tx);
  if (rows.length > 0) {
    await emit(ctx, "catalogue.preview_subscribed", { memberId, payload: { productId } });
  }
}

/** As easily as it was given. */
export async function unsubscribe(ctx: Context, productId: string, memberId: string) {
  const { rows } = await sql`delete from catalogue.subscriptions
    where brand_id = ${ctx.brand.brandId} and product_id = ${productId}
      and member_id = ${memberId} returning 1`.execute(ctx.tx);
  if (rows.length > 0) {
    await emit(ctx, "catalogue.preview_left", { memberId, payload: { productId } });
  }
}

export interface MyPreview {
  readonly productId: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly opensAt: Temporal.Instant | null;
  readonly closesAt: Temporal.Instant | null;
  readonly phase: Phase;
}

/** What a member waits for, or has waited for in the last 60 days; at most 50, the latest first. */
export async function myPreviews(ctx: Context, memberId: string): Promise<MyPreview[]> {
  const { rows } = await sql<Omit<MyPreview, "phase"> & { previewAt: Temporal.Instant | null }>`
    select p.product_id as "productId", p.name, p.name_en as "nameEn", p.opens_at as "opensAt",
      p.closes_at as "closesAt", p.preview_at as "previewAt"
    from catalogue.subscriptions s join catalogue.products p
      on p.brand_id = s.brand_id and p.product_id = s.product_id and p.retired_at is null
    where s.brand_id = ${ctx.brand.brandId} and s.member_id = ${memberId}
      and (p.closes_at is null or p.closes_at > ${ctx.recordedAt.subtract({ hours: 60 * 24 })})
    order by p.opens_at desc, p.product_id limit 50`.execute(ctx.tx);
  return rows.map(({ previewAt, ...row }) => ({
    ...row, phase: phaseAt({ ...row, previewAt }, ctx.recordedAt),
  }));
}

/** How many members wait for each of these products. */
export async function countSubscribers(
  ctx: Context,
  productIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ id: string; count: number }>`
    select product_id as id, count(*) as count from catalogue.subscriptions
    where brand_id = ${ctx.brand.brandId} and product_id = any(${[...productIds]}::uuid[])
    group by product_id`.execute(ctx.tx);
  return new Map(rows.map((row) => [row.id, row.count]));
}

export async function isSubscribed(ctx: Context, productId: string, memberId: string) {
  const { rows } = await sql`select 1 from catalogue.subscriptions
    where brand_id = ${ctx.brand.brandId} and product_id = ${productId}
      and member_id = ${memberId}`.execute(ctx.tx);
  return rows.length > 0;
}
