import { sql } from "kysely";
import type { RightCommit, RightFacts, RightKind, RightUse } from "#modules/redemption/index.ts";
import { benefitFor } from "#packages/pricing/index.ts";
import type { Context } from "#platform/context.ts";
import { asksBill, benefitView, needsBill } from "./benefit-view.ts";
import { findByPermanentCode } from "./permanent-code.ts";
import { findVoucher, type VoucherRow } from "./queries.ts";
import { budgetRefusal, giveBackRedemption, takeForRedemption } from "./redeem-limits.ts";
import { billRefusal, cartRefusal, stateRefusal, stopRefusal, storeRefusal } from "./refusals.ts";

const noBill = { billMinor: null, billMayBeUnknown: false };

function factsOf(row: VoucherRow): RightFacts {
  return {
    rightId: row.voucher_id,
    memberId: row.member_id,
    offerId: row.offer_id,
    title: row.title,
    titleEn: row.title_en,
    description: row.description,
    descriptionEn: row.description_en,
    benefit: benefitView(row.terms),
    validFrom: row.valid_from,
    validTo: row.valid_to,
    usesLeft: row.uses_left,
    usesTotal: row.uses_total,
    needsBill: needsBill(row.terms) || budgetRefusal(row, noBill) !== null,
    asksBill: asksBill(row.terms),
  };
}

/** The statement that decides who is first; false: nothing was left, or its time was over. */
async function useOnce(ctx: Context, voucherId: string): Promise<boolean> {
  const { rows } = await sql`
    update wallet.vouchers set uses_left = uses_left - 1
    where brand_id = ${ctx.brand.brandId} and voucher_id = ${voucherId} and uses_left > 0
      and recalled_at is null and valid_from <= ${ctx.now} and valid_to > ${ctx.now}
    returning uses_left`.execute(ctx.tx);
  return rows.length === 1;
}

function outcomeOf(row: VoucherRow, use: RightUse) {
  const result = benefitFor(row.terms, use.billMinor);
  // Only an import comes here without a bill that the terms need: all amounts are unknown.
  if (!result.ok) return { discountMinor: null, payableMinor: null, shares: null };
  const { discountMinor, payableMinor, shares } = result;
  return { discountMinor, payableMinor, shares };
}

async function commit(ctx: Context, use: RightUse): Promise<RightCommit> {
  const row = await findVoucher(ctx, use.rightId);
  if (!row) return { done: false, refusal: { code: "voucher_not_found", params: {} } };
  const billKnown = use.billMinor !== null || !use.billMayBeUnknown;
  const refusal =
    stateRefusal(ctx, row) ??
    (await storeRefusal(ctx, row, use.storeId)) ??
    (await stopRefusal(ctx, row, use.storeId)) ??
    cartRefusal(row) ??
    (billKnown ? billRefusal(ctx, row, use.billMinor) : null) ??
    budgetRefusal(row, use);
  if (refusal) return { done: false, refusal };
  if (!(await useOnce(ctx, use.rightId))) {
    // Another terminal was first since the row was read; its outcome is committed by now.
    const after = await findVoucher(ctx, use.rightId);
    const late = after ? stateRefusal(ctx, after) : null;
    return { done: false, refusal: late ?? { code: "voucher_used", params: {}, usedUp: true } };
  }
  const outcome = outcomeOf(row, use);
  await takeForRedemption(ctx, row, use, outcome.discountMinor);
  return {
    done: true,
    facts: { ...factsOf(row), usesLeft: row.uses_left - 1 },
    source: {
      campaignId: row.campaign_id,
      channelId: row.channel_id,
      sourceCodeId: row.source_code_id,
    },
    newMember: row.new_member,
    ...outcome,
  };
}

/** What module redemption asks of vouchers. */
export const voucherRight: RightKind = {
  kind: "voucher",
  async preview(ctx, { rightId, storeId, billMinor }) {
    const row = await findVoucher(ctx, rightId);
    if (!row) return null;
    const refusal =
      stateRefusal(ctx, row) ??
      (await storeRefusal(ctx, row, storeId)) ??
      (await stopRefusal(ctx, row, storeId)) ??
      cartRefusal(row) ??
      (billMinor === null ? null : billRefusal(ctx, row, billMinor));
    return { facts: factsOf(row), refusal };
  },
  commit,
  async undo(ctx, { rightId, redemptionId }) {
    const { rows } = await sql`
      update wallet.vouchers set uses_left = uses_left + 1
      where brand_id = ${ctx.brand.brandId} and voucher_id = ${rightId}
        and uses_left < uses_total returning uses_left`.execute(ctx.tx);
    if (rows.length === 0) throw new Error(`voucher ${rightId} has no use to give back`);
    await giveBackRedemption(ctx, redemptionId);
  },
  byPermanentCode: findByPermanentCode,
};
