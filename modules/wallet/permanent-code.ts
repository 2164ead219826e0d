import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import { isPermanentCodeShape, makeDigits } from "#packages/codes/index.ts";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { keyedHash } from "#platform/secrets.ts";
import { permit } from "#modules/organisation/index.ts";
import { findByCodeHash, findVoucher } from "./queries.ts";

const hashOf = (ctx: Context, digits16: string): Buffer =>
  keyedHash("wallet.permanent_code", `${ctx.brand.brandId}:${digits16}`);

/** The voucher that carries a code of 16 digits; null: none. */
export async function findByPermanentCode(ctx: Context, digits16: string): Promise<string | null> {
  return isPermanentCodeShape(digits16) ? findByCodeHash(ctx, hashOf(ctx, digits16)) : null;
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
