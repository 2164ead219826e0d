import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { emit } from "#platform/journal.ts";
import { findVoucher } from "../queries.ts";
import { freeVouchers } from "./queries.ts";

/** Ends the open gift of a member's voucher: the link is worth nothing, the voucher is back. */
export async function takeBackGift(
  ctx: Context,
  memberId: string,
  voucherId: string,
): Promise<void> {
  const row = await findVoucher(ctx, voucherId);
  if (!row || row.member_id !== memberId) throw refuse("voucher_not_found");
  const { rows } = await sql<{ gift_id: string }>`
    update wallet.gifts set state = 'taken_back', ended_at = ${ctx.now}
    where brand_id = ${ctx.brand.brandId} and voucher_id = ${voucherId}
      and from_member_id = ${memberId} and state = 'open' returning gift_id`.execute(ctx.tx);
  const giftId = rows[0]?.gift_id;
  if (!giftId) throw refuse("gift_over");
  await freeVouchers(ctx, [voucherId]);
  const payload = { giftId, voucherId, offerId: row.offer_id };
  await emit(ctx, "wallet.gift_taken_back", { memberId, payload });
}
