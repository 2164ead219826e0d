// Branch and bound over one component.
import { claimLines, apply, gives, undo } from "./evaluate.ts";
import type { Prepared } from "./prepare.ts";
import { left, newSearch, open, taken, type Best, type Search } from "./search-space.ts";

export interface Part {
  readonly best: Best;
  /** No combination of these candidates comes to less. */
  readonly leastMinor: number;
  readonly evaluated: number;
  readonly work: number;
}

/** Searches one component; `prepared.state` is untouched before and after. */
export function searchComponent(
  prepared: Prepared,
  numbers: readonly number[],
  budget: number,
): Part {
  const search = newSearch(prepared, numbers, budget);
  refresh(search, 0, 0, true);
  decideKeepers(search, 0, 0);
  claimLines(prepared, []);
  const { best, openMinor, evaluated, work } = search;
  return { best, leastMinor: Math.min(best.totalMinor, openMinor), evaluated, work };
}

/** Candidates that keep their lines decide what the others have: every choice of them, first. */
function decideKeepers(search: Search, at: number, depth: number): void {
  const keeper = search.keepers[at];
  if (keeper === undefined) {
    search.ownersDecided = true;
    visit(search, 0, depth, true);
    search.ownersDecided = false;
    return;
  }
  if (!isOpen(search, keeper)) return decideKeepers(search, at + 1, depth);
  if (!promising(search, 0, depth)) return;
  const { state } = search.prepared;
  const { index, lines } = search.candidates[keeper]!;
  take(search, keeper);
  for (const line of lines) state.owner[line] = index;
  state.owners++;
  search.waiting++;
  refresh(search, 0, depth + 1, true);
  decideKeepers(search, at + 1, depth + 1);
  search.waiting--;
  state.owners--;
  for (const line of lines) state.owner[line] = -1;
  giveBack(search, keeper);
  search.status[keeper] = left;
  decideKeepers(search, at + 1, depth);
  search.status[keeper] = open;
}

/** Decides all positions from `from` on; `lowered`: something had its turn since the bounds. */
function visit(search: Search, from: number, depth: number, lowered: boolean): void {
  const count = search.candidates.length;
  let at = from;
  while (at < count && search.status[at] !== taken && !mayHelp(search, at, depth)) at++;
  if (at === count || !promising(search, at, depth)) return;
  if (search.status[at] === taken) {
    search.waiting--;
    turn(search, at, depth);
    search.waiting++;
    return;
  }
  refresh(search, at, depth + 1, lowered);
  if (!promising(search, at, depth + 1)) return;
  const takeFirst = isBestOfFoes(search, at, depth + 1);
  if (takeFirst) takeAndGoOn(search, at, depth + 1);
  search.status[at] = left;
  visit(search, at + 1, depth + 1, false);
  search.status[at] = open;
  if (!takeFirst) takeAndGoOn(search, at, depth + 1);
}

function takeAndGoOn(search: Search, at: number, depth: number): void {
  if (!mayHelp(search, at, depth) || !promising(search, at, depth)) return;
  take(search, at);
  turn(search, at, depth);
  giveBack(search, at);
}

/** The turn of what is taken; if it gives, what is there now is a combination. */
function turn(search: Search, at: number, depth: number): void {
  const { prepared, candidates } = search;
  const candidate = candidates[at]!;
  search.work += candidate.lines.length;
  if (gives(apply(prepared, candidate.index))) {
    if (search.waiting === 0) consider(search);
    visit(search, at + 1, depth, true);
  }
  undo(prepared);
}

function take(search: Search, at: number): void {
  search.status[at] = taken;
  search.members++;
  if (search.candidates[at]!.voucher) search.vouchers++;
  for (const foe of search.foes[at]!) search.against[foe]!++;
}

function giveBack(search: Search, at: number): void {
  search.status[at] = open;
  search.members--;
  if (search.candidates[at]!.voucher) search.vouchers--;
  for (const foe of search.foes[at]!) search.against[foe]!--;
}

/** Undecided, apart from nothing that is taken, and its twin is used already. */
function isOpen(search: Search, at: number): boolean {
  if (search.status[at] !== open || search.against[at]! > 0) return false;
  const twin = search.twin[at]!;
  return twin < 0 || search.status[twin] === taken;
}

function mayHelp(search: Search, at: number, depth: number): boolean {
  return isOpen(search, at)
    && (search.minor[depth]![at]! > 0 || search.gift[depth]![at]! > 0);
}

function isBestOfFoes(search: Search, at: number, depth: number): boolean {
  const minor = search.minor[depth]!;
  return search.foes[at]!.every((foe) =>
    foe < at || search.status[foe] !== open || minor[foe]! <= minor[at]!);
}

/**
 * Bounds of depth `depth` from those one above: of whatever the last decision can have lowered,
 * and of what that decision made exact.
 */
