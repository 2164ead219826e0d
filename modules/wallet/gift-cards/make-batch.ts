import { formatMinor } from "#packages/money/index.ts";
import { permit } from "#modules/organisation/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { emit } from "#platform/journal.ts";
import { newBatchId } from "../codes/batch-id.ts";
import { codeHash, codesAt, newBatchKey, sealKey } from "../codes/batch-key.ts";
import { post } from "../ledger/post.ts";
import { ofUnit } from "../stored-value/accounts.ts";
import { leastValidYears, legalMost } from "../stored-value/prepaid-law.ts";
import type { GiftBatchesTable, GiftCardsTable, GiftCardTables } from "./tables.ts";

export interface GiftBatchInput {
  readonly name: string;
  readonly how: GiftBatchesTable["how"];
  /** Gives the cards, or sells them unless a store does. */
  readonly unitId: string;
  readonly faceMinor: number;
  readonly count: number;
  /** YYYY-MM-DD, the last day that is printed on the card. */
  readonly validTo: string;
}

function checkLaw(ctx: Context, { faceMinor, validTo }: GiftBatchInput): void {
  const most = legalMost(ctx.brand.currency, "anonymous");
  const today = ctx.now.toZonedDateTimeISO(ctx.brand.timeZone).toPlainDate();
  const least = today.add({ years: leastValidYears });
  const early = Temporal.PlainDate.compare(Temporal.PlainDate.from(validTo), least) < 0;
  if ((most === null || faceMinor <= most) && !early) return;
  const money = formatMinor(most ?? faceMinor, ctx.brand.currency, ctx.lang);
  throw refuse("gift_card_over_law", { most: money, years: leastValidYears });
}

const rowsAtOnce = 1_000;

async function insertCards(ctx: Context, batch: GiftBatchesTable, key: Buffer): Promise<void> {
  const places = Array.from({ length: batch.made }, (_, at) => ({ number: at + 1, attempt: 0 }));
  // Two equal codes among all of a brand come once in ten million batches: the index refuses
  // them, and the batch is asked for again.
  const rows = codesAt(key, places).map((code, at): GiftCardsTable => ({
    brand_id: batch.brand_id,
    batch_id: batch.batch_id,
    number: at + 1,
    code_hmac: codeHash(batch.brand_id, code),
    last4: code.slice(-4),
    state: batch.how === "given" ? "active" : "unsold",
    unit_id: batch.unit_id,
    member_id: null,
    sold_at: null,
    redeemed_at: null,
  }));
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    await tablesOf<GiftCardTables>(ctx)
      .insertInto("wallet.gift_cards")
      .values(rows.slice(from, from + rowsAtOnce))
      .execute();
  }
}

/** What becomes worth something: promised by the unit, held by its cards. */
export const issuePosting = (
  ctx: Context,
  { batchId, unitId, amount, key }: {
    readonly batchId: string;
    readonly unitId: string;
    readonly amount: number;
    readonly key: string;
  },
) => ({
  kind: "gift_cards",
  postingKey: `gift_cards:${key}`,
  unit: ctx.brand.currency,
  causeId: batchId,
  postings: [
    { account: ofUnit("stored_issued", unitId), amount: -amount },
    { account: ofUnit("gift_cards", unitId), amount },
  ],
});

/** Makes a batch of cards. Given ones are worth their amount at once, others when they are sold. */
export async function makeGiftBatch(ctx: Context, input: GiftBatchInput): Promise<string> {
  await permit(ctx, "stored_value.manage", input.unitId);
  checkLaw(ctx, input);
  const key = newBatchKey();
  const batchId = newBatchId();
  const batch: GiftBatchesTable = {
    brand_id: ctx.brand.brandId,
    batch_id: batchId,
    name: input.name,
    how: input.how,
    unit_id: input.unitId,
    face_minor: input.faceMinor,
    made: input.count,
    valid_to: input.validTo,
    sealed_key: sealKey(batchId, key),
    recalled_at: null,
    recall_reason: null,
    created_at: ctx.now,
  };
  await tablesOf<GiftCardTables>(ctx)
    .insertInto("wallet.gift_card_batches")
    .values(batch)
    .execute();
  await insertCards(ctx, batch, key);
  const { unitId, how, count, faceMinor } = input;
  if (how === "given") {
    await post(ctx, [issuePosting(ctx, {
      batchId,
      unitId,
      amount: count * faceMinor,
      key: `given:${batchId}`,
    })]);
  }
  const payload = { batchId, how, cards: count, faceMinor };
  await emit(ctx, "wallet.gift_cards_made", { unitId, payload });
  return batchId;
}
