import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { newId } from "#platform/ids.ts";
import { emit } from "#platform/journal.ts";
import { dayOf } from "#platform/time.ts";

export interface VisitInput {
  /** Null: an import does not know the store. */
  readonly storeId: string | null;
  /** Null: nobody was recognised. */
  readonly memberId?: string | null | undefined;
  readonly source?:
    | {
        readonly sourceCodeId: string | null;
        readonly channelId: string | null;
        readonly campaignId: string | null;
      }
    | null
    | undefined;
  /** The redemption that implies the visit. */
  readonly redemptionId?: string | null | undefined;
}

/** Records a person in a store, once per member, store and day; answers whether it was new. */
export async function recordVisit(ctx: Context, input: VisitInput): Promise<boolean> {
  const { storeId, source } = input;
  const memberId = input.memberId ?? null;
  const redemptionId = input.redemptionId ?? null;
  const visitId = newId();
  const dims = {
    sourceCodeId: source?.sourceCodeId ?? null,
    channelId: source?.channelId ?? null,
    campaignId: source?.campaignId ?? null,
  };
  const { rows } = await sql`
    insert into channels.visits (brand_id, visit_id, store_id, member_id, day, visited_at,
      redemption_id, source_code_id, channel_id, campaign_id)
    values (${ctx.brand.brandId}, ${visitId}, ${storeId}, ${memberId}, ${dayOf(ctx)}, ${ctx.now},
      ${redemptionId}, ${dims.sourceCodeId}, ${dims.channelId}, ${dims.campaignId})
    on conflict do nothing returning visit_id`.execute(ctx.tx);
  if (rows.length === 0) return false;
  const payload = { visitId, storeId, redemptionId, ...dims };
  await emit(ctx, "channels.visited", { unitId: storeId, memberId, payload });
  return true;
}
