import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { slabAt, slabBytes } from "./batch-key.ts";

const mostAttempts = 30;

/** Codes with the numbers from `from` on, one by one. */
export interface Slab {
  readonly from: number;
  readonly count: number;
  readonly bytes: Buffer;
}

export function slabFor(brandId: string, key: Buffer, from: number, count: number): Slab {
  const places = Array.from({ length: count }, (_, at) => ({ number: from + at, attempt: 0 }));
  return { from, count, bytes: slabAt(brandId, key, places) };
}

const rowsOf = (ctx: Context, batchId: string, { from, count, bytes }: Slab) => sql`
  insert into wallet.codes (brand_id, batch_id, number, code_hmac, last4)
  select ${ctx.brand.brandId}::uuid, ${batchId}::uuid, ${from}::int + g,
    substring(s.bytes from g * ${slabBytes}::int + 1 for 32),
    convert_from(substring(s.bytes from g * ${slabBytes}::int + 33 for 4), 'UTF8')
  from (select ${bytes}::bytea as bytes) s, generate_series(0, ${count - 1}::int) g`;

async function drawAgain(ctx: Context, batchId: string, key: Buffer, number: number) {
  for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
    const bytes = slabAt(ctx.brand.brandId, key, [{ number, attempt }]);
    const { rows } = await sql`
      insert into wallet.codes (brand_id, batch_id, number, attempt, code_hmac, last4)
      values (${ctx.brand.brandId}, ${batchId}, ${number}, ${attempt}, ${bytes.subarray(0, 32)},
        ${bytes.toString("latin1", 32)})
      on conflict (brand_id, code_hmac) do nothing returning number`.execute(ctx.tx);
    if (rows.length === 1) return;
  }
  throw new Error(`code ${number} of batch ${batchId} met another code ${mostAttempts} times`);
}

/** Some of these codes are taken, by this batch or another: those alone are drawn again. */
async function insertOneByOne(ctx: Context, batchId: string, key: Buffer, slab: Slab) {
  await sql`${rowsOf(ctx, batchId, slab)}
    on conflict (brand_id, code_hmac) do nothing`.execute(ctx.tx);
  const { rows } = await sql<{ number: number }>`
    select n.number from generate_series(${slab.from}::int, ${slab.from + slab.count - 1}::int)
      as n(number)
    where not exists (select from wallet.codes c where c.brand_id = ${ctx.brand.brandId}
      and c.batch_id = ${batchId} and c.number = n.number)`.execute(ctx.tx);
  for (const { number } of rows) await drawAgain(ctx, batchId, key, number);
}

/**
 * Writes the codes of a slab. Looking for conflicts row by row costs a tenth of the speed and a
 * conflict comes once in a hundred million rows: so it is tried without, before a savepoint.
 */
export async function insertCodes(
  ctx: Context,
  batchId: string,
  key: Buffer,
  slab: Slab,
): Promise<void> {
  await sql`savepoint codes`.execute(ctx.tx);
  try {
    await sql`select wallet.write_codes(${batchId}, ${slab.from}, ${slab.bytes})`.execute(ctx.tx);
  } catch (error) {
    if ((error as { code?: unknown }).code !== "23505") throw error;
    await sql`rollback to savepoint codes`.execute(ctx.tx);
    await insertOneByOne(ctx, batchId, key, slab);
  }
  await sql`release savepoint codes`.execute(ctx.tx);
}

/** Codes of the batch that a single voucher has too, which was given its own: drawn again. */
export async function replaceSingles(ctx: Context, batchId: string, key: Buffer): Promise<void> {
  const { rows } = await sql<{ number: number }>`
    delete from wallet.codes c using wallet.vouchers v
    where v.brand_id = ${ctx.brand.brandId} and v.code_hmac is not null
      and c.brand_id = v.brand_id and c.code_hmac = v.code_hmac and c.batch_id = ${batchId}
    returning c.number`.execute(ctx.tx);
  for (const { number } of rows) await drawAgain(ctx, batchId, key, number);
}
