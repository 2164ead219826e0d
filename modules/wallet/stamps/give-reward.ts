import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { Refusal } from "#platform/errors.ts";
import { countHeld, dropHeld, emit } from "#platform/journal.ts";
import { grantEntitlement, recallEntitlement, unusedEntitlement } from "../entitlements/grant.ts";
import { findVoucher, lockVouchers } from "../queries.ts";
import { recall } from "../recall-voucher.ts";
import { stampPorts } from "./ports.ts";
import { stampDb } from "./queries.ts";
import type { ProgrammesTable, RewardsTable } from "./tables.ts";

interface Completed {
  readonly rewardId: string;
  readonly programmeId: string;
  readonly memberId: string;
  readonly cardNo: number;
  readonly storeId: string | null;
}

type Owed = Pick<Completed, "rewardId" | "memberId" | "storeId">;

async function give(ctx: Context, programme: ProgrammesTable, owed: Owed): Promise<string> {
  const { rewardId, memberId, storeId } = owed;
  if (programme.reward_kind === "entitlement") {
    return grantEntitlement(ctx, { ruleId: programme.reward_id, memberId, period: rewardId });
  }
  const permanentKey = `stamps:${rewardId}`;
  const offerId = programme.reward_id;
  return stampPorts().reward(ctx, { offerId, memberId, storeId, permanentKey });
}

/** The right's id; null: it is refused now, and the reward stays owed. */
async function tryToGive(
  ctx: Context,
  programme: ProgrammesTable,
  owed: Owed,
): Promise<string | null> {
  await sql`savepoint stamp_reward`.execute(ctx.tx);
  const held = countHeld(ctx.tx);
  try {
    return await give(ctx, programme, owed);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    await sql`rollback to savepoint stamp_reward`.execute(ctx.tx);
    dropHeld(ctx.tx, held);
    return null;
  }
}

/** A card is full: its reward is given, or owed where the offer refuses (its stock is gone). */
export async function giveReward(
  ctx: Context,
  programme: ProgrammesTable,
  completed: Completed,
): Promise<void> {
  const { rewardId, programmeId, memberId, cardNo, storeId } = completed;
  const rightId = await tryToGive(ctx, programme, completed);
  await stampDb(ctx)
    .insertInto("wallet.stamp_rewards")
    .values({
      brand_id: ctx.brand.brandId,
      reward_id: rewardId,
      programme_id: programmeId,
      member_id: memberId,
      card_no: cardNo,
      needed: programme.needed,
      right_id: rightId,
      completed_at: ctx.now,
      taken_back_at: null,
    })
    .execute();
  await emit(ctx, "wallet.stamp_card_full", {
    unitId: storeId,
    memberId,
    payload: { rewardId, programmeId, cardNo, rightKind: programme.reward_kind, rightId },
  });
}

/** Gives what is owed, if it can be given now. */
export async function giveOwed(
  ctx: Context,
  programme: ProgrammesTable,
  reward: RewardsTable,
): Promise<boolean> {
  const { reward_id: rewardId, member_id: memberId } = reward;
  const rightId = await tryToGive(ctx, programme, { rewardId, memberId, storeId: null });
  if (rightId === null) return false;
  await stampDb(ctx)
    .updateTable("wallet.stamp_rewards")
    .set({ right_id: rightId })
    .where("brand_id", "=", ctx.brand.brandId)
    .where("reward_id", "=", rewardId)
    .execute();
  await emit(ctx, "wallet.stamp_reward_given", {
    memberId,
    payload: { rewardId, programmeId: programme.programme_id, rightId },
  });
  return true;
}

/** True: nobody has had anything of it; its right is held to the end of the transaction. */
export async function isUnused(
  ctx: Context,
  programme: ProgrammesTable,
  { right_id: rightId }: RewardsTable,
): Promise<boolean> {
  if (rightId === null) return true;
  if (programme.reward_kind === "entitlement") return unusedEntitlement(ctx, rightId);
  const row = (await lockVouchers(ctx, [rightId])).get(rightId);
  if (!row || row.recalled_at || row.given_at || row.gift_until) return false;
  return row.uses_left === row.uses_total;
}

/** Takes an unused reward back; its right is worth nothing from now on. */
export async function takeRewardBack(
  ctx: Context,
  programme: ProgrammesTable,
  reward: RewardsTable,
): Promise<void> {
  const { reward_id: rewardId, right_id: rightId, member_id: memberId } = reward;
  if (rightId !== null) {
    if (programme.reward_kind === "entitlement") await recallEntitlement(ctx, rightId);
    else {
      const row = await findVoucher(ctx, rightId);
      if (row) await recall(ctx, row);
    }
  }
  await stampDb(ctx)
    .updateTable("wallet.stamp_rewards")
    .set({ taken_back_at: ctx.now })
    .where("brand_id", "=", ctx.brand.brandId)
    .where("reward_id", "=", rewardId)
    .execute();
  const payload = { rewardId, programmeId: programme.programme_id };
  await emit(ctx, "wallet.stamp_reward_taken_back", { memberId, payload });
}
