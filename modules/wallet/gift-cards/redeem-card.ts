import { sql } from "kysely";
import { formatMinor } from "#packages/money/index.ts";
import { isPermanentCodeShape, normaliseCode } from "#packages/codes/index.ts";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { emit } from "#platform/journal.ts";
import { throttle } from "#platform/throttle.ts";
import { voucherIdOf } from "../codes/batch-id.ts";
import { codeHash } from "../codes/batch-key.ts";
import { lockStored, storedValueOf } from "../stored-value/accounts.ts";
import { refuseBlocked } from "../stored-value/cards.ts";
import { pendingTopUpsOf } from "../stored-value/ports.ts";
import { storedSettings } from "../stored-value/settings.ts";
import { creditStoredValue } from "../stored-value/top-up.ts";
import type { GiftBatchesTable, GiftCardsTable } from "./tables.ts";

const triesAnHour = 12;

type Found = Pick<GiftCardsTable, "batch_id" | "number" | "state" | "unit_id" | "member_id"> &
  Pick<GiftBatchesTable, "how" | "face_minor">;

async function find(ctx: Context, hash: Buffer): Promise<Found | null> {
  const { rows } = await sql<Found>`
    select c.batch_id, c.number, c.state, c.unit_id, c.member_id, b.how, b.face_minor
    from wallet.gift_cards c join wallet.gift_card_batches b using (brand_id, batch_id)
    where c.brand_id = ${ctx.brand.brandId} and c.code_hmac = ${hash}`.execute(ctx.tx);
  return rows[0] ?? null;
}

/** The statement that decides who is first. */
async function redeemOnce(ctx: Context, card: Found, memberId: string): Promise<boolean> {
  const { rows } = await sql`
    update wallet.gift_cards set state = 'redeemed', member_id = ${memberId},
      redeemed_at = ${ctx.now}
    where brand_id = ${ctx.brand.brandId} and batch_id = ${card.batch_id}
      and number = ${card.number} and state = 'active' returning number`.execute(ctx.tx);
  return rows.length === 1;
}

function refuseState({ state }: Found): void {
  if (state === "recalled") throw refuse("gift_card_recalled");
  if (state === "unsold") throw refuse("gift_card_not_sold");
  if (state === "redeemed") throw refuse("gift_card_used");
}

/** A top-up that was started counts: once paid it is credited, whatever was redeemed since. */
async function refuseFull(ctx: Context, memberId: string, faceMinor: number): Promise<void> {
  const { mostMinor } = await storedSettings(ctx);
  const { principalMinor } = await storedValueOf(ctx, memberId);
  const held = principalMinor + (await pendingTopUpsOf(ctx, memberId));
  if (held + faceMinor <= mostMinor) return;
  const money = (minor: number) => formatMinor(minor, ctx.brand.currency, ctx.lang);
  const room = Math.max(0, mostMinor - held);
  throw refuse("stored_value_over_most", { most: money(mostMinor), room: money(room) });
}

/**
 * Adds a gift card to a member's stored value: one that was sold as principal, one that was given
 * as bonus. Every try is counted: codes are not guessed.
 */
export async function redeemGiftCard(
  ctx: Context,
  memberId: string,
  text: string,
): Promise<{ readonly faceMinor: number }> {
  await throttle(ctx, {
    purpose: "gift_card_guess",
    keys: [`member:${memberId}`, `client:${ctx.clientHash}`],
    max: triesAnHour,
    windowSeconds: 3_600,
  });
  const code = normaliseCode(text);
  const hash = codeHash(ctx.brand.brandId, code);
  const card = isPermanentCodeShape(code) ? await find(ctx, hash) : null;
  if (!card) throw refuse("gift_card_not_found");
  refuseState(card);
  await lockStored(ctx, memberId);
  await refuseBlocked(ctx, memberId);
  const faceMinor = card.face_minor;
  const sold = card.how === "sold";
  if (sold) await refuseFull(ctx, memberId, faceMinor);
  if (!(await redeemOnce(ctx, card, memberId))) throw refuse("gift_card_used");
  const { batch_id: batchId, number, unit_id: unitId } = card;
  await creditStoredValue(ctx, {
    memberId,
    unitId,
    source: "gift_card",
    sourceId: voucherIdOf(batchId, number),
    principalMinor: sold ? faceMinor : 0,
    bonusMinor: sold ? 0 : faceMinor,
  });
  const payload = { batchId, number, faceMinor };
  await emit(ctx, "wallet.gift_card_redeemed", { unitId, memberId, payload });
  return { faceMinor };
}
