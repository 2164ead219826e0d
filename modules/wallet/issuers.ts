import { sql } from "kysely";
import type { Context } from "#platform/context.ts";

/** The unit that issues the vouchers of each offer; one that never had terms is left out. */
export async function offerOwners(
  ctx: Context,
  offerIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ offer_id: string; owner_unit_id: string }>`
    select distinct on (offer_id) offer_id, owner_unit_id from wallet.terms
    where brand_id = ${ctx.brand.brandId} and offer_id = any(${[...offerIds]}::uuid[])
    order by offer_id, offer_version desc`.execute(ctx.tx);
  return new Map(rows.map((row) => [row.offer_id, row.owner_unit_id]));
}

/** The store where a voucher was claimed; null: in none, or it is no voucher. */
export async function voucherIssuer(ctx: Context, voucherId: string): Promise<string | null> {
  const { rows } = await sql<{ issued_store_id: string | null }>`
    select issued_store_id from wallet.vouchers
    where brand_id = ${ctx.brand.brandId} and voucher_id = ${voucherId}`.execute(ctx.tx);
  return rows[0]?.issued_store_id ?? null;
}
