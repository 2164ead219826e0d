// Sentences for a person: what applied, what did not and why, what comes next, what is proven.
import type { Applied, NextStep, Priced, Proof, Reason } from "./answer.ts";
import type { Gift } from "./model.ts";
import { clock, dayAndTime, daysAgo, lastMoment, money, type Reader } from "./reader.ts";
import { offerName, productName, wordsFor } from "./reader.ts";
import { tellBenefit, tellGifts, tellTier } from "./tell-benefit.ts";

/** Why an offer gave what it gave: base, tier, times, limit. */
export function tellApplied(
  applied: Applied,
  reader: Reader,
  gifts: readonly (Gift & { readonly offerId: string })[] = [],
): string {
  const words = wordsFor(reader.lang);
  const say = words.applied;
  const goodsMinor = applied.amountMinor - applied.deliveryMinor;
  const own = gifts.filter((gift) => gift.offerId === applied.offerId);
  const said = whatItSays(applied, reader);
  const handed = tellGifts(own, reader);
  const isSaid = said.some((part) => part.includes(handed));
  return words.sentence([
    ...(applied.base !== null && applied.baseMinor !== null
      ? [say.base(words.base[applied.base], money(applied.baseMinor, reader))]
      : []),
    ...said,
    ...(applied.times > 1 ? [say.times(applied.times)] : []),
    ...(goodsMinor > 0 ? [say.off(money(goodsMinor, reader))] : []),
    ...(applied.deliveryMinor > 0 ? [say.delivery(money(applied.deliveryMinor, reader))] : []),
    ...(own.length > 0 && !isSaid ? [say.gifts(handed)] : []),
    ...(applied.limitedBy ? [say.limitedBy[applied.limitedBy]] : []),
  ]);
}

function whatItSays(applied: Applied, reader: Reader): string[] {
  const say = wordsFor(reader.lang).applied;
  const benefit = reader.offers[applied.offerId]?.benefit;
  if (!benefit) return [];
  if (benefit.kind !== "tiers" || applied.tier === null) {
    return [tellBenefit(benefit, reader)];
  }
  const said = tellTier(benefit, applied.tier, reader);
  return [say.tier(applied.tier + 1, benefit.tiers.length, said)];
}

/** Who bears it: "由总部 ¥30.00、平台 ¥20.00 承担". */
export function tellShares(applied: Pick<Applied, "shares">, reader: Reader): string {
  const { applied: say, list, party, sentence } = wordsFor(reader.lang);
  const shares = applied.shares.filter(({ amountMinor }) => amountMinor !== 0);
  if (shares.length === 0) return "";
  const told = shares.map((share) =>
    say.share(party[share.party], money(share.amountMinor, reader)),
  );
  return sentence([say.shares(list(told))]);
}

/** Why an offer does not apply, without its name: "还差 ¥12.00", "not with “店庆券”". */
export function tellReason(reason: Reason, reader: Reader): string {
  const words = wordsFor(reader.lang);
  return words.sentence([reasonText(reason, reader)]);
}

/** The same as part of a sentence. */
export function reasonText(reason: Reason, reader: Reader): string {
  const words = wordsFor(reader.lang);
  const say = words.reason;
  switch (reason.kind) {
    case "below_amount":
      return say.belowAmount(words.base[reason.base], money(reason.missingMinor, reader));
    case "below_count":
      return say.belowCount(reason.missing);
    case "goods_missing":
      return say.goodsMissing(reason.missing);
    case "no_goods":
      return say.noGoods;
    case "not_with":
      return say.notWith(namesOf(reason.offerIds, reader));
    case "not_better":
      return say.notBetter(reason.worseByMinor > 0 ? money(reason.worseByMinor, reader) : null);
    case "not_chosen":
      return say.notChosen;
    case "not_started":
    case "ended":
      return windowText(reason, reader);
    case "not_at_store":
      return say.notAtStore;
    case "not_in_channel":
      return say.notInChannel;
    case "not_in_segment":
      return say.notInSegment;
    case "not_first_order":
      return say.notFirstOrder;
    case "not_today":
      return say.onlyOn(words.list(reason.weekdays.map((day) => words.weekdays[day - 1] ?? "")));
    case "not_now":
      return say.onlyOn(words.list(reason.hours.map((span) => hoursText(span, reader))));
    case "no_voucher":
      return say.noVoucher;
    case "voucher_used_up":
      return say.voucherUsedUp;
    case "nothing_left":
      return say.nothingLeft[reason.why];
  }
}

