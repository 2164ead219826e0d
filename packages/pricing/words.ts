// The words that sentences are made of, once per language. Every piece arrives ready to read:
// amounts, dates and names are formatted by tell.ts.
import type { Base, Party } from "./model.ts";

export type Lang = "zh" | "en";

export interface Words {
  readonly quote: (name: string) => string;
  readonly list: (parts: readonly string[]) => string;
  readonly sentence: (parts: readonly string[]) => string;
  readonly named: (name: string, sentence: string) => string;
  readonly base: Readonly<Record<Base, string>>;
  readonly party: Readonly<Record<Party, string>>;
  /** ISO: Monday 1. */
  readonly weekdays: readonly string[];
  readonly hours: (from: string, to: string, nextDay: boolean) => string;
  readonly benefit: BenefitWords;
  readonly applied: AppliedWords;
  readonly reason: ReasonWords;
  readonly next: NextWords;
  readonly proof: ProofWords;
  readonly cent: CentWords;
  readonly refund: RefundWords;
}

export interface BenefitWords {
  readonly memberPrice: (price: string | null) => string;
  readonly activityPrice: (price: string | null) => string;
  readonly eachAmount: (amount: string) => string;
  readonly eachPercent: (bps: number) => string;
  readonly atMostUnits: (units: number) => string;
  readonly atMostTimes: (times: number) => string;
  readonly nth: (n: number, bps: number) => string;
  readonly buyGet: (buy: number, get: number, bps: number) => string;
  readonly bundle: (parts: number, units: number, price: string) => string;
  readonly addOn: (from: string, base: string, price: string, units: number) => string;
  readonly exchange: (units: number, pay: string | null) => string;
  readonly fromAmount: (amount: string, every: boolean) => string;
  readonly fromCount: (count: number, every: boolean) => string;
  readonly unconditional: string;
  readonly off: (amount: string) => string;
  readonly percent: (bps: number) => string;
  readonly atMost: (amount: string) => string;
  readonly gift: (label: string, quantity: number) => string;
  readonly gifts: (gifts: string) => string;
  readonly delivery: (cap: string | null) => string;
  readonly tier: (from: string, give: string) => string;
}

export interface AppliedWords {
  readonly base: (base: string, amount: string) => string;
  readonly tier: (number: number, of: number, says: string) => string;
  readonly times: (times: number) => string;
  readonly off: (amount: string) => string;
  readonly delivery: (amount: string) => string;
  readonly gifts: (gifts: string) => string;
  readonly shares: (shares: string) => string;
  readonly share: (party: string, amount: string) => string;
  readonly limitedBy: Readonly<Record<"cap" | "floor" | "zero", string>>;
}

export interface ReasonWords {
  readonly belowAmount: (base: string, missing: string) => string;
  readonly belowCount: (missing: number) => string;
  readonly goodsMissing: (missing: number) => string;
  readonly noGoods: string;
  readonly notWith: (names: string) => string;
  readonly notBetter: (worse: string | null) => string;
  readonly notChosen: string;
  readonly notStarted: (when: string) => string;
  readonly ended: (day: "today" | "yesterday" | null, when: string) => string;
  readonly notAtStore: string;
  readonly notInChannel: string;
  readonly notInSegment: string;
  readonly notFirstOrder: string;
  readonly onlyOn: (when: string) => string;
  readonly noVoucher: string;
  readonly voucherUsedUp: string;
  readonly nothingLeft: Readonly<Record<"floor" | "zero" | "delivery", string>>;
}

export interface NextWords {
  readonly amount: (missing: string) => string;
  readonly count: (missing: number) => string;
  readonly reach: (tier: string) => string;
  readonly add: (goods: string) => string;
  readonly good: (name: string, quantity: number) => string;
  readonly costsMore: (amount: string, worth: string | null) => string;
  readonly costsLess: (amount: string) => string;
  readonly costsSame: string;
}

export interface ProofWords {
  readonly best: (candidates: number, evaluated: number) => string;
  readonly bounded: (candidates: number, evaluated: number, saving: string) => string;
  /** All that gives something applies: there was nothing to choose. */
  readonly all: string;
  readonly alone: string;
}

export interface CentWords {
  readonly start: (unit: string, quantity: number, amount: string) => string;
  readonly taken: (name: string, amount: string, how: string) => string;
  readonly own: string;
  readonly only: (total: string) => string;
  /** A share that comes out without rounding. */
  readonly even: (total: string, part: string, whole: string) => string;
  readonly share: (total: string, part: string, whole: string, exact: string) => string;
  /** `left`: smallest units that rounding down leaves over; `got`: after its turn, or null. */
  readonly rounded: (cent: Rounded) => string;
  readonly stopped: string;
  readonly rest: (stopped: number) => string;
  readonly byUnits: (total: string) => string;
  readonly points: (amount: string) => string;
  readonly end: (amount: string) => string;
  readonly delivery: (initial: string, payable: string) => string;
}

export interface Rounded {
  readonly down: string;
  readonly left: string;
  readonly unit: string;
  readonly rank: number;
  readonly got: string | null;
}

export interface RefundWords {
  readonly back: (amount: string) => string;
  readonly nothing: string;
  readonly to: (money: string | null, stored: string | null, points: string | null) => string;
  readonly money: (amount: string) => string;
  readonly stored: (amount: string) => string;
  readonly points: (points: number, amount: string) => string;
  readonly carried: (amount: string) => string;
  readonly carriedGift: (amount: string) => string;
  readonly lost: (name: string, reason: string) => string;
  readonly lower: (name: string, from: string, to: string) => string;
  readonly reversed: (name: string, amount: string) => string;
  readonly voucherFree: (name: string) => string;
  readonly giftCharged: (label: string, amount: string) => string;
  readonly allBack: string;
  readonly inexact: string;
}
