import { permit } from "#modules/organisation/index.ts";
import { groupByFour } from "#packages/codes/index.ts";
import { writeCsv } from "#packages/csv/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { emit } from "#platform/journal.ts";
import { codesAt, openKey } from "../codes/batch-key.ts";
import { lockGiftBatch } from "./queries.ts";
import type { GiftCardTables } from "./tables.ts";

/** The codes of a batch for its printer, as CSV; an event tells who had them and when. */
export async function exportCards(ctx: Context, batchId: string): Promise<AsyncIterable<string>> {
  const batch = await lockGiftBatch(ctx, batchId);
  await permit(ctx, "stored_value.manage", batch.unit_id);
  if (batch.recalled_at) throw refuse("gift_batch_recalled");
  const cards = await tablesOf<GiftCardTables>(ctx)
    .selectFrom("wallet.gift_cards")
    .select(["number", "last4"])
    .where("brand_id", "=", ctx.brand.brandId)
    .where("batch_id", "=", batchId)
    .where("state", "in", ["unsold", "active"])
    .orderBy("number")
    .execute();
  const places = cards.map(({ number }) => ({ number, attempt: 0 }));
  const codes = codesAt(openKey(batchId, batch.sealed_key), places);
  const rows = cards.map(({ number, last4 }, at) => {
    // Another server secret than the one that made them: rather no file than a wrong one.
    if (!codes[at]!.endsWith(last4)) throw new Error(`card ${number} cannot be made again`);
    return [number, groupByFour(codes[at]!), batch.valid_to];
  });
  await emit(ctx, "wallet.gift_cards_exported", { unitId: batch.unit_id, payload: { batchId } });
  const header =
    ctx.lang === "en" ? ["Number", "Code", "Valid to"] : ["序号", "卡密", "有效期至"];
  return writeCsv(rows, { header, bom: true });
}
