// The way that most carts go: nothing stands against anything, and everything applies.
import { boundOf, newSums, type AtMost } from "./bound.ts";
import { touchesDelivery } from "./components.ts";
import { apply, evaluate, gives, undo } from "./evaluate.ts";
import type { Candidate, Prepared } from "./prepare.ts";

const mostCandidates = 400;

/**
 * The combination of all that give something, if no two candidates are apart and leaving out any
 * one of them is shown to be worse; null where that takes a search.
 */
export function takeAll(prepared: Prepared): number[] | null {
  const { candidates, conflicts, state } = prepared;
  if (candidates.length > mostCandidates || conflicts.apart.includes(1)) return null;
  if (candidates.some(({ never }) => never)) return null;
  evaluate(prepared, []);
  const most = mostOf(prepared);
  const chosen: number[] = [];
  for (const { index } of candidates) {
    const one = most[index]!;
    if (one.minor === 0 && one.gift === 0) continue;
    const given = apply(prepared, index);
    if (!gives(given)) {
      undo(prepared);
      if (one.minor < Infinity) return null;
      one.minor = 0;
      continue;
    }
    chosen.push(index);
    if (one.minor === Infinity) {
      one.minor = given.goodsMinor + given.deliveryMinor;
      one.gift = given.giftMinor;
    }
  }
  const offMinor = prepared.deliveryMinor - state.deliveryMinor
    + state.lines.initial.reduce((sum, minor) => sum + minor, 0) - state.goodsMinor;
  const all = chosen.map((index) =>
    ({ ...most[index]!, goods: !touchesDelivery(candidates[index]!) }));
  for (let without = 0; without < all.length; without++) {
    if (!isWorse(all, without, state.lines.initial, offMinor, state.giftMinor)) return null;
  }
  return chosen;
}

// What each gives at most. Infinity: what it gives, because nothing before it touches its lines.
function mostOf(prepared: Prepared): AtMost[] {
  const { candidates, lines, state } = prepared;
  const touched = new Uint8Array(lines.count + 1);
  const { sums } = newSums(lines.count);
  return candidates.map((candidate) => {
    const most = { minor: Infinity, gift: Infinity, bps: 0, work: 0 };
    if (isTouched(candidate, touched)) {
      state.self = candidate.index;
      boundOf(prepared, candidate, sums)(state, most);
    }
    for (const line of candidate.lines) touched[line] = 1;
    if (touchesDelivery(candidate)) touched[lines.count] = 1;
    return most;
  });
}

function isTouched(candidate: Candidate, touched: Uint8Array): boolean {
  if (touchesDelivery(candidate) && touched.at(-1) === 1) return true;
  return candidate.lines.some((line) => touched[line] === 1);
}

interface Member extends AtMost {
  readonly goods: boolean;
}

/** Whether all others together must take off less; see `addCliques` for why this is a bound. */
function isWorse(
  all: readonly Member[],
  without: number,
  initial: Float64Array,
  offMinor: number,
  giftMinor: number,
): boolean {
  let [left, off, gift] = [0, 0, 0];
  for (let line = 0; line < initial.length; line++) left += initial[line]!;
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
