import { sql } from "kysely";
import type { RightCommit, RightFacts, RightKind, RightUse } from "#modules/redemption/index.ts";
import { benefitFor } from "#packages/pricing/index.ts";
import type { Context } from "#platform/context.ts";
import { asksBill, benefitView, needsBill } from "./benefit-view.ts";
import { unopenedVoucher, voucherIdByImported } from "./codes/find-code.ts";
import { openCode } from "./codes/open-code.ts";
import { recallReturned } from "./codes/recall-returned.ts";
import { findByPermanentCode } from "./permanent-code.ts";
import { findVoucher, type VoucherRow } from "./queries.ts";
import {
  budgetRefusal, fullRefusal, giveBackRedemption, takeForRedemption,
} from "./redeem-limits.ts";
import { billRefusal, cartRefusal, stateRefusal, stopRefusal, storeRefusal } from "./refusals.ts";
import {
  commitVouchers, holdVouchers, previewVouchers, type VoucherParts,
} from "./voucher-batch.ts";

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
      and recalled_at is null and given_at is null
      and (gift_until is null or gift_until <= ${ctx.now})
      and valid_from <= ${ctx.now} and valid_to > ${ctx.now}
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

/** Whoever brings the code of a batch redeems it: nobody's voucher is written and used at once. */
const bringer = {
  memberId: null,
  newMember: false,
  channelId: null,
  sourceCodeId: null,
  visitorId: null,
  taken: [],
};

interface Right {
  readonly row: VoucherRow;
  /** A code of a batch that is no voucher yet. */
  readonly unopened: boolean;
}

async function rightOf(ctx: Context, rightId: string): Promise<Right | null> {
  const voucher = await findVoucher(ctx, rightId);
  if (voucher) return { row: voucher, unopened: false };
  const code = await unopenedVoucher(ctx, rightId);
  if (code) return { row: code, unopened: true };
  // Opened by another between the two looks.
  const late = await findVoucher(ctx, rightId);
  return late && { row: late, unopened: false };
}

async function useRight(ctx: Context, { row, unopened }: Right, use: RightUse): Promise<boolean> {
  const { campaign_id: campaignId, voucher_id: voucherId } = row;
  if (unopened) await openCode(ctx, row, { ...bringer, campaignId, storeId: use.storeId });
  return useOnce(ctx, voucherId);
}

async function commit(ctx: Context, use: RightUse): Promise<RightCommit> {
  const right = await rightOf(ctx, use.rightId);
  if (!right) return { done: false, refusal: { code: "voucher_not_found", params: {} } };
  const { row } = right;
  const billKnown = use.billMinor !== null || !use.billMayBeUnknown;
  const refusal =
    stateRefusal(ctx, row) ??
    (await storeRefusal(ctx, row, use.storeId)) ??
    (await stopRefusal(ctx, row, use.storeId)) ??
    cartRefusal(row) ??
    (billKnown ? billRefusal(ctx, row, use.billMinor) : null) ??
    budgetRefusal(row, use);
  if (refusal) return { done: false, refusal };
  if (!(await useRight(ctx, right, use))) {
    // Another terminal was first since the row was read; its outcome is committed by now.
    const after = await rightOf(ctx, use.rightId);
    const late = after ? stateRefusal(ctx, after.row) : null;
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

/** What many at once share with one alone. */
const parts: VoucherParts = {
  factsOf,
  outcomeOf,
  commit,
  preview: (ctx, look) => voucherRight.preview(ctx, look),
};

/** What module redemption asks of vouchers. */
export const voucherRight: RightKind = {
  kind: "voucher",
  async preview(ctx, look) {
    const { rightId, storeId, billMinor } = look;
    const right = await rightOf(ctx, rightId);
    if (!right) return null;
    const { row } = right;
    const refusal =
      stateRefusal(ctx, row) ??
      (await storeRefusal(ctx, row, storeId)) ??
      (await stopRefusal(ctx, row, storeId)) ??
      cartRefusal(row) ??
      (billMinor === null ? null : billRefusal(ctx, row, billMinor)) ??
      (await fullRefusal(ctx, row, look));
    return { facts: factsOf(row), refusal };
  },
  commit,
  previewMany: (asked) => previewVouchers(parts, asked),
  lockMany: holdVouchers,
  commitMany: (asked) => commitVouchers(parts, asked),
  async undo(ctx, { rightId, redemptionId }) {
    const { rows } = await sql`
      update wallet.vouchers set uses_left = uses_left + 1
      where brand_id = ${ctx.brand.brandId} and voucher_id = ${rightId}
        and uses_left < uses_total returning uses_left`.execute(ctx.tx);
    if (rows.length === 0) throw new Error(`voucher ${rightId} has no use to give back`);
    await giveBackRedemption(ctx, redemptionId);
    await recallReturned(ctx, rightId);
  },
  byPermanentCode: findByPermanentCode,
  byImportedCode: voucherIdByImported,
};
