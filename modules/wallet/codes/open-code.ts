import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { emit } from "#platform/journal.ts";
import type { VoucherRow } from "../queries.ts";
import { validityWindow } from "../validity-window.ts";
import { codeRefOf } from "./batch-id.ts";

/** Who opens a code, and where they came from. */
export interface Opening {
  /** Null: it is redeemed at a counter by who brings it. */
  readonly memberId: string | null;
  readonly newMember: boolean;
  readonly storeId: string | null;
  readonly campaignId: string | null;
  readonly channelId: string | null;
  readonly sourceCodeId: string | null;
  readonly visitorId: string | null;
  /** Taken for the member, beside the stock that the batch took. */
  readonly taken: readonly { readonly key: string; readonly amount: number }[];
}

/** The statement that decides who opens it; false: somebody has, or it is recalled. */
async function openOnce(ctx: Context, voucherId: string): Promise<boolean> {
  const { batchId, number } = codeRefOf(voucherId);
  const { rows } = await sql`
    update wallet.codes c set opened_at = ${ctx.now} from wallet.code_batches b
    where c.brand_id = ${ctx.brand.brandId} and c.batch_id = ${batchId} and c.number = ${number}
      and c.opened_at is null and c.recalled_at is null
      and b.brand_id = c.brand_id and b.batch_id = c.batch_id and b.state = 'ready'
      and b.usable_to > ${ctx.now} returning c.number`.execute(ctx.tx);
  return rows.length === 1;
}

/** Like a claim's window, but never beyond the batch's own end. */
function windowOf(ctx: Context, row: VoucherRow) {
  const { from, to } = validityWindow(ctx, row.terms.validity);
  return { from, to: Temporal.Instant.compare(to, row.valid_to) < 0 ? to : row.valid_to };
}

/**
 * Turns a code into its voucher, once: false when another was first, or a recall. `row` is the code
 * as it was read before.
 */
export async function openCode(
  ctx: Context,
  row: VoucherRow,
  opening: Opening,
): Promise<boolean> {
  if (!(await openOnce(ctx, row.voucher_id))) return false;
  const { from, to } = windowOf(ctx, row);
  const { voucher_id: voucherId, offer_id: offerId, offer_version: offerVersion } = row;
  const taken = JSON.stringify([...(row.taken as object[]), ...opening.taken]);
  const { memberId, campaignId, channelId, sourceCodeId, visitorId, storeId, newMember } = opening;
  await sql`
    insert into wallet.vouchers (brand_id, voucher_id, offer_id, offer_version, member_id,
      valid_from, valid_to, uses_total, uses_left, issued_at, issued_store_id, campaign_id,
      channel_id, source_code_id, visitor_id, new_member, taken)
    values (${ctx.brand.brandId}, ${voucherId}, ${offerId}, ${offerVersion}, ${memberId}, ${from},
      ${to}, ${row.uses_total}, ${row.uses_total}, ${ctx.now}, ${storeId}, ${campaignId},
      ${channelId}, ${sourceCodeId}, ${visitorId}, ${newMember}, ${taken}::jsonb)
  `.execute(ctx.tx);
  await emit(ctx, "wallet.voucher_issued", {
    unitId: storeId ?? row.owner_unit_id,
    memberId,
    payload: {
      voucherId,
      offerId,
      offerVersion,
      campaignId,
      channelId,
      sourceCodeId,
      visitorId,
      storeId,
      newMember,
      validFrom: from.epochMilliseconds,
      validTo: to.epochMilliseconds,
      uses: row.uses_total,
    },
  });
  return true;
}
