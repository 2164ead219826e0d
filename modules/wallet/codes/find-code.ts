import { sql } from "kysely";
import { isPermanentCodeShape, normaliseCode } from "#packages/codes/index.ts";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import type { VoucherRow } from "../queries.ts";
import { codeRefOf, mostCodes, voucherIdOf } from "./batch-id.ts";
import { codeHash } from "./batch-key.ts";

/** Codes of others: letters and digits, long enough not to be counted up. */
const importedShape = /^[A-Z0-9]{8,32}$/;

/** What a code looks like: its length, and whether it has letters. */
export const shapeOf = (code: string): string => `${/^\d+$/.test(code) ? "d" : "a"}${code.length}`;

export const isImportable = (code: string): boolean => importedShape.test(code);

/** A code that somebody made, with what became of it. */
export interface FoundCode {
  readonly voucherId: string;
  /** Whose wallet it is in; null: nobody's. */
  readonly memberId: string | null;
  /** False: it can still be opened, or its voucher is used up, recalled or given away. */
  readonly inUse: boolean;
}

async function codeByHash(ctx: Context, hash: Buffer): Promise<FoundCode | null> {
  const { rows } = await sql<{
    batch_id: string;
    number: number;
    member_id: string | null;
    in_use: boolean | null;
  }>`
    select c.batch_id, c.number, v.member_id,
      v.uses_left > 0 and v.recalled_at is null and v.given_at is null as in_use
    from wallet.codes c left join wallet.vouchers v on c.opened_at is not null
      and v.brand_id = c.brand_id and v.voucher_id = (left(c.batch_id::text, 30)
        || lpad(to_hex(c.number), 6, '0'))::uuid
    where c.brand_id = ${ctx.brand.brandId} and c.code_hmac = ${hash}`.execute(ctx.tx);
  const [row] = rows;
  return row
    ? {
        voucherId: voucherIdOf(row.batch_id, row.number),
        memberId: row.member_id,
        inUse: row.in_use ?? false,
      }
    : null;
}

/** A wallet's voucher is used by its member: the paper that it came from is worth nothing now. */
function atCounter(code: FoundCode | null): string | null {
  if (code?.memberId && code.inUse) throw refuse("code_in_wallet");
  return code?.voucherId ?? null;
}

/** The id of the voucher that a code of 16 digits is, or will be; null: no batch has it. */
export async function voucherIdByCode(ctx: Context, digits16: string): Promise<string | null> {
  return atCounter(await codeByHash(ctx, codeHash(ctx.brand.brandId, digits16)));
}

async function importedCode(ctx: Context, code: string): Promise<FoundCode | null | undefined> {
  if (!isImportable(code)) return undefined;
  const { rows } = await sql`
    select 1 from wallet.code_batches where brand_id = ${ctx.brand.brandId}
      and source = 'imported' and shapes @> array[${shapeOf(code)}::text] limit 1`.execute(ctx.tx);
  if (rows.length === 0) return undefined;
  return codeByHash(ctx, codeHash(ctx.brand.brandId, code));
}

/**
 * The same for codes that others made; undefined: it looks like none that this brand imported, so
 * that it is no guess either.
 */
export async function voucherIdByImported(
  ctx: Context,
  text: string,
): Promise<string | null | undefined> {
  const code = await importedCode(ctx, normaliseCode(text));
  return code && atCounter(code);
}

/** The code behind what a member typed; null: none. */
export async function typedCode(ctx: Context, text: string): Promise<FoundCode | null> {
  const code = normaliseCode(text);
  const hash = codeHash(ctx.brand.brandId, code);
  const own = isPermanentCodeShape(code) ? await codeByHash(ctx, hash) : null;
  return own ?? (await importedCode(ctx, code)) ?? null;
}

/** A code that nobody has opened, as the voucher that it would be now; null: there is none. */
export async function unopenedVoucher(
  ctx: Context,
  voucherId: string,
): Promise<VoucherRow | null> {
  const { batchId, number } = codeRefOf(voucherId);
  if (number < 1 || number > mostCodes) return null;
  const { rows } = await sql<VoucherRow>`
    select t.*, ${voucherId}::uuid as voucher_id, null::uuid as member_id,
      least(b.created_at, coalesce((t.terms->'validity'->>'from')::timestamptz, b.created_at))
        as valid_from,
      b.usable_to as valid_to, (t.terms->>'usesTotal')::int as uses_total,
      (t.terms->>'usesTotal')::int as uses_left, b.created_at as issued_at,
      null::uuid as issued_store_id, b.campaign_id, null::uuid as channel_id,
      null::uuid as source_code_id, null::text as visitor_id, false as new_member,
      jsonb_build_array(jsonb_build_object('key', b.stock_key, 'amount', 1)) as taken,
      case when b.state in ('recalling', 'recalled') then coalesce(c.recalled_at, b.created_at)
        else c.recalled_at end as recalled_at,
      null::bytea as code_hmac, c.last4 as code_last4, null::text as permanent_key,
      null::timestamptz as gift_until, null::timestamptz as given_at, null::uuid as gift_of,
      0::smallint as gifts_made
    from wallet.codes c
    join wallet.code_batches b using (brand_id, batch_id)
    join wallet.terms t using (brand_id, offer_id, offer_version)
    where c.brand_id = ${ctx.brand.brandId} and c.batch_id = ${batchId} and c.number = ${number}
      and c.opened_at is null and b.state <> 'making'`.execute(ctx.tx);
  return rows[0] ?? null;
}
