import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import { isPermanentCodeShape, makeDigits } from "#packages/codes/index.ts";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { permit } from "#modules/organisation/index.ts";
import { codeHash } from "./codes/batch-key.ts";
import { voucherIdByCode } from "./codes/find-code.ts";
import { findByCodeHash, findVoucher } from "./queries.ts";

const hashOf = (ctx: Context, digits16: string): Buffer => codeHash(ctx.brand.brandId, digits16);

/** The voucher that a code of 16 digits is, or will be; null: none. */
export async function findByPermanentCode(ctx: Context, digits16: string): Promise<string | null> {
  if (!isPermanentCodeShape(digits16)) return null;
  const single = await findByCodeHash(ctx, hashOf(ctx, digits16));
  return single ?? voucherIdByCode(ctx, digits16);
}

/**
 * Makes the code for print or export and shows it this once: only its hash and last four digits
 * are kept. Asked again it makes another one and the one before stops working.
 */
export async function makePermanentCode(ctx: Context, voucherId: string): Promise<string> {
  const row = await findVoucher(ctx, voucherId);
  if (!row) throw refuse("voucher_not_found");
  await permit(ctx, "offers.publish", row.owner_unit_id);
  if (!row.bearer) throw refuse("no_permanent_code");
  for (;;) {
    const code = makeDigits(16, randomBytes);
    // Of 10^14 codes two may be equal one day; the number that is taken is drawn again.
    if (await findByPermanentCode(ctx, code)) continue;
    await sql`
      update wallet.vouchers set code_hmac = ${hashOf(ctx, code)}, code_last4 = ${code.slice(-4)}
      where brand_id = ${ctx.brand.brandId} and voucher_id = ${voucherId}`.execute(ctx.tx);
    return code;
  }
}
