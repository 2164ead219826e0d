import type { Context } from "#platform/context.ts";
import { newId } from "#platform/ids.ts";
import { enqueue } from "#platform/jobs.ts";
import { emit } from "#platform/journal.ts";
import { addStamps, removeStamps } from "./count-stamps.ts";
import { giveReward, isUnused, takeRewardBack } from "./give-reward.ts";
import { lapseCardName, lapseIfOver } from "./lapse-card.ts";
import { lockCard, rewardsOf, stampDb } from "./queries.ts";
import { moveStamps } from "./stamp-ledger.ts";
import type { CardsTable, ProgrammesTable, StampsTable } from "./tables.ts";

/** A card after a change, as its member is shown it. */
export interface Stamped {
  readonly programmeId: string;
  readonly held: number;
  readonly rewards: number;
}

async function writeCard(ctx: Context, card: CardsTable): Promise<void> {
  const { card_no, held, opened_at, expires_at } = card;
  await stampDb(ctx)
    .updateTable("wallet.stamp_cards")
    .set({ card_no, held, opened_at, expires_at })
    .where("brand_id", "=", ctx.brand.brandId)
    .where("programme_id", "=", card.programme_id)
    .where("member_id", "=", card.member_id)
    .execute();
}

/** A card with stamps on it has its days; an empty one has none. */
async function withDays(
  ctx: Context,
  programme: ProgrammesTable,
  before: CardsTable,
  now: CardsTable,
): Promise<CardsTable> {
  if (now.held <= 0) return { ...now, opened_at: null, expires_at: null };
  if (now.card_no === before.card_no && before.opened_at) return now;
  const { card_days: days } = programme;
  const expiresAt = days === null ? null : ctx.now.add({ hours: 24 * days });
  if (expiresAt) {
    const { programme_id: programmeId, member_id: memberId } = now;
    await enqueue(ctx, lapseCardName, { programmeId, memberId }, { runAt: expiresAt });
  }
  return { ...now, opened_at: ctx.now, expires_at: expiresAt };
}

const ofCard = ({ programme_id: programmeId, member_id: memberId }: CardsTable) =>
  ({ programmeId, memberId });

/** The card as it counts now: held, and what lay on it too long taken off. */
export async function openCard(
  ctx: Context,
  programme: ProgrammesTable,
  memberId: string,
): Promise<CardsTable> {
  return lapseIfOver(ctx, await lockCard(ctx, programme.programme_id, memberId));
}

/** Puts stamps on a card that is held; each full card gives its reward at once. */
export async function addToCard(
  ctx: Context,
  programme: ProgrammesTable,
  card: CardsTable,
  count: number,
  stamp: Pick<StampsTable, "stamp_id" | "store_id">,
  /** What this stamp had given before. */
  step = 0,
): Promise<{ readonly card: CardsTable; readonly stamped: Stamped }> {
  const of = ofCard(card);
  const key = `stamp:${stamp.stamp_id}:${step + count}`;
  await moveStamps(ctx, {
    ...of, other: "stamps_given", amount: count, key, causeId: stamp.stamp_id,
  });
  const { held, rewards } = addStamps(card.held, programme.needed, count);
  const next = { ...card, held, card_no: card.card_no + rewards };
  const written = await withDays(ctx, programme, card, next);
  await writeCard(ctx, written);
  for (let at = 0; at < rewards; at++) {
    const rewardId = newId();
    await moveStamps(ctx, {
      ...of, other: "stamps_used", amount: -programme.needed, key: `reward:${rewardId}`,
      causeId: rewardId,
    });
    const cardNo = card.card_no + at;
    await giveReward(ctx, programme, { ...of, rewardId, cardNo, storeId: stamp.store_id });
  }
  const stamped = { programmeId: of.programmeId, held, rewards };
  return { card: written, stamped };
}

/** Takes stamps off a card that is held, and the unused rewards that they completed. */
export async function takeFromCard(
  ctx: Context,
  programme: ProgrammesTable,
  card: CardsTable,
  stamp: StampsTable,
  count: number,
): Promise<void> {
  const of = ofCard(card);
  await moveStamps(ctx, {
    ...of, other: "stamps_given", amount: -count, causeId: stamp.stamp_id,
    key: `unstamp:${stamp.stamp_id}:${stamp.removed + count}`,
  });
  const rewards = count > card.held ? await rewardsOf(ctx, of.programmeId, of.memberId) : [];
  const unused = [];
  for (const reward of rewards) {
    if (await isUnused(ctx, programme, reward)) unused.push(reward);
  }
  const counted = removeStamps(card.held, programme.needed, count, unused.length);
  for (const reward of unused.slice(0, counted.rewards)) {
    await takeRewardBack(ctx, programme, reward);
    await moveStamps(ctx, {
      ...of, other: "stamps_used", amount: programme.needed,
      key: `unreward:${reward.reward_id}`, causeId: reward.reward_id,
    });
  }
  await writeCard(ctx, await withDays(ctx, programme, card, { ...card, held: counted.held }));
  await emit(ctx, "wallet.stamp_removed", {
    unitId: stamp.store_id,
    memberId: of.memberId,
    payload: {
      stampId: stamp.stamp_id,
      programmeId: of.programmeId,
      count,
      held: counted.held,
      rewardsTakenBack: counted.rewards,
    },
  });
}
