import { widthOf } from "#modules/limits/index.ts";
import { wholeOdds } from "./outcome.ts";
import { type PlayLimit, poolOf, type PrizeTerms, ruleOf, worthOf } from "./terms.ts";

/** 规范促销行为暂行规定 art. 16: a prize of a lottery is worth 50,000 yuan at most. */
export const chinaTopWorthMinor = 5_000_000;

export interface OfferKnown {
  readonly isPublished: boolean;
  /** The least that a voucher is worth, where its terms say a sum; minor units. */
  readonly knownWorthMinor: number | null;
}

export interface Checked {
  readonly rules: string;
  readonly startsAtMs: number | null;
  readonly endsAtMs: number | null;
  readonly prizes: readonly PrizeTerms[];
  readonly limits: readonly PlayLimit[];
}

export interface CheckFacts {
  readonly nowMs: number;
  readonly currency: string;
  readonly offers: ReadonlyMap<string, OfferKnown>;
}

export const checkCodes = [
  "window", "conditions", "prizes", "odds", "numbers", "money", "vouchers", "worth", "top_worth",
  "pool", "limits", "sharing",
] as const;
export type CheckCode = (typeof checkCodes)[number];

export interface Check {
  readonly code: CheckCode;
  readonly isMet: boolean;
  /** Places of the prizes that it fails for, from 1 on. */
  readonly prizes: readonly number[];
}

const mostPoolMinor = 1_000_000_000_000;

type Fails = (prize: PrizeTerms) => boolean;

function isWrongMoney(prize: PrizeTerms): boolean {
  if (prize.kind !== "money" || prize.money.kind !== "random" || prize.pieces === null) {
    return false;
  }
  const { minMinor, maxMinor, totalMinor } = prize.money;
  return minMinor > maxMinor
    || totalMinor < minMinor * prize.pieces || totalMinor > maxMinor * prize.pieces;
}

function isWorthUnknown(facts: CheckFacts): Fails {
  return (prize) => {
    const worth = worthOf(prize);
    if (worth === null || worth === 0) return true;
    if (prize.kind !== "voucher") return false;
    return worth < (facts.offers.get(prize.offerId)?.knownWorthMinor ?? 0);
  };
}

function areLimitsFine(limits: readonly PlayLimit[]): boolean {
  const places = limits.map((limit) => widthOf(ruleOf(limit)));
  return limits.some(({ of }) => of === "member") && new Set(places).size === places.length;
}

/**
 * What must be there before anybody may play: in China by 规范促销行为暂行规定 kinds, worth,
 * number or probability, time, way and conditions, all shown before the start. Pure.
 */
export function publishChecks(terms: Checked, facts: CheckFacts): Check[] {
  const { prizes, startsAtMs, endsAtMs } = terms;
  const whole = (code: CheckCode, isMet: boolean): Check => ({ code, isMet, prizes: [] });
  const each = (code: CheckCode, fails: Fails): Check => {
    const wrong = prizes.flatMap((prize, place) => (fails(prize) ? [place + 1] : []));
    return { code, isMet: wrong.length === 0, prizes: wrong };
  };
  const window = startsAtMs !== null && endsAtMs !== null
    && startsAtMs > facts.nowMs && endsAtMs > startsAtMs;
  const sum = prizes.reduce((total, { ppm }) => total + ppm, 0);
  const pool = prizes.reduce((total, prize) => total + poolOf(prize), 0);
  const top = facts.currency === "CNY" ? chinaTopWorthMinor : Number.POSITIVE_INFINITY;
  return [
    whole("window", window),
    whole("conditions", terms.rules.trim().length > 0),
    whole("prizes", prizes.length > 0),
    whole("odds", sum <= wholeOdds && prizes.every(({ ppm }) => ppm >= 1)),
    each("numbers", ({ kind, pieces }) => kind === "money" && pieces === null),
    each("money", isWrongMoney),
    each("vouchers", (prize) =>
      prize.kind === "voucher" && facts.offers.get(prize.offerId)?.isPublished !== true),
    each("worth", isWorthUnknown(facts)),
    each("top_worth", (prize) => (worthOf(prize) ?? 0) > top),
    whole("pool", pool <= mostPoolMinor),
    whole("limits", areLimitsFine(terms.limits)),
    // Nothing in a draw can ask for it; the list says so to those who look for it.
    whole("sharing", true),
  ];
}
