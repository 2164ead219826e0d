// The way that most carts go: nothing stands against anything, and everything applies.
import { boundOf, newSums, type AtMost, type Sums } from "./bound.ts";
import { touchesDelivery } from "./components.ts";
import { apply, evaluate, gives, undo } from "./evaluate.ts";
import type { Candidate, Prepared } from "./prepare.ts";

const mostCandidates = 400;

/**
 * The combination of all that give something, if no two candidates are apart and leaving out any
 * one of them is shown to be worse; null where that takes a search.
 */
export function takeAll(prepared: Prepared): number[] | null {
  const { candidates, conflicts, state, lines } = prepared;
  if (candidates.length > mostCandidates || conflicts.any) return null;
  if (candidates.some(({ never }) => never)) return null;
  evaluate(prepared, []);
  const most = mostOf(prepared);
  const chosen: number[] = [];
  const all: Member[] = [];
  for (let index = 0; index < candidates.length; index++) {
    const one = most[index]!;
    if (one.minor === 0 && one.gift === 0) continue;
    const given = apply(prepared, index);
    if (!gives(given)) {
      undo(prepared);
      if (one.minor < Infinity) return null;
      continue;
    }
    chosen.push(index);
    all.push(one);
    if (one.minor === Infinity) {
      one.minor = given.goodsMinor + given.deliveryMinor;
      one.gift = given.giftMinor;
    }
  }
  const offMinor = prepared.deliveryMinor - state.deliveryMinor
    + lines.initialMinor - state.goodsMinor;
  for (let without = 0; without < all.length; without++) {
    if (!isWorse(all, without, lines.initialMinor, offMinor, state.giftMinor)) return null;
  }
  return chosen;
}

interface Member extends AtMost {
  /** It lowers goods, not delivery. */
  readonly goods: boolean;
}

// What each gives at most. Infinity: what it gives, because nothing before it touches its lines.
function mostOf(prepared: Prepared): Member[] {
  const { candidates, lines, state } = prepared;
  const touched = new Uint8Array(lines.count + 1);
  let sums: Sums | null = null;
  const members: Member[] = [];
  for (const candidate of candidates) {
    const goods = !touchesDelivery(candidate);
    const most = { minor: Infinity, gift: Infinity, bps: 0, work: 0, goods };
    if (isTouched(candidate, touched, goods)) {
      state.self = candidate.index;
      sums ??= newSums(lines.count).sums;
      boundOf(prepared, candidate, sums)(state, most);
    }
    for (const line of candidate.lines) touched[line] = 1;
    if (!goods) touched[lines.count] = 1;
    members.push(most);
  }
  return members;
}

function isTouched({ lines }: Candidate, touched: Uint8Array, goods: boolean): boolean {
  if (!goods && touched[touched.length - 1] === 1) return true;
  for (let at = 0; at < lines.length; at++) if (touched[lines[at]!] === 1) return true;
  return false;
}

/** Whether all others together must take off less; see `addCliques` for why this is a bound. */
function isWorse(
  all: readonly Member[],
  without: number,
  initialMinor: number,
  offMinor: number,
  giftMinor: number,
): boolean {
  let [left, off, gift] = [initialMinor, 0, 0];
  for (let at = 0; at < all.length; at++) {
    if (at === without) continue;
    const one = all[at]!;
    const part = one.bps > 0
      ? Math.min(one.minor, Math.ceil((left * one.bps) / 10_000) + 2) : one.minor;
    off += part;
    gift += one.gift;
    if (one.goods) left -= part;
  }
  return off < offMinor || (off === offMinor && gift < giftMinor);
}
