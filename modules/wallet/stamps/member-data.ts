import type { Context } from "#platform/context.ts";
import { lockMembers } from "./locks.ts";
import { moveStamps } from "./stamp-ledger.ts";
import { cardsOf, findProgramme, lockCard, stampDb } from "./queries.ts";

async function exportCards(ctx: Context, memberId: string) {
  const cards = [];
  for (const card of await cardsOf(ctx, memberId)) {
    const programme = await findProgramme(ctx, card.programme_id);
    const stamps = await stampDb(ctx)
      .selectFrom("wallet.stamps")
      .select(["at", "count", "removed", "way"])
      .where("brand_id", "=", ctx.brand.brandId)
      .where("programme_id", "=", card.programme_id)
      .where("member_id", "=", memberId)
      .orderBy("at")
      .execute();
    cards.push({
      programme: programme?.name ?? "",
      held: card.held,
      stamps: stamps.map(({ at, ...one }) => ({ ...one, at: at.epochMilliseconds })),
    });
  }
  return cards;
}

/** Nobody is left to fill them: what lies on open cards lapses. */
async function lapseCards(ctx: Context, memberId: string): Promise<void> {
  await lockMembers(ctx, [memberId]);
  for (const known of await cardsOf(ctx, memberId)) {
    const card = await lockCard(ctx, known.programme_id, memberId);
    if (card.held <= 0) continue;
    const { programme_id: programmeId, held } = card;
    await moveStamps(ctx, {
      programmeId, memberId, other: "stamps_lapsed", amount: -held, causeId: programmeId,
      key: `lapse:${programmeId}:${memberId}:erased`,
    });
    await stampDb(ctx)
      .updateTable("wallet.stamp_cards")
      .set({ held: 0, lapsed: card.lapsed + held, opened_at: null, expires_at: null })
      .where("brand_id", "=", ctx.brand.brandId)
      .where("programme_id", "=", programmeId)
      .where("member_id", "=", memberId)
      .execute();
  }
}

export const memberStamps = { name: "stamps", export: exportCards, erase: lapseCards };
