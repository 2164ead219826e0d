import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import type { Job } from "#platform/jobs.ts";
import { emitMany } from "#platform/journal.ts";
import { freeVouchers } from "./queries.ts";

export const expireGiftsName = "wallet.expire_gifts";
const mostAtOnce = 200;

interface Ended {
  readonly gift_id: string;
  readonly voucher_id: string;
  readonly from_member_id: string;
  readonly offer_id: string;
}

/** Ends gifts whose time is over, and gives them back to their givers; answers how many. */
async function expireGifts(ctx: Context): Promise<number> {
  const { rows } = await sql<Ended>`
    update wallet.gifts g set state = 'expired', ended_at = ${ctx.now}
    from (select gift_id from wallet.gifts where brand_id = ${ctx.brand.brandId}
        and state = 'open' and expires_at <= ${ctx.now}
      order by expires_at, gift_id limit ${mostAtOnce} for update skip locked) due,
      wallet.vouchers v
    where g.brand_id = ${ctx.brand.brandId} and g.gift_id = due.gift_id
      and v.brand_id = g.brand_id and v.voucher_id = g.voucher_id
    returning g.gift_id, g.voucher_id, g.from_member_id, v.offer_id`.execute(ctx.tx);
  await freeVouchers(ctx, rows.map((row) => row.voucher_id).sort());
  await emitMany(ctx, "wallet.gift_expired", rows.map((row) => ({
    memberId: row.from_member_id,
    payload: { giftId: row.gift_id, voucherId: row.voucher_id, offerId: row.offer_id },
  })));
  return rows.length;
}

/** Runs when a gift ends. The clock alone frees the voucher; this writes it down. */
export const expireGiftsJob: Job = {
  name: expireGiftsName,
  async handle(ctx) {
    return (await expireGifts(ctx)) === mostAtOnce ? "again" : undefined;
  },
};
