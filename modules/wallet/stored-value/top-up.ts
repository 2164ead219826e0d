import { formatMinor } from "#packages/money/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { emit } from "#platform/journal.ts";
import { post } from "../ledger/post.ts";
import { acceptContract } from "./accept-contract.ts";
import { lockStored, ofUnit, partPostings, storedValueOf } from "./accounts.ts";
import { ensureCard, refuseBlocked } from "./cards.ts";
import { storedSettings } from "./settings.ts";
import { type Parts, sumOf } from "./split.ts";
import type { LotsTable, StoredTables, TopUpOffer } from "./tables.ts";

export interface TopUpAsk {
  readonly memberId: string;
  readonly payMinor: number;
  /** Of the contract that was shown; null: it was accepted before. */
  readonly contractHash: string | null;
  /** Started by this member and not ended: it may still be paid. */
  readonly pendingMinor: number;
}

/**
 * What a top-up would give, before any money moves: it is offered, the contract is accepted, the
 * balance stays below the most. Refuses with the reason that stands against it.
 */
export async function permitTopUp(ctx: Context, ask: TopUpAsk): Promise<TopUpOffer> {
  const settings = await storedSettings(ctx);
  if (!settings.isOn || settings.closesOn) throw refuse("stored_value_off");
  const offer = settings.offers.find(({ payMinor }) => payMinor === ask.payMinor);
  if (!offer) throw refuse("top_up_not_offered");
  await lockStored(ctx, ask.memberId);
  await refuseBlocked(ctx, ask.memberId);
  const { principalMinor } = await storedValueOf(ctx, ask.memberId);
  const held = principalMinor + ask.pendingMinor;
  if (held + offer.payMinor > settings.mostMinor) {
    const money = (minor: number) => formatMinor(minor, ctx.brand.currency, ctx.lang);
    const room = Math.max(0, settings.mostMinor - held);
    throw refuse("stored_value_over_most", {
      most: money(settings.mostMinor),
      room: money(room),
    });
  }
  await acceptContract(ctx, ask.memberId, settings.contract, ask.contractHash);
  return offer;
}

export interface Credit extends Parts {
  readonly memberId: string;
  /** Took the money in, and owes it where it is spent. */
  readonly unitId: string;
  readonly source: LotsTable["source"];
  /** Of the top-up or the gift card; credited once. */
  readonly sourceId: string;
}

/**
 * Puts money that was paid ahead, with its bonus, onto a member's stored value. The caller posts
 * the money; the limits were asked before it moved, so that paid money is never turned away here.
 */
export async function creditStoredValue(ctx: Context, credit: Credit): Promise<string> {
  const { memberId, unitId, source, sourceId, principalMinor, bonusMinor } = credit;
  await lockStored(ctx, memberId);
  await ensureCard(ctx, memberId);
  const lotId = newId();
  await tablesOf<StoredTables>(ctx)
    .insertInto("wallet.stored_lots")
    .values({
      brand_id: ctx.brand.brandId,
      lot_id: lotId,
      member_id: memberId,
      unit_id: unitId,
      source,
      source_id: sourceId,
      principal_minor: principalMinor,
      bonus_minor: bonusMinor,
      principal_left: principalMinor,
      bonus_left: bonusMinor,
      refunded_minor: 0,
      made_at: ctx.now,
    })
    .execute();
  const from = source === "gift_card" ? "gift_cards" : "stored_issued";
  const parts = { principalMinor, bonusMinor };
  await post(ctx, [{
    kind: source,
    postingKey: `${source}:${sourceId}`,
    unit: ctx.brand.currency,
    causeId: sourceId,
    postings: [
      ...partPostings(memberId, parts),
      { account: ofUnit(from, unitId), amount: -sumOf(parts) },
    ],
  }]);
  await emit(ctx, "wallet.stored_value_added", {
    unitId,
    memberId,
    payload: { lotId, source, sourceId, unitId, ...parts },
  });
  return lotId;
}
