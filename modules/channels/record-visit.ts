import type { Context } from "#platform/context.ts";
import { fixed } from "#platform/db/fixed.ts";
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

interface Visiting {
  readonly ctx: Context;
  readonly visit: VisitInput;
}

const dimsOf = ({ source }: VisitInput) => ({
  sourceCodeId: source?.sourceCodeId ?? null,
  channelId: source?.channelId ?? null,
  campaignId: source?.campaignId ?? null,
});

function rowOf({ ctx, visit }: Visiting, visitId: string) {
  const { sourceCodeId, channelId, campaignId } = dimsOf(visit);
  return {
    brand_id: ctx.brand.brandId,
    visit_id: visitId,
    store_id: visit.storeId,
    member_id: visit.memberId ?? null,
    day: dayOf(ctx),
    visited_at: ctx.now,
    redemption_id: visit.redemptionId ?? null,
    source_code_id: sourceCodeId,
    channel_id: channelId,
    campaign_id: campaignId,
  };
}

/** {@link recordVisit} of many, each with who records it, in one statement. */
export async function recordVisits(visiting: readonly Visiting[]): Promise<boolean[]> {
  const [first] = visiting;
  if (!first) return [];
  const ids = visiting.map(() => newId());
  const rows = visiting.map((one, place) => rowOf(one, ids[place] ?? ""));
  // In one order, so that two batches with the same visits never wait for each other crosswise.
  const { rows: made } = await fixed<{ visit_id: string }>`
    insert into channels.visits select * from jsonb_populate_recordset(
      null::channels.visits, ${JSON.stringify(rows)}::jsonb)
    order by member_id, store_id, day
    on conflict do nothing returning visit_id`.execute(first.ctx.tx);
  const fresh = new Set(made.map((row) => row.visit_id));
  for (const [place, { ctx, visit }] of visiting.entries()) {
    const visitId = ids[place] ?? "";
    if (!fresh.has(visitId)) continue;
    const { storeId } = visit;
    const memberId = visit.memberId ?? null;
    const payload = {
      visitId, storeId, redemptionId: visit.redemptionId ?? null, ...dimsOf(visit),
    };
    await emit(ctx, "channels.visited", { unitId: storeId, memberId, payload });
  }
  return ids.map((visitId) => fresh.has(visitId));
}

/** Records a person in a store, once per member, store and day; answers whether it was new. */
export async function recordVisit(ctx: Context, visit: VisitInput): Promise<boolean> {
  const [fresh] = await recordVisits([{ ctx, visit }]);
  return fresh ?? false;
}
