import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { newId, randomToken } from "#platform/ids.ts";
import { enqueue } from "#platform/jobs.ts";
import { emit } from "#platform/journal.ts";
import { findVoucher } from "../queries.ts";
import { expireGiftsName } from "./expire-gifts.ts";
import { refuseHeld } from "./ports.ts";
import { giftTokenHash } from "./queries.ts";

/** How long a gift waits for a friend, if the voucher lives as long. */
const giftHours = 24;

export interface MadeGift {
  readonly token: string;
  readonly expiresAt: Temporal.Instant;
}

/** The statement that holds the voucher; false: it is used, gone, over or in another gift. */
async function holdVoucher(ctx: Context, voucherId: string, memberId: string, until: string) {
  const { rows } = await sql`
    update wallet.vouchers v set gift_until = ${until}::timestamptz from wallet.terms t
    where v.brand_id = ${ctx.brand.brandId} and v.voucher_id = ${voucherId}
      and v.member_id = ${memberId} and v.uses_left = v.uses_total and v.recalled_at is null
      and v.given_at is null and (v.gift_until is null or v.gift_until <= ${ctx.now})
      and v.valid_to > ${ctx.now} and t.brand_id = v.brand_id and t.offer_id = v.offer_id
      and t.offer_version = v.offer_version and v.gifts_made < t.gift_times
    returning v.voucher_id`.execute(ctx.tx);
  return rows.length === 1;
}

/** A gift whose time is over, which no job has ended yet, makes room for the next one. */
async function endOverdue(ctx: Context, voucherId: string): Promise<void> {
  await sql`
    update wallet.gifts set state = 'expired', ended_at = ${ctx.now}
    where brand_id = ${ctx.brand.brandId} and voucher_id = ${voucherId} and state = 'open'
      and expires_at <= ${ctx.now}`.execute(ctx.tx);
}

/**
 * Makes a gift of a member's unused voucher. Until a friend accepts it, the giver takes it back or
 * a day is over, nobody can use the voucher. The token is answered once and kept hashed.
 */
export async function makeGift(
  ctx: Context,
  memberId: string,
  voucherId: string,
): Promise<MadeGift> {
  const row = await findVoucher(ctx, voucherId);
  if (!row || row.member_id !== memberId) throw refuse("voucher_not_found");
  await refuseHeld(ctx, voucherId);
  // Whole milliseconds: the end that is told is the end that counts.
  const day = ctx.now.add({ hours: giftHours }).round("millisecond");
  const expiresAt = Temporal.Instant.compare(row.valid_to, day) < 0 ? row.valid_to : day;
  if (!(await holdVoucher(ctx, voucherId, memberId, expiresAt.toString()))) {
    throw refuse("voucher_not_giftable");
  }
  await endOverdue(ctx, voucherId);
  const giftId = newId();
  const token = randomToken();
  await sql`
    insert into wallet.gifts (brand_id, gift_id, voucher_id, from_member_id, token_hash, state,
      made_at, expires_at)
    values (${ctx.brand.brandId}, ${giftId}, ${voucherId}, ${memberId},
      ${giftTokenHash(ctx, token)}, 'open', ${ctx.now}, ${expiresAt})`.execute(ctx.tx);
  await enqueue(ctx, expireGiftsName, {}, {
    runAt: expiresAt.add({ seconds: 1 }),
    jobKey: `gift:${giftId}`,
  });
  await emit(ctx, "wallet.gift_made", {
    memberId,
    payload: {
      giftId,
      voucherId,
      offerId: row.offer_id,
      expiresAt: expiresAt.epochMilliseconds,
    },
  });
  return { token, expiresAt };
}
