// What a combination of candidates costs. The search calls this thousands of times.
import type { Prepared } from "./prepare.ts";
import { forget, free, type Given, type State } from "./state.ts";

/** What a combination comes to; how lines and gifts came about stands in `prepared.state`. */
export interface Evaluation {
  /** Goods and delivery. */
  readonly totalMinor: number;
  /** Sum of `giftScore`. */
  readonly giftMinor: number;
  readonly vouchers: number;
  /** How many offers and vouchers. */
  readonly members: number;
  /** The first member that gave nothing, so that this is no combination; −1: all gave. */
  readonly idle: number;
}

/**
 * Prices the candidates `chosen` (numbers ascending, no two of them apart) and leaves
 * `prepared.state` as it is after them, or after the first that gives nothing. What it has in
 * common with the combination before is not computed again.
 */
export function evaluate(prepared: Prepared, chosen: readonly number[]): Evaluation {
  const { state, candidates } = prepared;
  let idle = -1;
  const common = arrange(prepared, chosen, chosen);
  for (let at = 0; at < chosen.length && idle < 0; at++) {
    const index = chosen[at]!;
    if (!gives(at < common ? state.given[index]! : apply(prepared, index))) idle = index;
  }
  let vouchers = 0;
  for (const index of chosen) if (candidates[index]!.voucher) vouchers++;
  return {
    totalMinor: state.goodsMinor + state.deliveryMinor,
    giftMinor: state.giftMinor,
    vouchers,
    members: chosen.length,
    idle,
  };
}

/**
 * Leaves `prepared.state` as it is when the turn of candidate `index` comes after those of
 * `before` (numbers ascending, all smaller), if it is added to the combination `chosen`.
 */
export function turnOf(
  prepared: Prepared,
  chosen: readonly number[],
  before: readonly number[],
  index: number,
): void {
  const owners = prepared.candidates[index]!.never ? [...chosen, index] : chosen;
  for (let at = arrange(prepared, owners, before); at < before.length; at++) {
    apply(prepared, before[at]!);
  }
  prepared.state.self = index;
}

// Undoes what is not a common start of the combination before and this; answers its length.
function arrange(
  prepared: Prepared,
  owners: readonly number[],
  chosen: readonly number[],
): number {
  const { state } = prepared;
  if (!sameOwners(prepared, owners)) {
    while (state.applied.length > 0) undo(prepared);
    claimLines(prepared, owners);
  }
  let common = 0;
  while (common < chosen.length && state.applied[common] === chosen[common]) common++;
  while (state.applied.length > common) undo(prepared);
  return common;
}

/**
 * Below zero where combination `a` is the better one: cheaper, then gifts worth more, then fewer
 * vouchers, then fewer members, then the older (its numbers come first).
 */
export function compare(
  a: Evaluation,
  chosenA: readonly number[],
  b: Evaluation,
  chosenB: readonly number[],
): number {
  return (
    a.totalMinor - b.totalMinor ||
    b.giftMinor - a.giftMinor ||
    a.vouchers - b.vouchers ||
    a.members - b.members ||
    compareNumbers(chosenA, chosenB)
  );
}

function compareNumbers(a: readonly number[], b: readonly number[]): number {
  for (let at = 0; at < a.length && at < b.length; at++) {
    if (a[at] !== b[at]) return a[at]! - b[at]!;
  }
  return a.length - b.length;
}

/** Gives candidate `index` its turn, after those that are applied already. */
export function apply(prepared: Prepared, index: number): Given {
  const { state } = prepared;
  const candidate = prepared.candidates[index]!;
  const given = state.given[index]!;
  forget(given);
  state.self = index;
  candidate.plan.give(state);
  state.goodsMinor -= given.goodsMinor;
  state.deliveryMinor -= given.deliveryMinor;
  state.giftMinor += given.giftMinor;
  if (candidate.lowersItems && given.goodsMinor > 0) {
    addTaken(state, given, candidate.lines, 1);
    state.itemOffMinor += given.goodsMinor;
  }
  state.applied.push(index);
  return given;
}

/**
 * What candidate `index` would give if its turn were now: the amounts of `apply` without splitting
 * them to lines. Nothing needs to be taken back.
 */
export function measure(prepared: Prepared, index: number): Given {
  const { state } = prepared;
  const given = state.given[index]!;
  forget(given);
  state.self = index;
  state.measuring = true;
  prepared.candidates[index]!.plan.give(state);
  state.measuring = false;
  return given;
}

/** Takes back the turn of the candidate that was applied last. */
export function undo(prepared: Prepared): void {
  const { state } = prepared;
  const index = state.applied.pop()!;
  const candidate = prepared.candidates[index]!;
  const given = state.given[index]!;
  state.goodsMinor += given.goodsMinor;
  state.deliveryMinor += given.deliveryMinor;
  state.giftMinor -= given.giftMinor;
  if (given.goodsMinor === 0) return;
  if (candidate.lowersItems) {
    addTaken(state, given, candidate.lines, -1);
    state.itemOffMinor -= given.goodsMinor;
  }
  const { remaining, taken } = state;
  const { from } = given;
  const { lines } = candidate;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!;
    remaining[line] = remaining[line]! + taken[from + line]!;
    taken[from + line] = 0;
  }
}

/** Whether it lowered a price or gave a gift. */
export function gives(given: Given): boolean {
  return given.goodsMinor > 0 || given.deliveryMinor > 0 || given.giftUnits > 0;
}

/** Before any of `chosen` has its turn: those whose goods take part in nothing else keep them. */
export function claimLines(prepared: Prepared, chosen: readonly number[]): void {
  const { state, candidates } = prepared;
  if (state.owners > 0) state.owner.fill(free);
  state.owners = 0;
  for (const index of chosen) {
    if (!candidates[index]!.never) continue;
    state.owners++;
    for (const line of candidates[index]!.lines) state.owner[line] = index;
  }
}

function sameOwners({ state, candidates }: Prepared, chosen: readonly number[]): boolean {
  let owners = 0;
  for (const index of chosen) {
    const candidate = candidates[index]!;
    if (!candidate.never) continue;
    owners++;
    if (state.owner[candidate.lines[0]!] !== index) return false;
  }
  return owners === state.owners;
}

function addTaken(state: State, { from }: Given, lines: Int32Array, sign: 1 | -1): void {
  const { itemOff, taken } = state;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!;
    itemOff[line]! += sign * taken[from + line]!;
  }
}
