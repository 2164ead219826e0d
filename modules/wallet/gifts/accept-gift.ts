import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { emit } from "#platform/journal.ts";
import type { Taken } from "#modules/limits/index.ts";
import { findVoucher, type VoucherRow } from "../queries.ts";
import { giftByToken, type GiftRow, giftTokenHash } from "./queries.ts";

/** A gift that this friend accepts now, or has accepted before. */
export type OpenedGift =
  | { readonly acceptedBefore: string }
  | { readonly acceptedBefore: null; readonly gift: GiftRow; readonly row: VoucherRow };

/**
 * Takes an open gift for a friend: of any number exactly one gets it, and the giver can take it
 * back no more. The caller takes what limits of the friend are due, then {@link giveVoucher}.
 */
export async function openGift(ctx: Context, memberId: string, token: string): Promise<OpenedGift> {
  const found = await giftByToken(ctx, token);
  if (!found) throw refuse("gift_over");
  if (found.from_member_id === memberId) throw refuse("gift_own");
  if (found.to_member_id === memberId) return { acceptedBefore: found.made_voucher_id! };
  const { rows } = await sql<GiftRow>`
    update wallet.gifts set state = 'accepted', ended_at = ${ctx.now},
      to_member_id = ${memberId}, made_voucher_id = ${newId()}
    where brand_id = ${ctx.brand.brandId} and token_hash = ${giftTokenHash(ctx, token)}
      and state = 'open' and expires_at > ${ctx.now} returning *`.execute(ctx.tx);
  const [gift] = rows;
  if (!gift) return raced(ctx, memberId, token);
  const ended = await sql`
    update wallet.vouchers set given_at = ${ctx.now}, gift_until = null
    where brand_id = ${ctx.brand.brandId} and voucher_id = ${gift.voucher_id}
      and given_at is null and recalled_at is null and uses_left = uses_total
      and gift_until > ${ctx.now} and valid_to > ${ctx.now} returning voucher_id`.execute(ctx.tx);
  const row = ended.rows.length === 1 ? await findVoucher(ctx, gift.voucher_id) : null;
  if (!row) throw refuse("gift_over");
  return { acceptedBefore: null, gift, row };
}

/** The same friend may have been first, from another device. */
async function raced(ctx: Context, memberId: string, token: string): Promise<OpenedGift> {
  const now = await giftByToken(ctx, token);
  if (now?.to_member_id !== memberId) throw refuse("gift_over");
  return { acceptedBefore: now.made_voucher_id! };
}

/**
 * Moves what the voucher holds of limits that are nobody's own, such as the stock, to the friend's;
 * what counts the giver stays with the giver, who has had this voucher.
 */
async function moveTaken(ctx: Context, row: VoucherRow, moved: (key: string) => boolean) {
  const all = row.taken as readonly Taken[];
  const stays = JSON.stringify(all.filter(({ key }) => !moved(key)));
  await sql`
    update wallet.vouchers set taken = ${stays}::jsonb
    where brand_id = ${ctx.brand.brandId} and voucher_id = ${row.voucher_id}`.execute(ctx.tx);
  return all.filter(({ key }) => moved(key));
}

export interface Receiver {
  readonly newMember: boolean;
  /** Taken for the friend. */
  readonly taken: readonly Taken[];
  /** What goes along with the voucher of what it has taken. */
  readonly moved: (key: string) => boolean;
}

/** Writes the friend's voucher: the same terms, window, source and uses. Answers its id. */
export async function giveVoucher(
  ctx: Context,
  { gift, row }: { readonly gift: GiftRow; readonly row: VoucherRow },
  receiver: Receiver,
): Promise<string> {
  const { voucher_id: voucherId, offer_id: offerId } = row;
  const madeVoucherId = gift.made_voucher_id!;
  const taken = [...(await moveTaken(ctx, row, receiver.moved)), ...receiver.taken];
  await sql`
    insert into wallet.vouchers (brand_id, voucher_id, offer_id, offer_version, member_id,
      valid_from, valid_to, uses_total, uses_left, issued_at, issued_store_id, campaign_id,
      channel_id, source_code_id, visitor_id, new_member, taken, gift_of, gifts_made)
    select brand_id, ${madeVoucherId}, offer_id, offer_version, ${gift.to_member_id}, valid_from,
      valid_to, uses_total, uses_left, ${ctx.now}, issued_store_id, campaign_id, channel_id,
      source_code_id, visitor_id, new_member, ${JSON.stringify(taken)}::jsonb,
      coalesce(gift_of, voucher_id),
      gifts_made + 1
    from wallet.vouchers where brand_id = ${ctx.brand.brandId} and voucher_id = ${voucherId}
  `.execute(ctx.tx);
  await emit(ctx, "wallet.voucher_given", {
    unitId: row.issued_store_id ?? row.owner_unit_id,
    memberId: gift.to_member_id,
    payload: {
      giftId: gift.gift_id,
      voucherId,
      madeVoucherId,
      offerId,
      offerVersion: row.offer_version,
      campaignId: row.campaign_id,
      channelId: row.channel_id,
      sourceCodeId: row.source_code_id,
      fromMemberId: gift.from_member_id,
      newMember: receiver.newMember,
    },
  });
  return madeVoucherId;
}
