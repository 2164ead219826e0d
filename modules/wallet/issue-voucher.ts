import { type Context, json, tablesOf } from "#platform/context.ts";
import { newId } from "#platform/ids.ts";
import { emit } from "#platform/journal.ts";
import type { OfferTerms } from "#packages/pricing/index.ts";
import { lockPermanentKey } from "./locks.ts";
import type { WalletTables } from "./tables.ts";
import { validityWindow } from "./validity-window.ts";

export interface IssueInput {
  readonly offerId: string;
  readonly offerVersion: number;
  readonly ownerUnitId: string;
  readonly memberId: string;
  /** Who is new is asked before the limits are taken: what follows them holds their rows. */
  readonly newMember: boolean;
  readonly terms: OfferTerms;
  /** Where it was claimed; null: nowhere or unknown. */
  readonly storeId: string | null;
  readonly campaignId: string | null;
  readonly channelId: string | null;
  readonly sourceCodeId: string | null;
  readonly visitorId: string | null;
  /** What was taken from module limits for it; recall gives exactly this back. */
  readonly taken: readonly { readonly key: string; readonly amount: number }[];
  /** An import's own key of this voucher. */
  readonly permanentKey: string | null;
}

/** The voucher that an import's key already made; waits for one that is being made. */
export async function voucherByPermanentKey(ctx: Context, key: string): Promise<string | null> {
  await lockPermanentKey(ctx, key);
  const row = await tablesOf<WalletTables>(ctx)
    .selectFrom("wallet.vouchers")
    .select("voucher_id")
    .where("brand_id", "=", ctx.brand.brandId)
    .where("permanent_key", "=", key)
    .executeTakeFirst();
  return row?.voucher_id ?? null;
}

/** Gives a member one voucher; answers its id. The caller has taken the limits. */
export async function issueVoucher(ctx: Context, input: IssueInput): Promise<string> {
  const voucherId = newId();
  const window = validityWindow(ctx, input.terms.validity);
  const { campaignId, channelId, sourceCodeId, visitorId, storeId, newMember } = input;
  await tablesOf<WalletTables>(ctx)
    .insertInto("wallet.vouchers")
    .values({
      brand_id: ctx.brand.brandId,
      voucher_id: voucherId,
      offer_id: input.offerId,
      offer_version: input.offerVersion,
      member_id: input.memberId,
      valid_from: window.from,
      valid_to: window.to,
      uses_total: input.terms.usesTotal,
      uses_left: input.terms.usesTotal,
      issued_at: ctx.now,
      issued_store_id: storeId,
      campaign_id: campaignId,
      channel_id: channelId,
      source_code_id: sourceCodeId,
      visitor_id: visitorId,
      new_member: newMember,
      taken: json(input.taken),
      permanent_key: input.permanentKey,
    })
    .execute();
  await emit(ctx, "wallet.voucher_issued", {
    unitId: storeId ?? input.ownerUnitId,
    memberId: input.memberId,
    payload: {
      voucherId,
      offerId: input.offerId,
      offerVersion: input.offerVersion,
      campaignId,
      channelId,
      sourceCodeId,
      visitorId,
      storeId,
      newMember,
      validFrom: window.from.epochMilliseconds,
      validTo: window.to.epochMilliseconds,
      uses: input.terms.usesTotal,
    },
  });
  return voucherId;
}
