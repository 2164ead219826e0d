import type { Context } from "#platform/context.ts";
import { fixed } from "#platform/db/fixed.ts";
import type { Refusal } from "#platform/errors.ts";
import { refusalOf, type Take } from "./take.ts";

/** How much of each counter is used, for display only: never decide by it. Absent: 0. */
export async function usedOf(
  ctx: Context,
  keys: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (keys.length === 0) return new Map();
  const { rows } = await fixed<{ key: string; used: number }>`
    select key, used from limits.counters
    where brand_id = ${ctx.brand.brandId} and key = any(${[...keys]}::text[])`.execute(ctx.tx);
  return new Map(rows.map((row) => [row.key, row.used]));
}

/** The refusal that each {@link take} would meet now; null: none. For display: the take decides. */
export async function firstFullOfEach(
  ctx: Context,
  requests: readonly (readonly Take[])[],
): Promise<(Refusal | null)[]> {
  const used = await usedOf(ctx, requests.flat().map((one) => one.key));
  return requests.map((takes) => {
    const full = takes.find(({ key, amount, cap }) => (used.get(key) ?? 0) + amount > cap);
    return full ? refusalOf(full) : null;
  });
}

/** {@link firstFullOfEach} of one. */
export async function firstFull(ctx: Context, takes: readonly Take[]): Promise<Refusal | null> {
  const [refusal] = await firstFullOfEach(ctx, [takes]);
  return refusal ?? null;
}
