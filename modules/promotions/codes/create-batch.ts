import { take } from "#modules/limits/index.ts";
import { startCodeBatch } from "#modules/wallet/index.ts";
import type { Context } from "#platform/context.ts";
import { stockTake } from "../limit-keys.ts";
import { batchOf, bearerOffer } from "./batch-of.ts";

export interface CreateBatchInput {
  readonly offerId: string;
  readonly name: string;
  readonly count: number;
  /** A day of the brand's calendar, inside to its end. */
  readonly lastDay?: string | undefined;
}

/**
 * Begins a batch of codes to print. All of them are taken from the offer's stock at once: a batch
 * that does not fit is refused as a whole. Answers its id.
 */
export async function createCodeBatch(ctx: Context, input: CreateBatchInput): Promise<string> {
  const live = await bearerOffer(ctx, input.offerId);
  const batchId = await startCodeBatch(ctx, batchOf(ctx, live, input), input.count);
  await take(ctx, [stockTake(live.version, input.count)]);
  return batchId;
}
