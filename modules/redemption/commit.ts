import { recordVisit } from "#modules/channels/index.ts";
import { actorId, type Context, json, tablesOf } from "#platform/context.ts";
import { type Refusal, refuse } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { emit } from "#platform/journal.ts";
import { clockText } from "#platform/time.ts";
import { dimsOf, sharesOf } from "./dims.ts";
import { lockPrepared, lockRight, spendShowCode } from "./locks.ts";
import { holdRefusal } from "./offline/holds.ts";
import type { RightCommit } from "./port.ts";
import { openPrepared, type Prepared } from "./prepare-token.ts";
import { codeById, redemptionMadeBy, storeNameOf } from "./queries.ts";
import { refusalFor, spentRefusal } from "./refusal.ts";
import { rightKind } from "./rights.ts";
import { isTrustedImport, permitStore } from "./store-access.ts";
import type { RedemptionsTable, RedemptionTables } from "./tables.ts";
import { undoUntil } from "./undo-window.ts";

export interface CommitInput {
  readonly prepareToken: string;
  /** The total before the discount, minor units; null: not told. */
  readonly billMinor: number | null;
  readonly deviceId?: string | undefined;
  /** An import's own key: the redemption that it made is answered again, for ever. */
  readonly permanentKey?: string | undefined;
}

type Done = Extract<RightCommit, { done: true }>;
type Use = Omit<Prepared, "brandId" | "actor">;
type Told = Omit<CommitInput, "prepareToken">;

/** Another terminal was first with this code: a right that is used up says so, else the code. */
async function lostCode(ctx: Context, prepared: Prepared, codeId: string): Promise<Refusal> {
  const { kind, rightId, storeId } = prepared;
  const preview = await rightKind(kind).preview(ctx, { rightId, storeId, billMinor: null });
  if (preview?.refusal?.usedUp) return refusalFor(ctx, preview.refusal, { kind, rightId });
  const code = await codeById(ctx, codeId);
  return code?.redemption_id ? spentRefusal(ctx, code.redemption_id) : refuse("code_expired");
}

async function useRight(
  ctx: Context,
  prepared: Prepared,
  input: CommitInput,
  redemptionId: string,
): Promise<Done> {
  const { kind, rightId, storeId, codeId } = prepared;
  await lockRight(ctx, { kind, rightId });
  const held = await holdRefusal(ctx, { kind, rightId }, storeId);
  if (held) throw held;
  if (codeId && !(await spendShowCode(ctx, codeId, redemptionId))) {
    throw await lostCode(ctx, prepared, codeId);
  }
  const { billMinor } = input;
  const billMayBeUnknown = isTrustedImport(ctx);
  const deviceId = input.deviceId ?? null;
  const staffId = actorId(ctx.actor);
  const who = { redemptionId, deviceId, staffId };
  const use = { rightId, storeId, billMinor, billMayBeUnknown, ...who };
  const outcome = await rightKind(kind).commit(ctx, use);
  if (!outcome.done) throw await refusalFor(ctx, outcome.refusal, { kind, rightId });
  return outcome;
}

async function insert(ctx: Context, row: RedemptionsTable): Promise<void> {
  const shares = row.shares ? json(row.shares) : null;
  await tablesOf<RedemptionTables>(ctx)
    .insertInto("redemption.redemptions")
    .values({ ...row, shares })
    .execute();
}

function rowOf(
  ctx: Context,
  prepared: Use,
  input: Told,
  redemptionId: string,
  done: Done,
): RedemptionsTable {
  return {
    brand_id: ctx.brand.brandId,
    redemption_id: redemptionId,
    prepare_id: prepared.prepareId,
    permanent_key: input.permanentKey ?? null,
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
    device_id: input.deviceId ?? null,
    bill_minor: input.billMinor,
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

async function answerOf(ctx: Context, row: RedemptionsTable) {
  const until = await undoUntil(ctx, row);
  return {
    redemptionId: row.redemption_id,
    title: row.title,
    titleEn: row.title_en,
    billMinor: row.bill_minor,
    discountMinor: row.discount_minor,
    payableMinor: row.payable_minor,
    shares: sharesOf(row),
    at: row.committed_at.epochMilliseconds,
    storeId: row.store_id,
    ...(await storeNameOf(ctx, row.store_id)),
    undoUntil: until?.epochMilliseconds ?? null,
  };
}

/** Writes down a use that the right's kind has decided. */
export async function writeRedemption(
  ctx: Context,
  use: Use,
  told: Told,
  redemptionId: string,
  done: Done,
): Promise<RedemptionsTable> {
  const row = rowOf(ctx, use, told, redemptionId, done);
  await insert(ctx, row);
  const unitId = row.store_id;
  const memberId = row.member_id;
  await emit(ctx, "redemption.committed", { unitId, memberId, payload: dimsOf(row) });
  // Who redeems at a store is there.
  if (unitId) {
    await recordVisit(ctx, { storeId: unitId, memberId, redemptionId, source: done.source });
  }
  return row;
}

/**
 * Redeems what was previewed. Of terminals that commit together exactly one succeeds; the others
 * are told when and where it was. The same preview committed again answers its first result.
 */
export async function commit(ctx: Context, input: CommitInput) {
  const prepared = openPrepared(ctx, input.prepareToken);
  // Checked again: the grant may have ended since the preview.
  await permitStore(ctx, prepared.storeId);
  const key = input.permanentKey ?? null;
  await lockPrepared(ctx, prepared.prepareId, key);
  const before = await redemptionMadeBy(ctx, prepared.prepareId, key);
  if (before?.undone_at) {
    throw refuse("redemption_undone", { when: clockText(ctx, before.undone_at) });
  }
  if (before) return answerOf(ctx, before);
  const redemptionId = newId();
  const done = await useRight(ctx, prepared, input, redemptionId);
  return answerOf(ctx, await writeRedemption(ctx, prepared, input, redemptionId, done));
}
