import type { Context } from "#platform/context.ts";
import type { Job } from "#platform/jobs.ts";
import { emit } from "#platform/journal.ts";
import { lockMembers } from "./locks.ts";
import { lockCard, stampDb } from "./queries.ts";
import { moveStamps } from "./stamp-ledger.ts";
import type { CardsTable } from "./tables.ts";

export const lapseCardName = "wallet.lapse_stamp_card";

/** True: the card's time is over, whatever is written down already. */
export const isLapsed = (card: CardsTable, now: Temporal.Instant): boolean =>
  card.expires_at !== null && Temporal.Instant.compare(card.expires_at, now) <= 0;

async function lapse(ctx: Context, card: CardsTable): Promise<CardsTable> {
  const { programme_id: programmeId, member_id: memberId, held, card_no: cardNo } = card;
  await moveStamps(ctx, {
    programmeId, memberId, other: "stamps_lapsed", amount: -held, causeId: programmeId,
    key: `lapse:${programmeId}:${memberId}:${cardNo}:${card.expires_at?.epochMilliseconds}`,
  });
  const db = stampDb(ctx);
  await db
    .updateTable("wallet.stamps")
    .set({ lapsed_at: ctx.now })
    .where("brand_id", "=", ctx.brand.brandId)
    .where("programme_id", "=", programmeId)
    .where("member_id", "=", memberId)
    .where("card_no", "=", cardNo)
    .where("lapsed_at", "is", null)
    .execute();
  const next = {
    card_no: cardNo + 1, held: 0, lapsed: card.lapsed + held, opened_at: null, expires_at: null,
  };
  await db
    .updateTable("wallet.stamp_cards")
    .set(next)
    .where("brand_id", "=", ctx.brand.brandId)
    .where("programme_id", "=", programmeId)
    .where("member_id", "=", memberId)
    .execute();
  const payload = { programmeId, count: held };
  await emit(ctx, "wallet.stamps_lapsed", { memberId, payload });
  return { ...card, ...next };
}

/** A card whose row is held; what lay on it too long is taken off. */
export async function lapseIfOver(ctx: Context, card: CardsTable): Promise<CardsTable> {
  return isLapsed(card, ctx.now) && card.held > 0 ? lapse(ctx, card) : card;
}

/** Runs when a card's days are over; the clock alone decides, this writes it down. */
export const lapseCardJob: Job = {
  name: lapseCardName,
  async handle(ctx, { programmeId, memberId }) {
    await lockMembers(ctx, [String(memberId)]);
    await lapseIfOver(ctx, await lockCard(ctx, String(programmeId), String(memberId)));
    return undefined;
  },
};
