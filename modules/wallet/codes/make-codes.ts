import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import type { Job } from "#platform/jobs.ts";
import { emit } from "#platform/journal.ts";
import { openKey } from "./batch-key.ts";
import { insertCodes, replaceSingles, type Slab, slabFor } from "./insert-codes.ts";
import { keepWatching, makeCodesName } from "./keep-going.ts";
import { findBatch, lockFreeBatch } from "./queries.ts";
import type { BatchRow } from "./tables.ts";

/** Some 30 ms of reckoning at a time, between which the process answers others. */
const slabRows = 10_000;
/** A transaction; what a kill costs at most. */
const stepRows = 100_000;

/** The next slab is reckoned while PostgreSQL writes the one before. */
async function writeSlabs(ctx: Context, batch: BatchRow, from: number, to: number): Promise<void> {
  const key = openKey(batch.batch_id, batch.sealed_key!);
  const slabAt = (first: number): Slab =>
    slabFor(ctx.brand.brandId, key, first, Math.min(slabRows, to - first + 1));
  let slab: Slab | null = slabAt(from);
  while (slab) {
    const written = insertCodes(ctx, batch.batch_id, key, slab);
    // One turn of the loop: the statement goes out before the reckoning takes the processor.
    await new Promise((resolve) => setImmediate(resolve));
    const first: number = slab.from + slab.count;
    slab = first <= to ? slabAt(first) : null;
    await written;
  }
  if (to === batch.wanted) await replaceSingles(ctx, batch.batch_id, key);
}

async function note(ctx: Context, batch: BatchRow, to: number): Promise<void> {
  const { batch_id: batchId, offer_id: offerId, offer_version: offerVersion } = batch;
  const made = to - batch.made;
  const { rows } = await sql<{ owner_unit_id: string }>`
    update wallet.code_batches b set made = ${to}, reserved = reserved - ${made},
      state = case when ${to}::int = wanted then 'ready' else state end
    from wallet.terms t
    where b.brand_id = ${ctx.brand.brandId} and b.batch_id = ${batchId}
      and t.brand_id = b.brand_id and t.offer_id = b.offer_id
      and t.offer_version = b.offer_version
    returning t.owner_unit_id`.execute(ctx.tx);
  await emit(ctx, "wallet.codes_made", {
    unitId: rows[0]?.owner_unit_id ?? null,
    payload: { batchId, offerId, offerVersion, fromNumber: batch.made + 1, toNumber: to },
  });
}

/** Another process is at it, or so it seems: looked at again later. */
async function watchOn(ctx: Context, batchId: string): Promise<undefined> {
  const batch = await findBatch(ctx, batchId);
  if (batch?.state === "making") await keepWatching(ctx, makeCodesName, batchId);
  return undefined;
}

/** One step of a batch: the rows, the progress and the event are there together, or none of it. */
async function step(ctx: Context, batchId: string): Promise<"again" | undefined> {
  const batch = await lockFreeBatch(ctx, batchId);
  if (!batch) return watchOn(ctx, batchId);
  if (batch.state !== "making") return undefined;
  const to = Math.min(batch.wanted, batch.made + stepRows);
  await writeSlabs(ctx, batch, batch.made + 1, to);
  await note(ctx, batch, to);
  if (to === batch.wanted) return undefined;
  await keepWatching(ctx, makeCodesName, batchId);
  return "again";
}

/** Makes the codes of a batch, 100,000 a transaction, from where it was left. */
export const makeCodesJob: Job = {
  name: makeCodesName,
  handle: (ctx, payload) => step(ctx, String(payload.batchId)),
};