function refresh(
  search: Search,
  from: number,
  depth: number,
  lowered: boolean,
): void {
  const { candidates, exactAfter, most } = search;
  const above = Math.max(0, depth - 1);
  const minor = (search.minor[depth] ??= new Float64Array(candidates.length));
  const gift = (search.gift[depth] ??= new Float64Array(candidates.length));
  const bps = (search.bps[depth] ??= new Float64Array(candidates.length));
  minor.set(search.minor[above]!);
  gift.set(search.gift[above]!);
  bps.set(search.bps[above]!);
  search.lapse();
  const { state } = search.prepared;
  const exactFrom = (search.exactFrom[depth] = search.ownersDecided ? from : -1);
  for (let at = from; at < candidates.length; at++) {
    if (search.status[at] === left || search.against[at]! > 0) continue;
    if (minor[at] === 0 && gift[at] === 0) continue;
    const last = exactAfter[at]!;
    // Exact already: nothing that was decided since touches it.
    if (last < search.exactFrom[above]!) continue;
    if (depth > 0 && last < 0 && candidates[at]!.never) continue;
    const exact = last < exactFrom || (last < 0 && candidates[at]!.never);
    if (!lowered && !exact) continue;
    state.self = candidates[at]!.index;
    (exact ? search.turns : search.bounds)[at]!(state, most);
    minor[at] = Math.min(minor[at]!, most.minor);
    gift[at] = Math.min(gift[at]!, most.gift);
    bps[at] = most.bps;
  }
  search.work += most.work;
  most.work = 0;
}

/** Whether something better than the best so far can still come of the open positions. */
function promising(search: Search, from: number, depth: number): boolean {
  const { best, prepared: { state } } = search;
  addCliques(search, from, depth);
  const { minor, gift } = search.most;
  const totalMinor = state.goodsMinor + state.deliveryMinor;
  const roomMinor = state.goodsMinor - search.floorMinor
    + (search.touchesDelivery ? state.deliveryMinor : 0);
  const leastMinor = totalMinor - Math.min(minor, roomMinor);
  if (leastMinor > best.totalMinor) return false;
  if (search.work >= search.budget) {
    search.openMinor = Math.min(search.openMinor, leastMinor);
    return false;
  }
  if (leastMinor < best.totalMinor) return true;
  const giftMinor = state.giftMinor + gift;
  if (giftMinor !== best.giftMinor) return giftMinor > best.giftMinor;
  if (search.vouchers !== best.vouchers) return search.vouchers < best.vouchers;
  // One more must give what is still to come off, if no keeper that is taken can.
  const more = totalMinor > leastMinor && search.waiting === 0 ? 1 : 0;
  const members = search.members + more;
  if (members !== best.members) return members < best.members;
  return isOlder(search, from);
}

/**
 * Into `most`: what the open positions give at most. Of each clique the one that gives most; and
 * a percentage is of what is left when all that comes before it has given its most, because more
 * taken before it never leaves the member with more to pay.
 */
function addCliques(search: Search, from: number, depth: number): void {
  const { status, against, twin, clique, cliqueMinor, cliqueGift, most, blocks } = search;
  const { goodsMinor } = search.prepared.state;
  const minor = search.minor[depth]!;
  const gift = search.gift[depth]!;
  const bps = search.bps[depth]!;
  search.work += 1 + ((status.length - from) >> 3);
  most.minor = 0;
  most.gift = 0;
  for (let at = from; at < status.length; at++) {
    cliqueMinor[clique[at]!] = 0;
    cliqueGift[clique[at]!] = 0;
  }
  let leftMinor = goodsMinor - search.otherGoodsMinor;
  let [block, inBlock] = [-1, 0];
  for (let at = from; at < status.length; at++) {
    if (status[at] === left || against[at]! > 0) continue;
    if (twin[at]! >= 0 && twin[at]! < from && status[twin[at]!] !== taken) continue;
    if (blocks[at] !== block) {
      block = blocks[at]!;
      leftMinor -= inBlock;
      inBlock = 0;
    }
    let off = minor[at]!;
    if (bps[at]! > 0) off = Math.min(off, Math.ceil((leftMinor * bps[at]!) / 10_000) + 2);
    const of = clique[at]!;
    if (off > cliqueMinor[of]!) {
      most.minor += off - cliqueMinor[of]!;
      if (search.lowersGoods[at] === 1) inBlock += off - cliqueMinor[of]!;
      cliqueMinor[of] = off;
    }
    if (gift[at]! > cliqueGift[of]!) {
      most.gift += gift[at]! - cliqueGift[of]!;
      cliqueGift[of] = gift[at]!;
    }
  }
}

/** Of two that are alike in all else: whether what is decided so far comes before the best. */
function isOlder({ status, inBest }: Search, until: number): boolean {
  for (let at = 0; at < until; at++) {
    const mine = status[at] === taken;
    if (mine !== (inBest[at] === 1)) return mine;
  }
  return true;
}

/** Compares the combination that stands in the state with the best so far. */
function consider(search: Search): void {
  const { best, status, prepared: { state } } = search;
  search.evaluated++;
  const totalMinor = state.goodsMinor + state.deliveryMinor;
  const worse = totalMinor - best.totalMinor || best.giftMinor - state.giftMinor
    || search.vouchers - best.vouchers || search.members - best.members
    || (isOlder(search, status.length) ? -1 : 1);
  if (worse > 0) return;
  best.totalMinor = totalMinor;
  best.giftMinor = state.giftMinor;
  best.vouchers = search.vouchers;
  best.members = search.members;
  best.chosen = state.applied.slice();
  for (let at = 0; at < status.length; at++) search.inBest[at] = status[at] === taken ? 1 : 0;
}
