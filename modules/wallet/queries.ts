import { type Context, tablesOf } from "#platform/context.ts";
import { fixed } from "#platform/db/fixed.ts";
import { decodeCursor, encodeCursor, type PageInput, pageLimit } from "#platform/paging.ts";
import { refuse } from "#platform/errors.ts";
import { isUuid } from "#platform/ids.ts";
import { knownTerms } from "./known-terms.ts";
import type { TermsTable, VouchersTable, WalletTables } from "./tables.ts";

export type VoucherRow = VouchersTable &
  Pick<
    TermsTable,
    | "owner_unit_id"
    | "title"
    | "title_en"
    | "description"
    | "description_en"
    | "terms"
    | "scope_unit_id"
    | "bearer"
    | "redeem_rules"
    | "gift_times"
  >;

function joined(ctx: Context) {
  return tablesOf<WalletTables>(ctx)
    .selectFrom("wallet.vouchers as v")
    .innerJoin("wallet.terms as t", (on) =>
      on
        .onRef("t.brand_id", "=", "v.brand_id")
        .onRef("t.offer_id", "=", "v.offer_id")
        .onRef("t.offer_version", "=", "v.offer_version"),
    )
    .where("v.brand_id", "=", ctx.brand.brandId)
    .selectAll("v")
    .select([
      "t.owner_unit_id",
      "t.title",
      "t.title_en",
      "t.description",
      "t.description_en",
      "t.terms",
      "t.scope_unit_id",
      "t.bearer",
      "t.redeem_rules",
      "t.gift_times",
    ]);
}

export async function findVoucher(ctx: Context, voucherId: string): Promise<VoucherRow | null> {
  return (await joined(ctx).where("v.voucher_id", "=", voucherId).executeTakeFirst()) ?? null;
}

/** With their terms, by id: those of a version are read once a process. */
async function withTerms(ctx: Context, vouchers: readonly VouchersTable[]) {
  const versions = vouchers.map(({ offer_id, offer_version }) =>
    ({ offerId: offer_id, offerVersion: offer_version }));
  const termsOf = await knownTerms(ctx, versions);
  const rows = new Map<string, VoucherRow>();
  for (const [place, voucher] of vouchers.entries()) {
    const terms = termsOf(versions[place]!);
    if (terms) rows.set(voucher.voucher_id, { ...terms, ...voucher });
  }
  return rows as ReadonlyMap<string, VoucherRow>;
}

/** The vouchers of the ids that exist. */
export async function findVouchers(ctx: Context, voucherIds: readonly string[]) {
  const { rows } = await fixed<VouchersTable>`
    select * from wallet.vouchers where brand_id = ${ctx.brand.brandId}
      and voucher_id = any(${[...new Set(voucherIds)]}::uuid[])`.execute(ctx.tx);
  return withTerms(ctx, rows);
}

/** {@link findVouchers}, held to the end of the transaction: what is decided of them stands. */
export async function lockVouchers(ctx: Context, voucherIds: readonly string[]) {
  const { rows } = await fixed<VouchersTable>`
    select * from wallet.vouchers where brand_id = ${ctx.brand.brandId}
      and voucher_id = any(${[...new Set(voucherIds)]}::uuid[])
    order by voucher_id for no key update`.execute(ctx.tx);
  return withTerms(ctx, rows);
}

export async function findByCodeHash(ctx: Context, hash: Buffer): Promise<string | null> {
  const row = await tablesOf<WalletTables>(ctx)
    .selectFrom("wallet.vouchers")
    .select("voucher_id")
    .where("brand_id", "=", ctx.brand.brandId)
    .where("code_hmac", "=", hash)
    .executeTakeFirst();
  return row?.voucher_id ?? null;
}

/** A member's vouchers, newest first. */
export async function pageOfMember(ctx: Context, memberId: string, input: PageInput) {
  const limit = pageLimit(input);
  const [after] = decodeCursor(input.cursor) ?? [];
  if (after !== undefined && !isUuid(String(after))) {
    throw refuse("invalid_input", { detail: "cursor" });
  }
  let query = joined(ctx).where("v.member_id", "=", memberId);
  if (after) query = query.where("v.voucher_id", "<", String(after));
  const rows = await query.orderBy("v.voucher_id", "desc").limit(limit + 1).execute();
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? encodeCursor([last.voucher_id]) : null };
}

/** Stores of terms that name them one by one; at most `limit`, and how many there are. */
export async function listedStores(
  ctx: Context,
  row: Pick<VoucherRow, "offer_id" | "offer_version">,
  limit: number,
) {
  const base = tablesOf<WalletTables>(ctx)
    .selectFrom("wallet.term_stores")
    .where("brand_id", "=", ctx.brand.brandId)
    .where("offer_id", "=", row.offer_id)
    .where("offer_version", "=", row.offer_version);
  const first = await base.select("store_id").orderBy("store_id").limit(limit).execute();
  const all = await base.select((e) => e.fn.countAll<number>().as("count")).executeTakeFirst();
  return { storeIds: first.map((one) => one.store_id), count: all?.count ?? 0 };
}

export async function isListedStore(ctx: Context, row: VoucherRow, storeId: string) {
  const found = await tablesOf<WalletTables>(ctx)
    .selectFrom("wallet.term_stores")
    .select("store_id")
    .where("brand_id", "=", ctx.brand.brandId)
    .where("offer_id", "=", row.offer_id)
    .where("offer_version", "=", row.offer_version)
    .where("store_id", "=", storeId)
    .executeTakeFirst();
  return found !== undefined;
}

type OfVersion = Pick<VoucherRow, "offer_id" | "offer_version">;
const placeName = (row: OfVersion, storeId: string): string =>
  `${row.offer_id} ${row.offer_version} ${storeId}`;

/** {@link isListedStore} for many at once. */
export async function listedAmong(
  ctx: Context,
  places: readonly { readonly row: OfVersion; readonly storeId: string }[],
): Promise<(row: OfVersion, storeId: string) => boolean> {
  if (places.length === 0) return () => false;
  const { rows } = await fixed<OfVersion & { store_id: string }>`
    select s.offer_id, s.offer_version, s.store_id from wallet.term_stores s
    join unnest(${places.map(({ row }) => row.offer_id)}::uuid[],
      ${places.map(({ row }) => row.offer_version)}::int[],
      ${places.map(({ storeId }) => storeId)}::uuid[]) as p(offer_id, offer_version, store_id)
      using (offer_id, offer_version, store_id)
    where s.brand_id = ${ctx.brand.brandId}`.execute(ctx.tx);
  const listed = new Set(rows.map((row) => placeName(row, row.store_id)));
  return (row, storeId) => listed.has(placeName(row, storeId));
}

/** Every voucher of a member, oldest first: for export and erasure. */
export async function allOfMember(ctx: Context, memberId: string): Promise<VoucherRow[]> {
  return joined(ctx).where("v.member_id", "=", memberId).orderBy("v.voucher_id").execute();
}
