// Every allowed combination, one after the other; the best of them.
import type { Cart, Facts, Moment, Options, PointsRule } from "../cart.ts";
import type { Gift, Offer, StackingPolicy } from "../model.ts";
import { type Candidate, candidatesOf, canonicalLines, mayMeet } from "./candidates.ts";
import { give, type Given, type State } from "./give.ts";
import { shareOut, smallest, sum } from "./whole.ts";

export interface OracleApplied extends Given {
  readonly candidate: Candidate;
  readonly amount: bigint;
  readonly shares: readonly bigint[];
}

export interface OracleAnswer {
  readonly applied: readonly OracleApplied[];
  /** By line id. */
  readonly payable: ReadonlyMap<string, bigint>;
  readonly points: ReadonlyMap<string, bigint>;
  readonly lineIds: readonly string[];
  readonly goods: bigint;
  readonly delivery: bigint;
  readonly total: bigint;
  readonly pointsUsed: number;
  readonly pointsMinor: bigint;
  readonly storedValue: bigint;
  readonly due: bigint;
  readonly gifts: readonly Gift[];
  readonly candidates: number;
  readonly combinations: number;
}

interface Evaluated {
  readonly applied: readonly (Given & { readonly candidate: Candidate; readonly amount: bigint })[];
  readonly rest: readonly bigint[];
  readonly delivery: bigint;
}

/** The price of a cart by trying everything: at most some 12 candidates. */
export function bruteForce(
  cart: Cart, offers: readonly Offer[], facts: Facts, now: Moment, options: Options,
  policy: StackingPolicy,
): OracleAnswer {
  const lines = canonicalLines(cart);
  const candidates = candidatesOf(lines, offers, facts, now, options, policy);
  let best: Evaluated | undefined;
  let bestRank: readonly bigint[] = [];
  let combinations = 0;
  for (const members of combinationsOf(candidates, policy)) {
    combinations += 1;
    const start: State = {
      lines,
      rest: lines.map((line) => BigInt(line.listMinor) * BigInt(line.quantity)),
      takenOnItems: lines.map(() => 0n),
      ignoreFloors: options.ignoreFloors === true,
      delivery: BigInt(cart.deliveryMinor ?? 0),
    };
    const evaluated = evaluate(members, start);
    if (!evaluated) continue;
    const rank = rankOf(evaluated, candidates);
    if (best && !isLess(rank, bestRank)) continue;
    best = evaluated;
    bestRank = rank;
  }
  if (!best) throw new Error("the empty combination is always allowed");
  return paid(best, lines.map((line) => line.lineId), facts, candidates.length, combinations);
}

/** All sets of candidates of which every two may meet, each in canonical order. */
function* combinationsOf(
  candidates: readonly Candidate[], policy: StackingPolicy,
): Generator<readonly Candidate[]> {
  const free = candidates.map((a, i) =>
    candidates.map((b, j) => i !== j && mayMeet(a, b, policy)));
  let sets: number[][] = [[]];
  for (const [i, mayBeside] of free.entries()) {
    sets = sets.concat(
      sets.filter((set) => set.every((j) => mayBeside[j])).map((set) => [...set, i]),
    );
  }
  for (const set of sets) yield set.map((i) => candidates[i]!);
}

/** Undefined where one of them gives nothing. */
function evaluate(members: readonly Candidate[], state: State): Evaluated | undefined {
  const applied = [];
  for (const candidate of members) {
    const among = candidate.lines.map((is, i) => is && !members.some((other) =>
      other !== candidate && other.offer.joins === "never" && other.lines[i]));
    const given = give(candidate.offer, among, state);
    const amount = sum(given.byLine) + given.delivery;
    if (amount <= 0n && given.gifts.length === 0) return undefined;
    const { category } = candidate.offer;
    given.byLine.forEach((minor, i) => {
      state.rest[i]! -= minor;
      if (category === "price" || category === "item") state.takenOnItems[i]! += minor;
    });
    state.delivery -= given.delivery;
    applied.push({ ...given, candidate, amount });
  }
  return { applied, rest: state.rest, delivery: state.delivery };
}

/** Smaller is better, number by number. */
function rankOf({ applied, rest, delivery }: Evaluated, all: readonly Candidate[]): bigint[] {
  // A gift of unknown value, or of none, counts 1 a piece: better than no gift.
  const giftValue = applied.flatMap(({ gifts }) => gifts)
    .map((gift) => BigInt(Math.max(1, gift.valueMinor ?? 0)) * BigInt(gift.quantity));
  const vouchers = applied.filter(({ candidate }) => candidate.voucher !== null).length;
  return [
    sum(rest) + delivery, -sum(giftValue), BigInt(vouchers), BigInt(applied.length),
    ...applied.map(({ candidate }) => BigInt(all.indexOf(candidate))),
  ];
}

function isLess(a: readonly bigint[], b: readonly bigint[]): boolean {
  const at = a.findIndex((value, i) => value !== b[i]);
  return at >= 0 && a[at]! < b[at]!;
}

function paid(
  best: Evaluated, lineIds: readonly string[], facts: Facts, candidates: number,
  combinations: number,
): OracleAnswer {
  const goods = sum(best.rest);
  const total = goods + best.delivery;
  const { used, minor } = pointsFor(facts.points ?? null, goods);
  const storedValue = smallest(BigInt(facts.storedValueMinor ?? 0), total - minor);
  const byLine = (values: readonly bigint[]) =>
    new Map(lineIds.map((lineId, i) => [lineId, values[i]!]));
  return {
    applied: best.applied.map((one) => ({
      ...one,
      shares: shareOut(one.amount, one.candidate.offer.payers.map(({ bps }) => BigInt(bps))),
    })),
    payable: byLine(best.rest),
    points: byLine(shareOut(minor, best.rest)),
    lineIds, goods, delivery: best.delivery, total,
    pointsUsed: used, pointsMinor: minor, storedValue, due: total - minor - storedValue,
    gifts: best.applied.flatMap(({ gifts }) => gifts),
    candidates, combinations,
  };
}

/** Step after step, as long as the next one is allowed. */
function pointsFor(rule: PointsRule | null, goods: bigint): { used: number; minor: bigint } {
  if (!rule) return { used: 0, minor: 0n };
  const wanted = rule.use === "most" ? rule.balance : Math.min(rule.balance, rule.use);
  const limit = smallest(
    goods,
    rule.capMinor == null ? goods : BigInt(rule.capMinor),
    rule.capBps === undefined ? goods : (goods * BigInt(rule.capBps)) / 10_000n,
  );
  const steps = smallest(
    BigInt(Math.floor(wanted / rule.step.points)), limit / BigInt(rule.step.minor),
  );
  return { used: Number(steps) * rule.step.points, minor: steps * BigInt(rule.step.minor) };
}
