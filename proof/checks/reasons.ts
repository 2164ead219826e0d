import { playsEach, type Terms } from "../attack.ts";
import type { Told } from "../shot.ts";
import type { Facts } from "./facts.ts";
import { type Finding, finding } from "./finding.ts";
import { type Life, mayHaveStood, redemptionLives, voucherLives } from "./lives.ts";
import {
  declaredOf, isLimitCode, isOf, joins, usesOf,
} from "./declared.ts";
import type { Tried } from "./tried.ts";

/** A process may remember for so long that it found the stock empty. */
const memoryMs = 1_000;
/** So long a counter's preview is good; a machine may be slower than that. */
const previewMs = 300_000;

interface Known {
  readonly facts: Facts;
  readonly timeZone: string;
  readonly offers: ReadonlyMap<string, Terms>;
  readonly vouchers: ReadonlyMap<string, readonly Life[]>;
  readonly redemptions: ReadonlyMap<string, readonly Life[]>;
  readonly tried: ReadonlyMap<string, readonly Tried[]>;
}

/** What a request made itself is no reason to refuse a copy of it. */
const others = (lives: readonly Life[], { key }: Told, { facts }: Known): Life[] => {
  const own = facts.stored.get(key)?.madeId;
  return lives.filter((life) => life.id !== own);
};

type Rule = (told: Told, known: Known) => boolean;

/** Some act of this kind that may have happened had been sent before the refusal was answered. */
function sentBefore(act: Tried["act"], match: (one: Tried, told: Told) => boolean): Rule {
  return (told, { tried }) => (tried.get(act) ?? []).some((one) =>
    one.outcome !== "refused" && one.sentAt <= told.answeredAt && match(one, told));
}

const usesGone: Rule = (told, known) => {
  const voucherId = told.on.voucherId ?? "";
  const total = known.facts.vouchers.find((one) => one.voucherId === voucherId)?.usesTotal ?? 1;
  const lives = others(known.redemptions.get(voucherId) ?? [], told, known);
  return mayHaveStood(lives, told.sentAt, told.answeredAt).length >= total;
};

/** What others may have held of the limit, and this request's own amount, are above its cap. */
const limitWasFull: Rule = (told, known) => {
  const declared = declaredOf(known.offers).find((one) => isOf(one, told));
  if (!declared) return false;
  const { rule, at } = declared;
  const all = at === "claim" ? known.vouchers : known.redemptions;
  const uses = usesOf(known.facts, declared, [...all.values()].flat());
  const isJoined = joins(declared, told, known.timeZone);
  const own = known.facts.stored.get(told.key)?.madeId;
  const same = uses.filter(({ life, group }) => life.id !== own && isJoined(group));
  const amounts = new Map(same.map(({ life, amount }) => [life, amount]));
  const held = mayHaveStood([...amounts.keys()], told.sentAt, told.answeredAt);
  const sum = held.reduce((total, life) => total + (amounts.get(life) ?? 0), 0);
  return sum + (rule.what === "money" ? (told.on.amountMinor ?? 0) : 1) > rule.cap;
};

const recalled = sentBefore("recall", (one, { on }) => one.on.voucherId === on.voucherId);

/** For each refusal: could it be true at some moment between the request and the answer? */
const rules: Readonly<Record<string, Rule>> = {
  offer_sold_out: (told, known) => {
    const offerId = told.on.offerId ?? "";
    const lives = others(known.vouchers.get(offerId) ?? [], told, known);
    return mayHaveStood(lives, told.sentAt - memoryMs, told.answeredAt).length
      >= (known.offers.get(offerId)?.totalStock ?? Infinity);
  },
  offer_member_limit: (told, known) => {
    const offerId = told.on.offerId ?? "";
    const all = others(known.vouchers.get(offerId) ?? [], told, known);
    const own = all.filter((life) => life.memberId === told.on.memberId);
    const cap = known.offers.get(offerId)?.perMember ?? Infinity;
    return mayHaveStood(own, told.sentAt, told.answeredAt).length >= cap;
  },
  stopped: (told, { tried }) => {
    const of = (act: Tried["act"]) =>
      (tried.get(act) ?? []).filter((one) => one.on.offerId === told.on.offerId);
    return of("stop").some((stop) => stop.sentAt <= told.answeredAt
      && !of("lift").some((lift) => lift.sentAt > stop.sentAt && lift.doneBy < told.sentAt));
  },
  not_signed_in: sentBefore("erase", (one, { on }) => one.on.memberId === on.memberId),
  voucher_used: usesGone,
  code_spent: ({ key, on, answeredAt }, { facts, redemptions }) =>
    facts.redemptions.some(({ codeId, redemptionId, voucherId }) =>
      codeId === on.codeId && facts.stored.get(key)?.madeId !== redemptionId
      && (redemptions.get(voucherId) ?? []).some((life) =>
        life.id === redemptionId && life.sentAt <= answeredAt)),
  voucher_recalled: recalled,
  prepare_expired: ({ on, answeredAt }) => answeredAt - (on.scannedAt ?? Infinity) >= previewMs,
  voucher_not_recallable: (told, known) => recalled(told, known) || usesGone(told, known),
  limit_member_ever_count: ({ key, on, answeredAt }, { tried }) =>
    (tried.get("play") ?? []).filter((one) => one.key !== key && one.outcome !== "refused"
      && one.sentAt <= answeredAt && one.on.memberId === on.memberId
      && one.on.drawId === on.drawId).length >= playsEach,
  // How many pieces there were is known to the attack, which counts them itself.
  draw_all_gone: sentBefore("play", (one, { key, on }) =>
    one.key !== key && one.on.drawId === on.drawId),
  win_not_recallable: sentBefore("recallWin", (one, { key, on }) =>
    one.key !== key && one.on.playId === on.playId),
  redemption_undone: sentBefore("undo", (one, { on }) => one.on.redemptionId === on.redemptionId),
};

/** Each loser was told a reason that was true. */
export function checkReasons(
  facts: Facts,
  tried: readonly Tried[],
  offers: ReadonlyMap<string, Terms>,
  timeZone: string,
): Finding[] {
  const known: Known = {
    facts,
    timeZone,
    offers,
    vouchers: Map.groupBy(voucherLives(facts, tried), (life) => life.of),
    redemptions: Map.groupBy(redemptionLives(facts, tried), (life) => life.of),
    tried: Map.groupBy(tried, (one) => one.act),
  };
  return tried.flatMap(({ tries }) => tries).flatMap((told) => {
    if (told.outcome !== "refused") return [];
    // A draw declares limits of its own; those of offers are reckoned from their rows.
    const ofOffer = isLimitCode(told.code) && told.act !== "play";
    const rule = ofOffer ? limitWasFull : rules[told.code ?? ""];
    if (rule?.(told, known)) return [];
    const why = rule ? "was not true" : "is no reason that this attack can have";
    return [finding("untrue", `${told.key}: ${told.code} ${why}`)];
  });
}
