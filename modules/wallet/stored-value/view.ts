import { Type as T } from "typebox";
import type { Context } from "#platform/context.ts";
import { Day, Id, Millis, Minor, Nullable, Word } from "#platform/schema.ts";
import { acceptedAt } from "./accept-contract.ts";
import { storedValueOf } from "./accounts.ts";
import { cardOf } from "./cards.ts";
import type { RefundOffer } from "./refund-lot.ts";
import { storedSettings } from "./settings.ts";

export const OfferSchema = T.Object(
  {
    payMinor: T.Integer({ minimum: 1, maximum: 100_000_000 }),
    bonusMinor: T.Integer({ minimum: 0, maximum: 100_000_000 }),
  },
  { additionalProperties: false },
);

export const ContractSchema = T.Object({
  version: T.Integer(),
  words: T.String(),
  wordsEn: Nullable(T.String()),
  hash: T.String(),
});

export const StoredSchema = T.Object({
  principalMinor: Minor,
  bonusMinor: Minor,
  card: Nullable(
    T.Object({ last4: T.String(), state: Word("in_use", "blocked"), madeAt: Millis }),
  ),
  isOn: T.Boolean({ description: "top-ups are taken now" }),
  closesOn: Nullable(Day),
  mostMinor: Minor,
  offers: T.Array(OfferSchema),
  contract: ContractSchema,
  acceptedAt: Nullable(Millis),
});

/** A member's balance, with what they may do about it. */
export async function storedView(ctx: Context, memberId: string) {
  const settings = await storedSettings(ctx);
  const card = await cardOf(ctx, memberId);
  const accepted = await acceptedAt(ctx, memberId, settings.contract);
  return {
    ...(await storedValueOf(ctx, memberId)),
    card: card && {
      last4: card.number.slice(-4),
      state: card.state === "blocked" ? ("blocked" as const) : ("in_use" as const),
      madeAt: card.made_at.epochMilliseconds,
    },
    isOn: settings.isOn && !settings.closesOn,
    closesOn: settings.closesOn,
    mostMinor: settings.mostMinor,
    offers: [...settings.offers],
    contract: settings.contract,
    acceptedAt: accepted?.epochMilliseconds ?? null,
  };
}

export const MovementSchema = T.Object({
  entryId: Id,
  kind: T.String(),
  principalMinor: Minor,
  bonusMinor: Minor,
  causeId: Nullable(Id),
  at: Millis,
});

export const LotSchema = T.Object({
  lotId: Id,
  source: Word("top_up", "gift_card"),
  principalMinor: Minor,
  bonusMinor: Minor,
  leftMinor: Minor,
  refundedMinor: Minor,
  madeAt: Millis,
  refundMinor: T.Integer({ description: "what a refund would pay back now" }),
  lapsesMinor: T.Integer({ description: "bonus that would lapse with it" }),
  withdrawableUntil: Millis,
  refundable: T.Boolean({ description: "by the member's own wish" }),
});

export const lotView = (lot: RefundOffer) => ({
  lotId: lot.lotId,
  source: lot.source,
  principalMinor: lot.principalMinor,
  bonusMinor: lot.bonusMinor,
  leftMinor: lot.leftMinor,
  refundedMinor: lot.refundedMinor,
  madeAt: lot.madeAt.epochMilliseconds,
  refundMinor: lot.amountMinor,
  lapsesMinor: lot.lapsesMinor,
  withdrawableUntil: lot.withdrawableUntil.epochMilliseconds,
  refundable: lot.allowed && lot.amountMinor > 0,
});
