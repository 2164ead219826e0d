import { unitAncestors } from "#modules/organisation/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import type { RedemptionsTable, RedemptionTables, ShowCodesTable } from "./tables.ts";

const redemptions = (ctx: Context) =>
  tablesOf<RedemptionTables>(ctx)
    .selectFrom("redemption.redemptions")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId);

export interface RightKey {
  readonly kind: string;
  readonly rightId: string;
}

/** The latest redemption of a right that was not undone. */
export async function lastRedemption(
  ctx: Context,
  right: RightKey,
  since?: Temporal.Instant,
): Promise<RedemptionsTable | null> {
  let query = redemptions(ctx)
    .where("right_kind", "=", right.kind)
    .where("right_id", "=", right.rightId)
    .where("undone_at", "is", null);
  if (since) query = query.where("recorded_at", ">=", since);
  const row = await query.orderBy("committed_at", "desc").limit(1).executeTakeFirst();
  return row ?? null;
}

export async function redemptionById(ctx: Context, redemptionId: string) {
  const row = await redemptions(ctx)
    .where("redemption_id", "=", redemptionId)
    .executeTakeFirst();
  return row ?? null;
}

/** What this preview, or this import's key, has made already. */
export async function redemptionMadeBy(
  ctx: Context,
  prepareId: string,
  permanentKey: string | null,
): Promise<RedemptionsTable | null> {
  const row = await redemptions(ctx)
    .where((or) =>
      or.or([
        or("prepare_id", "=", prepareId),
        ...(permanentKey ? [or("permanent_key", "=", permanentKey)] : []),
      ]),
    )
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

export async function codeById(ctx: Context, codeId: string): Promise<ShowCodesTable | null> {
  const row = await tablesOf<RedemptionTables>(ctx)
    .selectFrom("redemption.show_codes")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("code_id", "=", codeId)
    .executeTakeFirst();
  return row ?? null;
}

export async function codeByToken(ctx: Context, hash: Buffer): Promise<ShowCodesTable | null> {
  const row = await tablesOf<RedemptionTables>(ctx)
    .selectFrom("redemption.show_codes")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("token_hash", "=", hash)
    .executeTakeFirst();
  return row ?? null;
}

export async function codeByNumber(ctx: Context, hash: Buffer): Promise<ShowCodesTable | null> {
  const number = await tablesOf<RedemptionTables>(ctx)
    .selectFrom("redemption.spoken_numbers")
    .select("code_id")
    .where("brand_id", "=", ctx.brand.brandId)
    .where("number_hash", "=", hash)
    .executeTakeFirst();
  return number ? codeById(ctx, number.code_id) : null;
}

export interface StoreName {
  readonly storeName: string | null;
  readonly storeNameEn: string | null;
}

/** Null names: the store is unknown. */
export async function storeNameOf(ctx: Context, storeId: string | null): Promise<StoreName> {
  if (storeId === null) return { storeName: null, storeNameEn: null };
  const [store] = await unitAncestors(ctx, storeId, ctx.recordedAt);
  return { storeName: store?.name ?? null, storeNameEn: store?.nameEn ?? null };
}
