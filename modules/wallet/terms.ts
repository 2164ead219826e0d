import type { LimitRule } from "#modules/limits/index.ts";
import { type Context, json, tablesOf } from "#platform/context.ts";
import type { OfferTerms } from "#packages/pricing/index.ts";
import { fundBudget } from "./budget.ts";
import type { WalletTables } from "./tables.ts";

/** What a member is promised by one version of an offer; written once, never changed. */
export interface TermsInput {
  readonly offerId: string;
  readonly offerVersion: number;
  readonly ownerUnitId: string;
  readonly title: string;
  readonly titleEn: string | null;
  readonly description: string | null;
  readonly descriptionEn: string | null;
  readonly terms: OfferTerms;
  readonly bearer: boolean;
  readonly redeemRules?: readonly LimitRule[];
  /** How many times a voucher may be given to a friend. */
  readonly giftTimes?: number;
  readonly stores:
    | { readonly unitId: string }
    | { readonly storeIds: readonly string[] };
}

/** What members read of an offer's latest version; null: it was never published. */
export async function termsOfOffer(ctx: Context, offerId: string) {
  const row = await tablesOf<WalletTables>(ctx)
    .selectFrom("wallet.terms")
    .select(["title", "title_en", "owner_unit_id"])
    .where("brand_id", "=", ctx.brand.brandId)
    .where("offer_id", "=", offerId)
    .orderBy("offer_version", "desc")
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

/** Keeps the terms of an offer's version before its first voucher is issued. */
export async function registerTerms(ctx: Context, input: TermsInput): Promise<void> {
  const brandId = ctx.brand.brandId;
  const db = tablesOf<WalletTables>(ctx);
  const redeemRules = input.redeemRules ?? [];
  await fundBudget(ctx, input.offerId, redeemRules);
  await db
    .insertInto("wallet.terms")
    .values({
      brand_id: brandId,
      offer_id: input.offerId,
      offer_version: input.offerVersion,
      owner_unit_id: input.ownerUnitId,
      title: input.title,
      title_en: input.titleEn,
      description: input.description,
      description_en: input.descriptionEn,
      terms: json(input.terms),
      scope_unit_id: "unitId" in input.stores ? input.stores.unitId : null,
      bearer: input.bearer,
      redeem_rules: json(redeemRules),
      gift_times: input.giftTimes ?? 0,
      created_at: ctx.now,
    })
    .execute();
  if (!("storeIds" in input.stores)) return;
  const rows = input.stores.storeIds.map((storeId) => ({
    brand_id: brandId,
    offer_id: input.offerId,
    offer_version: input.offerVersion,
    store_id: storeId,
  }));
  // A statement takes 65,535 parameters; four a row.
  for (let at = 0; at < rows.length; at += 10_000) {
    await db.insertInto("wallet.term_stores").values(rows.slice(at, at + 10_000)).execute();
  }
}
