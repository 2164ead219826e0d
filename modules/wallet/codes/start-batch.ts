import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { emit } from "#platform/journal.ts";
import { newBatchId } from "./batch-id.ts";
import { newBatchKey, sealKey } from "./batch-key.ts";
import { keepGoing, makeCodesName } from "./keep-going.ts";

export interface BatchInput {
  readonly offerId: string;
  readonly offerVersion: number;
  readonly ownerUnitId: string;
  readonly name: string;
  readonly campaignId: string | null;
  /** The counter of the offer's stock; the caller has taken `wanted` from it. */
  readonly stockKey: string;
  /** Exclusive. */
  readonly usableTo: Temporal.Instant;
}

async function insert(
  ctx: Context,
  input: BatchInput,
  kind: { readonly source: "made" | "imported"; readonly wanted: number },
): Promise<string> {
  const batchId = newBatchId();
  const made = kind.source === "made";
  const { offerId, offerVersion } = input;
  await sql`
    insert into wallet.code_batches (brand_id, batch_id, offer_id, offer_version, name, source,
      state, wanted, reserved, stock_key, campaign_id, usable_to, sealed_key, created_at)
    values (${ctx.brand.brandId}, ${batchId}, ${offerId}, ${offerVersion}, ${input.name},
      ${kind.source}, ${made ? "making" : "ready"}, ${kind.wanted}, ${kind.wanted},
      ${input.stockKey}, ${input.campaignId}, ${input.usableTo},
      ${made ? sealKey(batchId, newBatchKey()) : null}, ${ctx.now})`.execute(ctx.tx);
  await emit(ctx, "wallet.code_batch_started", {
    unitId: input.ownerUnitId,
    payload: {
      batchId,
      offerId,
      offerVersion,
      ...kind,
      usableTo: input.usableTo.epochMilliseconds,
    },
  });
  return batchId;
}

/** Begins a batch of `wanted` codes; a job makes them. Answers its id. */
export async function startCodeBatch(
  ctx: Context,
  input: BatchInput,
  wanted: number,
): Promise<string> {
  const batchId = await insert(ctx, input, { source: "made", wanted });
  await keepGoing(ctx, makeCodesName, batchId, ctx.recordedAt);
  return batchId;
}

/** An empty batch for codes that somebody else made; an import fills it. */
export async function startImportedBatch(ctx: Context, input: BatchInput): Promise<string> {
  return insert(ctx, input, { source: "imported", wanted: 0 });
}
