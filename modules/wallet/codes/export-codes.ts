import { sql } from "kysely";
import { groupByFour } from "#packages/codes/index.ts";
import { writeCsv } from "#packages/csv/index.ts";
import { actorId, type Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { emit } from "#platform/journal.ts";
import { ownTransaction } from "#platform/own-transaction.ts";
import { codesAt, openKey } from "./batch-key.ts";
import { findBatch, lockBatchFor } from "./queries.ts";
import type { BatchRow } from "./tables.ts";

/** An export that was asked for is downloaded within these, once. */
const minutes = 10;
const pageRows = 10_000;

/** Asks for one export of a batch, with what it is for; answers its id. An event tells of it. */
export async function askExport(ctx: Context, batchId: string, reason: string): Promise<string> {
  const batch = await lockBatchFor(ctx, batchId);
  if (batch.state === "making") throw refuse("code_batch_busy");
  if (batch.state !== "ready") throw refuse("code_batch_recalled");
  if (!batch.sealed_key) throw refuse("code_batch_locked");
  const exportId = newId();
  await sql`
    insert into wallet.code_exports (brand_id, export_id, batch_id, reason, actor_kind, actor_id,
      asked_at)
    values (${ctx.brand.brandId}, ${exportId}, ${batchId}, ${reason}, ${ctx.actor.kind},
      ${actorId(ctx.actor)}, ${ctx.recordedAt})`.execute(ctx.tx);
  const { offer_id: offerId, offer_version: offerVersion } = batch;
  const payload = { batchId, offerId, offerVersion, exportId };
  await emit(ctx, "wallet.codes_exported", { unitId: batch.owner_unit_id, payload });
  return exportId;
}

/** Throws the batch's key away: its codes stay good, and nobody can list them any more. */
export async function lockExport(ctx: Context, batchId: string): Promise<void> {
  const batch = await lockBatchFor(ctx, batchId);
  if (batch.state === "making") throw refuse("code_batch_busy");
  if (!batch.sealed_key) throw refuse("code_batch_locked");
  await sql`update wallet.code_batches set sealed_key = null
    where brand_id = ${ctx.brand.brandId} and batch_id = ${batchId}`.execute(ctx.tx);
  const { offer_id: offerId, offer_version: offerVersion } = batch;
  await emit(ctx, "wallet.codes_export_locked", {
    unitId: batch.owner_unit_id,
    payload: { batchId, offerId, offerVersion },
  });
}

/** Uses the export up for who asked for it; answers its batch. */
async function openExport(ctx: Context, exportId: string): Promise<BatchRow> {
  const since = ctx.recordedAt.subtract({ minutes });
  const { rows } = await sql<{ batch_id: string }>`
    update wallet.code_exports set opened_at = ${ctx.recordedAt}
    where brand_id = ${ctx.brand.brandId} and export_id = ${exportId} and opened_at is null
      and asked_at > ${since} and actor_kind = ${ctx.actor.kind}
      and actor_id is not distinct from ${actorId(ctx.actor)}::uuid
    returning batch_id`.execute(ctx.tx);
  const batch = rows[0] ? await findBatch(ctx, rows[0].batch_id) : null;
  if (batch?.state !== "ready" || !batch.sealed_key) throw refuse("code_export_over");
  return batch;
}

interface Row {
  readonly number: number;
  readonly attempt: number;
  readonly last4: string;
}

async function* codesOf(ctx: Omit<Context, "tx">, batch: BatchRow, key: Buffer) {
  for (let after = 0; after < batch.made; after += pageRows) {
    const rows = await ownTransaction(ctx, async ({ tx }) => {
      const { rows } = await sql<Row>`
        select number, attempt, last4 from wallet.codes
        where brand_id = ${ctx.brand.brandId} and batch_id = ${batch.batch_id}
          and number > ${after} and number <= ${after + pageRows} and recalled_at is null
        order by number`.execute(tx);
      return rows;
    });
    const codes = codesAt(key, rows);
    for (const [place, { number, last4 }] of rows.entries()) {
      const code = codes[place]!;
      // Another server secret than the one that made them: rather no file than a wrong one.
      if (!code.endsWith(last4)) throw new Error(`code ${number} cannot be made again`);
      // In fours: a spreadsheet takes 16 digits for a number and rounds the last one away.
      yield [number, groupByFour(code)];
    }
  }
}

/** The codes of an export as CSV, page by page; what was recalled is left out. */
export async function exportCsv(
  ctx: Omit<Context, "tx">,
  exportId: string,
): Promise<{ readonly name: string; readonly text: AsyncIterable<string> }> {
  const batch = await ownTransaction(ctx, (own) => openExport(own, exportId));
  const key = openKey(batch.batch_id, batch.sealed_key!);
  const header = ctx.lang === "en" ? ["Number", "Code"] : ["序号", "券码"];
  const text = writeCsv(codesOf(ctx, batch, key), { header, bom: true });
  return { name: `codes-${batch.batch_id.slice(0, 8)}.csv`, text };
}
