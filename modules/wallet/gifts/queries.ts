import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { keyedHash } from "#platform/secrets.ts";

export interface GiftRow {
  readonly gift_id: string;
  readonly voucher_id: string;
  readonly from_member_id: string;
  readonly to_member_id: string | null;
  readonly made_voucher_id: string | null;
  readonly state: "open" | "accepted" | "taken_back" | "expired";
  readonly expires_at: Temporal.Instant;
}

export const giftTokenHash = (ctx: Context, token: string): Buffer =>
  keyedHash("wallet.gift", `${ctx.brand.brandId}:${token}`);

export async function giftByToken(ctx: Context, token: string): Promise<GiftRow | null> {
  const { rows } = await sql<GiftRow>`
    select * from wallet.gifts where brand_id = ${ctx.brand.brandId}
      and token_hash = ${giftTokenHash(ctx, token)}`.execute(ctx.tx);
  return rows[0] ?? null;
}

/** Frees a voucher whose gift ended without a friend; the caller ended the gift. */
export async function freeVouchers(ctx: Context, voucherIds: readonly string[]): Promise<void> {
  await sql`
    update wallet.vouchers set gift_until = null
    where brand_id = ${ctx.brand.brandId} and voucher_id = any(${[...voucherIds]}::uuid[])
      and given_at is null`.execute(ctx.tx);
}
