import { createHmac } from "node:crypto";

/** All odds together; what the prizes leave of it is nothing. */
export const wholeOdds = 1_000_000;

export type PrizeMoney =
  | { readonly kind: "fixed"; readonly minor: number }
  | {
      readonly kind: "random";
      readonly minMinor: number;
      readonly maxMinor: number;
      /** What all pieces share. */
      readonly totalMinor: number;
    };

/** What an outcome depends on of a prize. */
export interface OddsOfPrize {
  /** Probability of hitting it, parts per million. */
  readonly ppm: number;
  /** Null: as many as are hit. */
  readonly pieces: number | null;
  /** Null: not a red packet. */
  readonly money: PrizeMoney | null;
}

export interface Odds {
  /** In their written order; a prize's number is its place, from 1 on. */
  readonly prizes: readonly OddsOfPrize[];
  readonly whenGone: "next" | "nothing";
}

/** What was won of each prize so far, by its place. */
export interface Given {
  pieces: number;
  moneyMinor: number;
}

export const nothingGiven = (odds: Odds): Given[] =>
  odds.prizes.map(() => ({ pieces: 0, moneyMinor: 0 }));

export interface Chance {
  /** 0 … 999,999: which prize it hits. */
  readonly roll: number;
  /** 48 random bits: how much of a random red packet. */
  readonly share: number;
}

/**
 * The chance of one play: HMAC-SHA-256 under the seed's bytes of "draw:number:nonce". Digits 1–12
 * of the hexadecimal MAC modulo a million are the roll (the remainder favours no prize by more than
 * 4 in a thousand million), digits 13–24 the share.
 */
export function chanceOf(
  seed: string,
  play: { readonly drawId: string; readonly number: number; readonly nonce: string },
): Chance {
  const mac = createHmac("sha256", Buffer.from(seed, "hex"))
    .update(`${play.drawId}:${play.number}:${play.nonce}`)
    .digest("hex");
  return {
    roll: Number.parseInt(mac.slice(0, 12), 16) % wholeOdds,
    share: Number.parseInt(mac.slice(12, 24), 16),
  };
}

export const isGone = (prize: OddsOfPrize, given: Given): boolean =>
  prize.pieces !== null && given.pieces >= prize.pieces;

/** Nothing is left to be won: no play is taken any more. */
export const allGone = (odds: Odds, given: readonly Given[]): boolean =>
  odds.prizes.every((prize, place) => isGone(prize, given[place]!));

/** The place that the roll hits before anybody asks what is left; null: none. */
export function hitPlace(odds: Odds, roll: number): number | null {
  let upTo = 0;
  for (const [place, { ppm }] of odds.prizes.entries()) {
    upTo += ppm;
    if (roll < upTo) return place;
  }
  return null;
}

/**
 * The number of the prize that a roll wins. One that has run out, or is `unavailable` (its voucher
 * was refused by the offer's own limits), falls to the next in the written order that has pieces,
 * or to nothing, as the draw says. Null: nothing.
 */
export function prizeOf(
  odds: Odds,
  given: readonly Given[],
  roll: number,
  unavailable: readonly number[] = [],
): number | null {
  const hit = hitPlace(odds, roll);
  if (hit === null) return null;
  const last = odds.whenGone === "next" ? odds.prizes.length : hit + 1;
  for (let place = hit; place < last; place++) {
    const there = !isGone(odds.prizes[place]!, given[place]!);
    if (there && !unavailable.includes(place + 1)) return place + 1;
  }
  return null;
}

/**
 * The amount of the next red packet of a prize. A random one lies evenly around the average of what
 * is left, as far as the smallest and the greatest amount leave room on both sides, so that every
 * place in the order may expect the same; the last one takes the rest. Minor units.
 */
export function amountOf(prize: OddsOfPrize, given: Given, share: number): number | null {
  const { money, pieces } = prize;
  if (money === null || pieces === null) return null;
  if (money.kind === "fixed") return money.minor;
  const left = money.totalMinor - given.moneyMinor;
  const others = pieces - given.pieces - 1;
  // What it may be, so that all the others can still get between the smallest and the greatest.
  const least = Math.max(money.minMinor, left - others * money.maxMinor);
  const most = Math.min(money.maxMinor, left - others * money.minMinor);
  const twiceAverage = (2 * left) / (others + 1);
  const from = Math.max(least, Math.ceil(twiceAverage - most));
  const to = Math.min(most, Math.floor(twiceAverage - least));
  if (from > to) return least;
  return from + (share % (to - from + 1));
}

export function countGiven(given: Given[], prizeNo: number | null, amountMinor: number | null) {
  if (prizeNo === null) return;
  const one = given[prizeNo - 1]!;
  one.pieces += 1;
  one.moneyMinor += amountMinor ?? 0;
}

/** One line of a draw's log. */
export interface LoggedPlay {
  readonly number: number;
  readonly nonce: string;
  readonly prizeNo: number | null;
  readonly amountMinor: number | null;
  /** Prizes that it hit and could not be given, in their order. */
  readonly unavailable: readonly number[];
}

/**
 * Recomputes plays of a draw in their order, in as many calls as one likes; answers what is wrong
 * with the first that does not follow from seed and odds, or null.
 */
export function replayer(odds: Odds, seed: string, drawId: string) {
  const given = nothingGiven(odds);
  let last = 0;
  return (play: LoggedPlay): string | null => {
    if (play.number !== last + 1) return `its number follows ${last}`;
    last = play.number;
    if (allGone(odds, given)) return "nothing was left to be won";
    const { roll, share } = chanceOf(seed, { drawId, number: play.number, nonce: play.nonce });
    for (const [turn, refused] of play.unavailable.entries()) {
      const due = prizeOf(odds, given, roll, play.unavailable.slice(0, turn));
      if (due !== refused) return `it could not be refused prize ${refused}: due was ${due}`;
    }
    const prizeNo = prizeOf(odds, given, roll, play.unavailable);
    if (prizeNo !== play.prizeNo) return `the prize is ${play.prizeNo}, recomputed ${prizeNo}`;
    const place = (prizeNo ?? 0) - 1;
    const amount = prizeNo === null ? null : amountOf(odds.prizes[place]!, given[place]!, share);
    if (amount !== play.amountMinor) {
      return `the amount is ${play.amountMinor}, recomputed ${amount}`;
    }
    countGiven(given, prizeNo, amount);
    return null;
  };
}
