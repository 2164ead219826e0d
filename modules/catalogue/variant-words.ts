import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import type { Axis, Options } from "./axes.ts";

/** The chosen values in the reader's language, in the order of the axes. */
export function optionWords(
  axes: readonly Axis[],
  options: Options,
  lang: Context["lang"],
): string {
  const words = axes.map(({ key, values }) => {
    const chosen = values.find((one) => one.value === options[key]);
    return (lang === "en" ? chosen?.nameEn : null) ?? options[key] ?? "";
  });
  return words.filter(Boolean).join(" ");
}

/** What each of these variants is chosen by, in words; one that is not there is missing. */
export async function variantWords(
  ctx: Context,
  variantIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (variantIds.length === 0) return new Map();
  const { rows } = await sql<{ id: string; axes: readonly Axis[]; options: Options }>`
    select v.variant_id as id, p.axes, v.options from catalogue.variants v
    join catalogue.products p on p.brand_id = v.brand_id and p.product_id = v.product_id
    where v.brand_id = ${ctx.brand.brandId}
      and v.variant_id = any(${[...variantIds]}::uuid[])`.execute(ctx.tx);
  return new Map(rows.map(({ id, axes, options }) => [id, optionWords(axes, options, ctx.lang)]));
}
