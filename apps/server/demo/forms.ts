import {
  addVariant, adjustStock, createProduct, setPrice, shapeProduct,
} from "#modules/catalogue/index.ts";
import { type DemoForm, forms } from "#examples/demo/tea-forms.ts";
import type { Context } from "#platform/context.ts";
import { dayOf } from "#platform/time.ts";

/** The first and the last day of a month, counted from the real one, whatever ctx.now says. */
function monthOf(ctx: Context, month: number) {
  const today = Temporal.PlainDate.from(dayOf(ctx, ctx.recordedAt));
  const first = today.with({ day: 1 }).add({ months: month });
  const last = first.add({ months: 1 }).subtract({ days: 1 });
  return { first: first.toString(), last: last.toString(), today: today.toString() };
}

async function addForm(ctx: Context, form: DemoForm, storeIds: readonly string[]) {
  const { code, name, nameEn, category, kind, handling, details, detailsEn, axes = [] } = form;
  const productId = await createProduct(ctx, { externalCode: code, name, nameEn, category });
  const prices = { list: form.priceMinor, floor: form.floorMinor };
  for (const kind of ["list", "floor"] as const) {
    const amountMinor = prices[kind];
    if (amountMinor !== null) await setPrice(ctx, { productId, kind, amountMinor });
  }
  const month = form.month === undefined ? null : monthOf(ctx, form.month);
  await shapeProduct(ctx, productId, {
    kind, handling, details, detailsEn, axes, stockKept: form.stock !== undefined,
    ...(month ? { firstDay: month.first, lastDay: month.last } : {}),
    ...(month && form.month ? { previewDay: monthOf(ctx, form.month - 1).first } : {}),
  });
  const variantIds: (string | null)[] = [];
  for (const values of form.variants ?? []) {
    const options = Object.fromEntries(axes.map(({ key }, at) => [key, values[at] ?? ""]));
    const sku = `${code}-${variantIds.length + 1}`;
    variantIds.push(await addVariant(ctx, productId, { sku, options }));
  }
  if (form.stock === undefined) return;
  for (const storeId of storeIds) {
    for (const variantId of variantIds.length > 0 ? variantIds : [null]) {
      const counted = form.stock;
      await adjustStock(ctx, { storeId, productId, variantId, counted, reason: "received" });
    }
  }
}

/** Goods with options, this month's box, the next one, and what is done in the store. */
export async function addForms(ctx: Context, storeIds: readonly string[]): Promise<void> {
  for (const form of forms) await addForm(ctx, form, storeIds);
}
