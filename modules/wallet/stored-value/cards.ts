import { randomBytes } from "node:crypto";
import { makeDigits } from "#packages/codes/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { emit } from "#platform/journal.ts";
import { lockStored } from "./accounts.ts";
import type { CardsTable, StoredTables } from "./tables.ts";

/** The member's card that is not replaced; null: they never had stored value. */
export async function cardOf(ctx: Context, memberId: string): Promise<CardsTable | null> {
  const row = await tablesOf<StoredTables>(ctx)
    .selectFrom("wallet.stored_cards")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("member_id", "=", memberId)
    .where("state", "<>", "replaced")
    .executeTakeFirst();
  return row ?? null;
}

export async function refuseBlocked(ctx: Context, memberId: string): Promise<void> {
  if ((await cardOf(ctx, memberId))?.state === "blocked") throw refuse("stored_value_blocked");
}

async function makeCard(ctx: Context, memberId: string): Promise<CardsTable> {
  const card: CardsTable = {
    brand_id: ctx.brand.brandId,
    card_id: newId(),
    member_id: memberId,
    number: makeDigits(16, randomBytes),
    state: "in_use",
    made_at: ctx.now,
    blocked_at: null,
    ended_at: null,
  };
  await tablesOf<StoredTables>(ctx).insertInto("wallet.stored_cards").values(card).execute();
  return card;
}

/** The member's card, made with their first balance. The caller holds {@link lockStored}. */
export const ensureCard = async (ctx: Context, memberId: string): Promise<CardsTable> =>
  (await cardOf(ctx, memberId)) ?? (await makeCard(ctx, memberId));

async function change(ctx: Context, card: CardsTable, set: Partial<CardsTable>): Promise<void> {
  await tablesOf<StoredTables>(ctx)
    .updateTable("wallet.stored_cards")
    .set(set)
    .where("brand_id", "=", ctx.brand.brandId)
    .where("card_id", "=", card.card_id)
    .execute();
}

/** The loss is reported: nothing is spent from it until it is replaced. Its balance stays. */
export async function blockCard(ctx: Context, memberId: string): Promise<void> {
  await lockStored(ctx, memberId);
  const card = await cardOf(ctx, memberId);
  if (!card) throw refuse("stored_card_not_found");
  if (card.state === "blocked") return;
  await change(ctx, card, { state: "blocked", blocked_at: ctx.now });
  const payload = { cardId: card.card_id };
  await emit(ctx, "wallet.stored_card_blocked", { memberId, payload });
}

/** A card with another number for the same balance; the old one is worth nothing from then on. */
export async function replaceCard(ctx: Context, memberId: string): Promise<CardsTable> {
  await lockStored(ctx, memberId);
  const card = await cardOf(ctx, memberId);
  if (!card) throw refuse("stored_card_not_found");
  await change(ctx, card, { state: "replaced", ended_at: ctx.now });
  const made = await makeCard(ctx, memberId);
  const payload = { cardId: card.card_id, madeCardId: made.card_id };
  await emit(ctx, "wallet.stored_card_replaced", { memberId, payload });
  return made;
}
