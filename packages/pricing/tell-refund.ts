// What a member is told before a return is confirmed.
import type { Applied } from "./answer.ts";
import { money, offerName, type Reader, wordsFor } from "./reader.ts";
import type { LostThreshold, Refund } from "./refund-model.ts";
import { tellGifts, tellTier } from "./tell-benefit.ts";
import { reasonText } from "./tell.ts";

/** Sentences in the order of their weight: the money, what is carried, what is lost and why. */
export function tellRefund(refund: Refund, reader: Reader): string[] {
  const words = wordsFor(reader.lang);
  const say = words.refund;
  const allBack = refund.paidBackMinor === refund.paidMinor && refund.refundMinor > 0;
  const texts = [
    refund.refundMinor > 0 ? say.back(money(refund.refundMinor, reader)) : say.nothing,
    ...(refund.refundMinor > 0 ? paybackTexts(refund, reader) : []),
    ...(allBack ? [say.allBack] : []),
    ...carriedTexts(refund, reader),
    ...(allBack ? [] : refund.lost.map((lost) => lostText(lost, reader))),
    ...refund.giftsCharged.map((gift) =>
      say.giftCharged(tellGifts([gift], reader), money(gift.worthMinor, reader)),
    ),
    ...refund.benefits.flatMap(({ offerId, voucherId, beforeMinor, afterMinor, over }) => [
      ...(beforeMinor > afterMinor
        ? [say.reversed(offerName(offerId, reader), money(beforeMinor - afterMinor, reader))]
        : []),
      ...(over && voucherId !== null ? [say.voucherFree(offerName(offerId, reader))] : []),
    ]),
    ...(refund.exact ? [] : [say.inexact]),
  ];
  return texts.map((text) => words.sentence([text]));
}

function paybackTexts({ payback }: Refund, reader: Reader): string[] {
  const say = wordsFor(reader.lang).refund;
  const { moneyMinor, storedValueMinor, points, pointsMinor } = payback;
  const text = say.to(
    moneyMinor > 0 ? say.money(money(moneyMinor, reader)) : null,
    storedValueMinor > 0 ? say.stored(money(storedValueMinor, reader)) : null,
    points > 0 ? say.points(points, money(pointsMinor, reader)) : null,
  );
  return text === "" ? [] : [text];
}

function carriedTexts({ carriedMinor, state }: Refund, reader: Reader): string[] {
  if (carriedMinor === 0) return [];
  const say = wordsFor(reader.lang).refund;
  const amount = money(carriedMinor, reader);
  return [state.policy === "charge_gift" ? say.carriedGift(amount) : say.carried(amount)];
}

function lostText(lost: LostThreshold, reader: Reader): string {
  const words = wordsFor(reader.lang);
  const name = offerName(lost.offerId, reader);
  if (lost.reason) return words.refund.lost(name, reasonText(lost.reason, reader));
  const [from, to] = [
    tierText(lost.offerId, lost.tierBefore, lost.timesBefore, reader),
    tierText(lost.offerId, lost.tierAfter, lost.timesAfter, reader),
  ];
  return words.refund.lower(name, from, to);
}

function tierText(
  offerId: string,
  tier: Applied["tier"],
  times: number,
  reader: Reader,
): string {
  const said = tellTier(reader.offers[offerId]?.benefit, tier ?? 0, reader);
  return said === "" || times > 1 ? [said, `×${times}`].join(" ").trim() : said;
}
