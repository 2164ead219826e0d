// All that one search carries with it, and what is known before it begins.
import { boundOf, byTurn, newSums, roomOf, type AtMost, type Bound } from "./bound.ts";
import { touchesDelivery } from "./components.ts";
import type { Candidate, Prepared } from "./prepare.ts";
import { areApart } from "./stacking.ts";

/** What is compared; `chosen` are numbers of candidates, ascending. */
export interface Best {
  totalMinor: number;
  giftMinor: number;
  vouchers: number;
  members: number;
  chosen: number[];
}

export const open = 0;
export const taken = 1;
export const left = 2;

/** Positions below are places in `candidates`, which stand in canonical order. */
export interface Search {
  readonly prepared: Prepared;
  readonly candidates: readonly Candidate[];
  readonly budget: number;
  /** Positions that are apart from a position. */
  readonly foes: readonly Int32Array[];
  /** The position before, where it is a voucher of the same offer: that one is used first. */
  readonly twin: Int32Array;
  /** Pairwise apart candidates have one number: of them at most one gives. */
  readonly clique: Int32Array;
  /** The last position before that can change what this one gives; −1: none. */
  readonly exactAfter: Int32Array;
  readonly bounds: readonly Bound[];
  readonly turns: readonly Bound[];
  /** Positions of candidates that keep their lines: decided before all others. */
  readonly keepers: readonly number[];
  ownersDecided: boolean;
  readonly status: Uint8Array;
  /** How many foes of a position are taken. */
  readonly against: Int32Array;
  /** Bounds by depth of the search, then by position. */
  readonly minor: Float64Array[];
  readonly gift: Float64Array[];
  /** By depth: bounds of what nothing from this position on can change are exact. */
  readonly exactFrom: number[];
  readonly bps: Float64Array[];
  /** Sums for bounds are out of date. */
  readonly lapse: () => void;
  /** No clique reaches from one block of positions into another. */
  readonly blocks: Int32Array;
  readonly lowersGoods: Uint8Array;
  /** Of the cart's goods, what no candidate here touches. */
  readonly otherGoodsMinor: number;
  readonly cliqueMinor: Float64Array;
  readonly cliqueGift: Float64Array;
  readonly most: AtMost;
  readonly best: Best;
  readonly inBest: Uint8Array;
  /** What the goods of the cart cannot fall below, as far as these candidates go. */
  readonly floorMinor: number;
  readonly touchesDelivery: boolean;
  vouchers: number;
  members: number;
  /** Keepers that are taken but have not had their turn. */
  waiting: number;
  /** The least that something cut off for want of budget may come to. */
  openMinor: number;
  evaluated: number;
  work: number;
}

export function newSearch(prepared: Prepared, numbers: readonly number[], budget: number): Search {
  const { state } = prepared;
  const candidates = numbers.map((number) => prepared.candidates[number]!);
  const count = candidates.length;
  const foes = candidates.map((one) => Int32Array.from(
    candidates.flatMap((other, at) =>
      areApart(prepared.conflicts, one.index, other.index) ? [at] : []),
  ));
  const clique = cliquesOf(foes);
  const lines = linesOf(candidates);
  const { sums, lapse } = newSums(prepared.lines.count);
  return {
    prepared,
    candidates,
    budget,
    foes,
    twin: Int32Array.from(candidates, (one, at) =>
      at > 0 && candidates[at - 1]!.offer.offerId === one.offer.offerId ? at - 1 : -1),
    clique,
    exactAfter: exactAfterOf(prepared, candidates, foes),
    bounds: candidates.map((one) => boundOf(prepared, one, sums)),
    turns: candidates.map((one) => byTurn(prepared, one)),
    keepers: [...candidates.keys()].filter((at) => candidates[at]!.never),
    ownersDecided: false,
    status: new Uint8Array(count),
    against: new Int32Array(count),
    minor: [new Float64Array(count).fill(Infinity)],
    gift: [new Float64Array(count).fill(Infinity)],
    bps: [new Float64Array(count)],
    lapse,
    blocks: blocksOf(clique),
    lowersGoods: Uint8Array.from(candidates, (one) => (touchesDelivery(one) ? 0 : 1)),
    otherGoodsMinor: lines.reduce((sum, line) => sum - state.remaining[line]!, state.goodsMinor),
    exactFrom: [-1],
    cliqueMinor: new Float64Array(count),
    cliqueGift: new Float64Array(count),
    most: { minor: 0, gift: 0, bps: 0, work: 0 },
    best: {
      totalMinor: state.goodsMinor + state.deliveryMinor,
      giftMinor: state.giftMinor,
      vouchers: 0,
      members: 0,
      chosen: [],
    },
    inBest: new Uint8Array(count),
    floorMinor: state.goodsMinor - roomOf(state, lines),
    touchesDelivery: candidates.some(touchesDelivery),
    vouchers: 0,
    members: 0,
    waiting: 0,
    openMinor: Infinity,
    evaluated: 0,
    work: 0,
  };
}

function linesOf(candidates: readonly Candidate[]): Int32Array {
  const lines = new Set<number>();
  for (const candidate of candidates) for (const line of candidate.lines) lines.add(line);
  return Int32Array.from(lines);
}

/** Greedy: each joins the first clique all of which it is apart from. */
function cliquesOf(foes: readonly Int32Array[]): Int32Array {
  const clique = new Int32Array(foes.length);
  const sizes: number[] = [];
  for (let at = 0; at < foes.length; at++) {
    const met = new Int32Array(sizes.length);
    for (const foe of foes[at]!) if (foe < at) met[clique[foe]!]!++;
    let found = sizes.findIndex((size, number) => met[number] === size);
    if (found < 0) found = sizes.push(0) - 1;
    sizes[found]!++;
    clique[at] = found;
  }
  return clique;
}

function blocksOf(clique: Int32Array): Int32Array {
  const last = new Map([...clique].map((number, at) => [number, at]));
  const blocks = new Int32Array(clique.length);
  for (let at = 0, block = 0, end = -1; at < clique.length; at++) {
    if (at > end) block++;
    end = Math.max(end, last.get(clique[at]!)!);
    blocks[at] = block;
  }
  return blocks;
}

function exactAfterOf(
  prepared: Prepared,
  candidates: readonly Candidate[],
  foes: readonly Int32Array[],
): Int32Array {
  const last = new Int32Array(candidates.length).fill(-1);
  const marks = new Int32Array(prepared.lines.count).fill(-1);
  for (const [at, one] of candidates.entries()) {
    for (const line of one.lines) marks[line] = at;
    const apart = new Set(foes[at]);
    for (let before = at - 1; before >= 0 && last[at]! < 0; before--) {
      const other = candidates[before]!;
      if (apart.has(before)) continue;
      const onLine = !one.never && !other.never && other.lines.some((line) => marks[line] === at);
      if (onLine || (touchesDelivery(one) && touchesDelivery(other))) last[at] = before;
    }
  }
  return last;
}
