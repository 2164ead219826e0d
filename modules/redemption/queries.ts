import { unitAncestors } from "#modules/organisation/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import { fixed } from "#platform/db/fixed.ts";
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

/** What these previews, or these imports' keys, have made already. */
export async function redemptionsMadeBy(
  ctx: Context,
  prepareIds: readonly string[],
  permanentKeys: readonly string[],
): Promise<RedemptionsTable[]> {
  const { brandId } = ctx.brand;
  const byPrepare = fixed<RedemptionsTable>`
    select * from redemption.redemptions
    where brand_id = ${brandId} and prepare_id = any(${prepareIds}::uuid[])`.execute(ctx.tx);
  if (permanentKeys.length === 0) return (await byPrepare).rows;
  const byKey = fixed<RedemptionsTable>`
    select * from redemption.redemptions
    where brand_id = ${brandId} and permanent_key = any(${permanentKeys}::text[])`.execute(ctx.tx);
  return (await Promise.all([byPrepare, byKey])).flatMap(({ rows }) => rows);
}

/** Shown codes by their ids. */
export async function codesById(ctx: Context, codeIds: readonly string[]) {
  if (codeIds.length === 0) return new Map<string, ShowCodesTable>();
  const { rows } = await fixed<ShowCodesTable>`
    select * from redemption.show_codes
    where brand_id = ${ctx.brand.brandId} and code_id = any(${codeIds}::uuid[])`.execute(ctx.tx);
  return new Map(rows.map((row) => [row.code_id, row]));
}

export async function codeById(ctx: Context, codeId: string): Promise<ShowCodesTable | null> {
  return (await codesById(ctx, [codeId])).get(codeId) ?? null;
}

/** Shown codes by the hash of their token, in hex. */
export async function codesByToken(ctx: Context, hashes: readonly Buffer[]) {
  if (hashes.length === 0) return new Map<string, ShowCodesTable>();
  const { rows } = await fixed<ShowCodesTable>`
    select * from redemption.show_codes
    where brand_id = ${ctx.brand.brandId} and token_hash = any(${hashes}::bytea[])`.execute(ctx.tx);
  return new Map(rows.map((row) => [row.token_hash.toString("hex"), row]));
}

/** Shown codes by the hash of the number that is read out, in hex. */
export async function codesByNumber(ctx: Context, hashes: readonly Buffer[]) {
  if (hashes.length === 0) return new Map<string, ShowCodesTable>();
  const { rows } = await fixed<ShowCodesTable & { number_hash: Buffer }>`
    select c.*, n.number_hash from redemption.spoken_numbers n
    join redemption.show_codes c on c.brand_id = n.brand_id and c.code_id = n.code_id
    where n.brand_id = ${ctx.brand.brandId}
      and n.number_hash = any(${hashes}::bytea[])`.execute(ctx.tx);
  return new Map(rows.map((row) => [row.number_hash.toString("hex"), row]));
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