function namesOf(offerIds: readonly string[], reader: Reader): string {
  const { list, quote } = wordsFor(reader.lang);
  return list(offerIds.map((id) => quote(offerName(id, reader))));
}

function windowText(
  reason: Reason & { kind: "not_started" | "ended" },
  reader: Reader,
): string {
  const say = wordsFor(reader.lang).reason;
  if (reason.kind === "not_started") return say.notStarted(dayAndTime(reason.fromMs, reader));
  const ago = daysAgo(reason.toMs - 1, reader);
  const day = ago === 0 ? "today" : ago === 1 ? "yesterday" : null;
  return say.ended(day, lastMoment(reason.toMs, reader));
}

function hoursText(span: { from: number; to: number }, reader: Reader): string {
  const { hours } = wordsFor(reader.lang);
  return hours(clock(span.from), clock(span.to), span.to < span.from);
}

/** The way to the next tier (凑单): what is missing, what to add, what the cart then costs. */
export function tellNextStep(step: NextStep, reader: Reader): string {
  const words = wordsFor(reader.lang);
  const say = words.next;
  const tier = tellTier(reader.offers[step.offerId]?.benefit, step.tier, reader)
    || words.quote(offerName(step.offerId, reader));
  const goods = step.add?.map((one) => say.good(productName(one.productId, reader), one.quantity));
  return words.sentence([
    ...(step.missingMinor !== null ? [say.amount(money(step.missingMinor, reader))] : []),
    ...(step.missingCount !== null ? [say.count(step.missingCount)] : []),
    say.reach(tier),
    ...(goods?.length ? [say.add(words.list(goods)), ...costOf(step, reader)] : []),
  ]);
}

function costOf({ costsMinor, worthMinor }: NextStep, reader: Reader): string[] {
  const say = wordsFor(reader.lang).next;
  if (costsMinor === null) return [];
  if (costsMinor === 0) return [say.costsSame];
  if (costsMinor < 0) return [say.costsLess(money(-costsMinor, reader))];
  const worth = worthMinor === null || worthMinor <= costsMinor ? null : money(worthMinor, reader);
  return [say.costsMore(money(costsMinor, reader), worth)];
}

/** What is proven about the price. */
export function tellProof(proof: Proof, reader: Reader): string {
  const { proof: say, sentence } = wordsFor(reader.lang);
  if (proof.candidates === 0) return sentence([say.alone]);
  if (proof.kind === "best" && proof.evaluated === 1) return sentence([say.all]);
  if (proof.kind === "best") return sentence([say.best(proof.candidates, proof.evaluated)]);
  const saving = money(proof.couldStillSaveMinor, reader);
  return sentence([say.bounded(proof.candidates, proof.evaluated, saving)]);
}

/** A sentence with the offer's name before it, for lists that show no name beside it. */
export function withName(offerId: string, sentence: string, reader: Reader): string {
  return wordsFor(reader.lang).named(offerName(offerId, reader), sentence);
}

export interface Told {
  /** Parallel to the arrays of the answer; the names stand beside them. */
  readonly applied: readonly string[];
  readonly notApplied: readonly string[];
  readonly nextSteps: readonly string[];
  readonly proof: string;
}

/** All sentences of an answer. Lines and their cents: {@link tellLines}. */
export function tell(priced: Priced, reader: Reader): Told {
  return {
    applied: priced.applied.map((one) => tellApplied(one, reader, priced.gifts)),
    notApplied: priced.notApplied.map((one) => tellReason(one.reason, reader)),
    nextSteps: priced.nextSteps.map((one) => tellNextStep(one, reader)),
    proof: tellProof(priced.proof, reader),
  };
}
