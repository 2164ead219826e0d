import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { emit } from "#platform/journal.ts";
import { mostCodes } from "./batch-id.ts";
import { codeHash, lastChars } from "./batch-key.ts";
import { shapeOf } from "./find-code.ts";
import type { BatchRow } from "./tables.ts";

export interface Imported {
  /** Codes that are new, in the order given. */
  readonly added: readonly string[];
  /** Codes that this offer has by an earlier import. */
  readonly known: readonly string[];
  /** Codes that something else of the brand has. */
  readonly taken: readonly string[];
}

const column = <T>(hashes: ReadonlyMap<string, Buffer>, of: (code: string, hash: Buffer) => T) =>
  [...hashes].map(([code, hash]) => of(code, hash));

async function owners(ctx: Context, hashes: ReadonlyMap<string, Buffer>) {
  const { rows } = await sql<{ code: string; offer_id: string | null }>`
    select h.code, b.offer_id from unnest(${column(hashes, (code) => code)}::text[],
      ${column(hashes, (_, hash) => hash)}::bytea[]) as h(code, hash)
    left join wallet.codes c on c.brand_id = ${ctx.brand.brandId} and c.code_hmac = h.hash
    left join wallet.code_batches b on b.brand_id = c.brand_id and b.batch_id = c.batch_id
      and b.source = 'imported'
    where c.number is not null or exists (select from wallet.vouchers v
      where v.brand_id = ${ctx.brand.brandId} and v.code_hmac = h.hash)`.execute(ctx.tx);
  return new Map(rows.map((row) => [row.code, row.offer_id]));
}

async function lockImported(ctx: Context, batchId: string): Promise<BatchRow> {
  const { rows } = await sql<BatchRow>`
    select * from wallet.code_batches where brand_id = ${ctx.brand.brandId}
      and batch_id = ${batchId} for update`.execute(ctx.tx);
  const [batch] = rows;
  if (batch?.state !== "ready" || batch.source !== "imported") throw refuse("code_batch_recalled");
  return batch;
}

async function insert(ctx: Context, batch: BatchRow, hashes: ReadonlyMap<string, Buffer>) {
  // In one order, so that two imports of the same codes wait for each other and not in a circle.
  const inOrder = [...hashes].sort(([, a], [, b]) => Buffer.compare(a, b));
  const { rows } = await sql<{ code_hmac: Buffer }>`
    insert into wallet.codes (brand_id, batch_id, number, code_hmac, last4)
    select ${ctx.brand.brandId}::uuid, ${batch.batch_id}::uuid, ${batch.made}::int + h.place::int,
      h.hash, h.last4
    from unnest(${inOrder.map(([, hash]) => hash)}::bytea[],
      ${inOrder.map(([code]) => code.slice(-lastChars))}::text[])
      with ordinality as h(hash, last4, place)
    order by h.place
    on conflict (brand_id, code_hmac) do nothing returning code_hmac`.execute(ctx.tx);
  return new Set(rows.map((row) => row.code_hmac.toString("hex")));
}

async function note(ctx: Context, batch: BatchRow, count: number, shapes: readonly string[]) {
  const { batch_id: batchId, offer_id: offerId, offer_version: offerVersion } = batch;
  // Numbers that a conflict left out are made and never used.
  await sql`
    update wallet.code_batches set made = made + ${count}, wanted = wanted + ${count},
      shapes = (select coalesce(array_agg(distinct s), '{}') from unnest(shapes
        || ${[...shapes]}::text[]) as s)
    where brand_id = ${ctx.brand.brandId} and batch_id = ${batchId}`.execute(ctx.tx);
  const told = { fromNumber: batch.made + 1, toNumber: batch.made + count };
  await emit(ctx, "wallet.codes_made", { payload: { batchId, offerId, offerVersion, ...told } });
}

/**
 * Adds codes that somebody else made, each once and normalised, to an imported batch. The caller
 * takes the stock for those added, in the same transaction.
 */
export async function addImportedCodes(
  ctx: Context,
  offerId: string,
  codes: readonly string[],
  batchOf: (ctx: Context) => Promise<string>,
): Promise<Imported> {
  const all = new Map(codes.map((code) => [code, codeHash(ctx.brand.brandId, code)]));
  const found = await owners(ctx, all);
  const fresh = new Map([...all].filter(([code]) => !found.has(code)));
  const written = new Set<string>();
  if (fresh.size > 0) {
    const batch = await lockImported(ctx, await batchOf(ctx));
    if (batch.made + fresh.size > mostCodes) throw refuse("code_batch_busy");
    for (const hash of await insert(ctx, batch, fresh)) written.add(hash);
    await note(ctx, batch, fresh.size, [...new Set([...fresh.keys()].map(shapeOf))]);
  }
  // Written by another import in this very moment: looked up once more.
  const raced = [...fresh.keys()].filter((code) => !written.has(fresh.get(code)!.toString("hex")));
  const late = raced.length > 0 ? await owners(ctx, all) : found;
  const has = (code: string) => written.has(all.get(code)!.toString("hex"));
  return {
    added: codes.filter(has),
    known: codes.filter((code) => !has(code) && late.get(code) === offerId),
    taken: codes.filter((code) => !has(code) && late.get(code) !== offerId),
  };
}
