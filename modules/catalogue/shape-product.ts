import { sql } from "kysely";
import { type Context, json } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { emit } from "#platform/journal.ts";
import { dayWindow, isDay } from "#platform/time.ts";
import { type Axis, checkAxes, fitsAxes } from "./axes.ts";
import { type ProductForm, productForms } from "./product-form.ts";
import { listVariants } from "./queries.ts";
import type { ChannelRule } from "./sellable.ts";
import type { Handling, ProductKind } from "./tables.ts";

/** What is given is changed; days are of the brand's calendar, both included. */
export interface ProductShape {
  readonly kind?: ProductKind | undefined;
  readonly handling?: Handling | undefined;
  readonly axes?: readonly Axis[] | undefined;
  readonly stockKept?: boolean | undefined;
  /** False: sold where it is asked for by its id, listed and found nowhere. */
  readonly onShelf?: boolean | undefined;
  readonly details?: string | undefined;
  readonly detailsEn?: string | null | undefined;
  readonly firstDay?: string | null | undefined;
  readonly lastDay?: string | null | undefined;
  readonly previewDay?: string | null | undefined;
  readonly channels?: readonly ChannelRule[] | undefined;
}

type Window = Pick<ProductForm, "opensAt" | "closesAt" | "previewAt">;

function startOf(ctx: Context, day: string): Temporal.Instant {
  if (!isDay(day)) throw refuse("window_invalid");
  return dayWindow(ctx, day).from;
}

/** Half-open: it closes at the midnight after the last day. */
export function windowOf(ctx: Context, shape: ProductShape, before: Window): Window {
  const { firstDay, lastDay, previewDay } = shape;
  const first = firstDay === undefined ? before.opensAt : firstDay && startOf(ctx, firstDay);
  if (lastDay && !isDay(lastDay)) throw refuse("window_invalid");
  const last = lastDay === undefined ? before.closesAt : lastDay && dayWindow(ctx, lastDay).to;
  const preview =
    previewDay === undefined ? before.previewAt : previewDay && startOf(ctx, previewDay);
  const window = { opensAt: first || null, closesAt: last || null, previewAt: preview || null };
  const { opensAt, closesAt, previewAt } = window;
  const inOrder = (a: Temporal.Instant | null, b: Temporal.Instant | null) =>
    !a || !b || Temporal.Instant.compare(a, b) < 0;
  const ordered = inOrder(opensAt, closesAt) && inOrder(previewAt, opensAt);
  if (!ordered || (previewAt && !opensAt)) throw refuse("window_invalid");
  return window;
}

/** A product of which one has variants keeps them: each of them has to fit the new axes. */
async function checkVariants(ctx: Context, productId: string, axes: readonly Axis[]) {
  checkAxes(axes);
  const variants = await listVariants(ctx, productId);
  const misfit = variants.find((one) => !one.withdrawn && !fitsAxes(axes, one.options));
  if (misfit) throw refuse("axes_do_not_fit", { sku: misfit.sku });
}

async function saveChannels(ctx: Context, productId: string, rules: readonly ChannelRule[]) {
  const brandId = ctx.brand.brandId;
  if (rules.some((rule) => (rule.origin === null) === (rule.channelId === null))) {
    throw refuse("invalid_input", { detail: "origin | channelId" });
  }
  const rows = rules.map((rule) => ({ id: newId(), origin: rule.origin, channel: rule.channelId }));
  await sql`delete from catalogue.product_channels
    where brand_id = ${brandId} and product_id = ${productId}`.execute(ctx.tx);
  await sql`insert into catalogue.product_channels
      (brand_id, rule_id, product_id, origin, channel_id)
    select ${brandId}::uuid, r.id, ${productId}::uuid, r.origin, r.channel
    from jsonb_to_recordset(${json(rows)}) as r(id uuid, origin text, channel uuid)
    on conflict do nothing`.execute(ctx.tx);
}

/** Sets what a product is, how, when and where it is sold, and by what it is chosen. */
export async function shapeProduct(
  ctx: Context,
  productId: string,
  shape: ProductShape,
): Promise<void> {
  const brandId = ctx.brand.brandId;
  // Two editors at once: the second one waits here and builds on what the first has written.
  await sql`select 1 from catalogue.products where brand_id = ${brandId}
    and product_id = ${productId} for no key update`.execute(ctx.tx);
  const before = (await productForms(ctx, [productId])).get(productId);
  if (!before) throw refuse("product_not_found");
  const axes = shape.axes ?? before.axes;
  if (shape.axes) await checkVariants(ctx, productId, shape.axes);
  const after = { ...before, ...shape, ...windowOf(ctx, shape, before) };
  if (after.kind === "goods" && !["online", "store_only"].includes(after.handling)) {
    throw refuse("handling_not_for_goods");
  }
  const detailsEn = shape.detailsEn === undefined ? before.detailsEn : shape.detailsEn;
  await sql`update catalogue.products set kind = ${after.kind}, handling = ${after.handling},
      axes = ${json(axes)}::jsonb, stock_kept = ${after.stockKept}, details = ${after.details},
      details_en = ${detailsEn || null}, opens_at = ${after.opensAt}, closes_at = ${after.closesAt},
      preview_at = ${after.previewAt}, on_shelf = ${after.onShelf}, updated_at = ${ctx.now}
    where brand_id = ${brandId} and product_id = ${productId}`.execute(ctx.tx);
  if (shape.channels) await saveChannels(ctx, productId, shape.channels);
  const at = (instant: Temporal.Instant | null) => instant?.epochMilliseconds ?? null;
  await emit(ctx, "catalogue.product_shaped", {
    payload: {
      productId, kind: after.kind, handling: after.handling, stockKept: after.stockKept,
      opensAt: at(after.opensAt), closesAt: at(after.closesAt), previewAt: at(after.previewAt),
    },
  });
}
