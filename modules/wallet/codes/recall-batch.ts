import { sql } from "kysely";
import { giveBack, type Taken } from "#modules/limits/index.ts";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import type { Job } from "#platform/jobs.ts";
import { emit, emitMany } from "#platform/journal.ts";
import { voucherIdOf } from "./batch-id.ts";
import { keepGoing, keepWatching, recallCodesName } from "./keep-going.ts";
import { findBatch, lockBatchFor, lockFreeBatch } from "./queries.ts";
import type { BatchRow } from "./tables.ts";

/** Numbers that a step looks at: their rows and one event are a transaction. */
const stepNumbers = 20_000;
const mostEvents = 2_000;

interface Recalled {
  readonly voucher_id: string;
  readonly member_id: string | null;
  readonly issued_store_id: string | null;
  readonly campaign_id: string | null;
  readonly channel_id: string | null;
  readonly source_code_id: string | null;
  readonly uses_left: number;
  readonly taken: readonly Taken[];
}

/**
 * Recalls every code of a batch that was not used: from this moment none of it is opened, and a
 * job gives the stock back, part by part. Repeated, it changes nothing.
 */
export async function recallBatch(ctx: Context, batchId: string, reason: string): Promise<void> {
  const batch = await lockBatchFor(ctx, batchId);
  if (batch.state === "recalling" || batch.state === "recalled") {
    throw refuse("code_batch_recalled");
  }
  await sql`
    update wallet.code_batches set state = 'recalling', recall_reason = ${reason}, sealed_key = null
    where brand_id = ${ctx.brand.brandId} and batch_id = ${batchId}`.execute(ctx.tx);
  const { offer_id: offerId, offer_version: offerVersion } = batch;
  await emit(ctx, "wallet.code_batch_recall_started", {
    unitId: batch.owner_unit_id,
    payload: { batchId, offerId, offerVersion },
  });
  await keepGoing(ctx, recallCodesName, batchId, ctx.recordedAt);
}

/** Codes nobody opened. A redemption that has one of them is waited for, and then left alone. */
async function recallCodes(ctx: Context, batchId: string, from: number, to: number) {
  const { rows } = await sql<{ count: number }>`
    with gone as (
      update wallet.codes set recalled_at = ${ctx.now}
      where brand_id = ${ctx.brand.brandId} and batch_id = ${batchId}
        and number between ${from} and ${to} and opened_at is null and recalled_at is null
      returning 1)
    select count(*)::int as count from gone`.execute(ctx.tx);
  return rows[0]?.count ?? 0;
}

/** Unused vouchers that codes of these numbers became, also those given to friends. */
async function recallVouchers(ctx: Context, batchId: string, from: number, to: number) {
  const [first, last] = [voucherIdOf(batchId, from), voucherIdOf(batchId, to)];
  const { rows } = await sql<Recalled>`
    update wallet.vouchers set recalled_at = ${ctx.now}
    where brand_id = ${ctx.brand.brandId}
      and (voucher_id between ${first}::uuid and ${last}::uuid
        or gift_of between ${first}::uuid and ${last}::uuid)
      and recalled_at is null and given_at is null and uses_left = uses_total
    returning voucher_id, member_id, issued_store_id, campaign_id, channel_id, source_code_id,
      uses_left, taken`.execute(ctx.tx);
  return rows.toSorted((a, b) => (a.voucher_id < b.voucher_id ? -1 : 1));
}

function backOf(batch: BatchRow, codes: number, vouchers: readonly Recalled[]): Taken[] {
  const back = new Map<string, number>();
  const add = (key: string, amount: number) => back.set(key, (back.get(key) ?? 0) + amount);
  for (const { key, amount } of vouchers.flatMap((one) => one.taken)) add(key, amount);
  if (codes > 0) add(batch.stock_key, codes);
  // The stock's row, which everybody wants, is locked last.
  const last = (key: string) => (key === batch.stock_key ? 1 : 0);
  return [...back]
    .map(([key, amount]) => ({ key, amount }))
    .sort((a, b) => last(a.key) - last(b.key) || (a.key < b.key ? -1 : 1));
}

async function tellVouchers(ctx: Context, batch: BatchRow, vouchers: readonly Recalled[]) {
  const { offer_id: offerId, offer_version: offerVersion } = batch;
  const events = vouchers.map((one) => ({
    unitId: one.issued_store_id,
    memberId: one.member_id,
    payload: {
      voucherId: one.voucher_id,
      offerId,
      offerVersion,
      campaignId: one.campaign_id,
      channelId: one.channel_id,
      sourceCodeId: one.source_code_id,
      usesLeft: one.uses_left,
    },
  }));
  for (let at = 0; at < events.length; at += mostEvents) {
    await emitMany(ctx, "wallet.voucher_recalled", events.slice(at, at + mostEvents));
  }
}

async function note(ctx: Context, batch: BatchRow, to: number, recalled: number) {
  await sql`
    update wallet.code_batches set recalled_to = ${to}, recalled = recalled + ${recalled},
      reserved = 0, state = case when ${to}::int >= made then 'recalled' else state end
    where brand_id = ${ctx.brand.brandId} and batch_id = ${batch.batch_id}`.execute(ctx.tx);
}

/** Another process is at it, or so it seems: looked at again later. */
async function watchOn(ctx: Context, batchId: string): Promise<undefined> {
  const batch = await findBatch(ctx, batchId);
  if (batch?.state === "recalling") await keepWatching(ctx, recallCodesName, batchId);
  return undefined;
}

async function step(ctx: Context, batchId: string): Promise<"again" | undefined> {
  const batch = await lockFreeBatch(ctx, batchId);
  if (!batch) return watchOn(ctx, batchId);
  if (batch.state !== "recalling") return undefined;
  const from = batch.recalled_to + 1;
  const to = Math.min(batch.made, batch.recalled_to + stepNumbers);
  const codes = await recallCodes(ctx, batchId, from, to);
  const vouchers = await recallVouchers(ctx, batchId, from, to);
  const unmade = batch.reserved;
  await giveBack(ctx, backOf(batch, codes + unmade, vouchers));
  await note(ctx, batch, to, codes + vouchers.length);
  const { offer_id: offerId, offer_version: offerVersion } = batch;
  const told = { fromNumber: from, toNumber: to, codes, vouchers: vouchers.length, unmade };
  const payload = { batchId, offerId, offerVersion, ...told };
  await emit(ctx, "wallet.codes_recalled", { payload });
  await tellVouchers(ctx, batch, vouchers);
  if (to >= batch.made) return undefined;
  await keepWatching(ctx, recallCodesName, batchId);
  return "again";
}

/** Recalls a batch, 20,000 numbers a transaction, from where it was left. */
export const recallCodesJob: Job = {
  name: recallCodesName,
  handle: (ctx, payload) => step(ctx, String(payload.batchId)),
};
