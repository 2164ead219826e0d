import { recordVisits } from "#modules/channels/index.ts";
import { actorId, type Context } from "#platform/context.ts";
import { fixed } from "#platform/db/fixed.ts";
import { emit } from "#platform/journal.ts";
import { dimsOf } from "./dims.ts";
import type { RightCommit, SourceDims } from "./port.ts";
import type { Prepared } from "./prepare-token.ts";
import type { RedemptionsTable } from "./tables.ts";

export type Done = Extract<RightCommit, { done: true }>;

/** A use that the right's kind has decided, and what the counter told of it. */
export interface Use {
  readonly ctx: Context;
  readonly redemptionId: string;
  readonly prepared: Omit<Prepared, "brandId" | "actor">;
  readonly told: {
    readonly billMinor: number | null;
    readonly deviceId?: string | undefined;
    readonly permanentKey?: string | undefined;
  };
  readonly done: Done;
}

function rowOf({ ctx, redemptionId, prepared, told, done }: Use): RedemptionsTable {
  return {
    brand_id: ctx.brand.brandId,
    redemption_id: redemptionId,
    prepare_id: prepared.prepareId,
    permanent_key: told.permanentKey ?? null,
    right_kind: prepared.kind,
    right_id: prepared.rightId,
    code_id: prepared.codeId,
    offer_id: done.facts.offerId,
    member_id: done.facts.memberId,
    store_id: prepared.storeId,
    title: done.facts.title,
    title_en: done.facts.titleEn,
    actor_kind: ctx.actor.kind,
    actor_id: actorId(ctx.actor),
    device_id: told.deviceId ?? null,
    bill_minor: told.billMinor,
    discount_minor: done.discountMinor,
    payable_minor: done.payableMinor,
    shares: done.shares,
    campaign_id: done.source.campaignId,
    channel_id: done.source.channelId,
    source_code_id: done.source.sourceCodeId,
    new_member: done.newMember,
    committed_at: ctx.now,
    recorded_at: ctx.recordedAt,
    undone_at: null,
    undone_by: null,
    undo_reason: null,
    undo_note: null,
  };
}

async function insert(ctx: Context, rows: readonly RedemptionsTable[]): Promise<void> {
  await fixed`
    insert into redemption.redemptions select * from jsonb_populate_recordset(
      null::redemption.redemptions, ${JSON.stringify(rows)}::jsonb)`.execute(ctx.tx);
}

interface Visit {
  readonly storeId: string;
  readonly memberId: string | null;
  readonly redemptionId: string;
  readonly source: SourceDims;
}

/** Who redeems at a store is there. */
function visitOf(row: RedemptionsTable, source: SourceDims): Visit | null {
  const { store_id: storeId, member_id: memberId, redemption_id: redemptionId } = row;
  return storeId === null ? null : { storeId, memberId, redemptionId, source };
}

/** Writes down uses that the rights' kinds have decided; answers the rows, by place. */
export async function writeRedemptions(uses: readonly Use[]): Promise<RedemptionsTable[]> {
  const [first] = uses;
  if (!first) return [];
  const rows = uses.map(rowOf);
  for (const [place, row] of rows.entries()) {
    const { store_id: unitId, member_id: memberId } = row;
    const { ctx } = uses[place]!;
    await emit(ctx, "redemption.committed", { unitId, memberId, payload: dimsOf(row) });
  }
  const visits = uses.flatMap(({ ctx, done }, place) => {
    const visit = visitOf(rows[place]!, done.source);
    return visit ? [{ ctx, visit }] : [];
  });
  await Promise.all([insert(first.ctx, rows), recordVisits(visits)]);
  return rows;
}
