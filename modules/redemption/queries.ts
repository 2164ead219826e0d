import { sql } from "kysely";
import { unitAncestors } from "#modules/organisation/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import type { RedemptionsTable, RedemptionTables, ShowCodesTable } from "./tables.ts";

const anyOf = <T = string>(type: "uuid" | "text" | "bytea", values: readonly T[]) =>
  sql<T>`any(${[...values]}::${sql.raw(type)}[])`;

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
  const byPrepare = redemptions(ctx).where("prepare_id", "=", anyOf("uuid", prepareIds)).execute();
  if (permanentKeys.length === 0) return byPrepare;
  const byKey = redemptions(ctx).where("permanent_key", "=", anyOf("text", permanentKeys));
  return [...(await byPrepare), ...(await byKey.execute())];
}

const showCodes = (ctx: Context) =>
  tablesOf<RedemptionTables>(ctx)
    .selectFrom("redemption.show_codes")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId);

/** Shown codes by their ids. */
export async function codesById(ctx: Context, codeIds: readonly string[]) {
  const rows =
    codeIds.length === 0
      ? []
      : await showCodes(ctx).where("code_id", "=", anyOf("uuid", codeIds)).execute();
  return new Map(rows.map((row) => [row.code_id, row]));
}

export async function codeById(ctx: Context, codeId: string): Promise<ShowCodesTable | null> {
  return (await codesById(ctx, [codeId])).get(codeId) ?? null;
}

/** Shown codes by the hash of their token, in hex. */
export async function codesByToken(ctx: Context, hashes: readonly Buffer[]) {
  const rows =
    hashes.length === 0
      ? []
      : await showCodes(ctx).where("token_hash", "=", anyOf<Buffer>("bytea", hashes)).execute();
  return new Map(rows.map((row) => [row.token_hash.toString("hex"), row]));
}

/** Shown codes by the hash of the number that is read out, in hex. */
export async function codesByNumber(ctx: Context, hashes: readonly Buffer[]) {
  if (hashes.length === 0) return new Map<string, ShowCodesTable>();
  const { rows } = await sql<ShowCodesTable & { number_hash: Buffer }>`
    select c.*, n.number_hash from redemption.spoken_numbers n
    join redemption.show_codes c on c.brand_id = n.brand_id and c.code_id = n.code_id
    where n.brand_id = ${ctx.brand.brandId}
      and n.number_hash = ${anyOf<Buffer>("bytea", hashes)}`.execute(ctx.tx);
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
