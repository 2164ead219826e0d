// Nobody ever owes more for keeping less: of all ways to have returned no more than came back,
// the cheapest bill holds.
import { type Bill, billFor, type Desk, owedFor } from "./refund-bill.ts";
import type { Tally } from "./refund-returns.ts";

/**
 * Ways of returning part of what came back that one refund compares. Each is one pricing of the
 * kept goods with the offers that applied; twelve single items are 4,096 ways.
 */
export const refundLimit = 5_000;

export interface Cheapest {
  readonly billed: readonly number[];
  readonly bill: Bill;
  readonly exact: boolean;
}

/**
 * The cheapest bill over all sets of units between what is kept and what was bought. It grows
 * with what is kept and depends on nothing else, so refunds are never negative and the way to a
 * return does not matter. Beyond `refundLimit` sets it compares a few that are always there:
 * still never above what was billed before, and nothing when everything is back.
 */
export function cheapestBill(desk: Desk, tally: Tally, limit = refundLimit): Cheapest {
  const bought = desk.order.cart.lines.map(({ quantity }) => quantity);
  const ways = tally.kept.reduce((count, kept, line) => count * (bought[line]! - kept + 1), 1);
  const own = billFor(desk, tally.kept, tally.gifts);
  if (desk.policy === "keep" || own.owedMinor === 0 || ways === 1) {
    return { billed: tally.kept, bill: own, exact: true };
  }
  const exact = ways <= limit;
  let best = { billed: tally.kept, owedMinor: own.owedMinor };
  for (const billed of exact ? between(tally.kept, bought) : someOf(tally, bought)) {
    const owedMinor = owedFor(desk, billed, tally.gifts);
    const gain = best.owedMinor - owedMinor;
    if (gain > 0 || (gain === 0 && comesFirst(billed, best.billed))) best = { billed, owedMinor };
  }
  return { billed: best.billed, bill: billFor(desk, best.billed, tally.gifts), exact };
}

// Of two equal bills the one with fewer units, then with fewer of an earlier line.
function comesFirst(a: readonly number[], b: readonly number[]): boolean {
  const units = (set: readonly number[]) => set.reduce((sum, count) => sum + count, 0);
  const [left, right] = [units(a), units(b)];
  if (left !== right) return left < right;
  const line = a.findIndex((count, at) => count !== b[at]);
  return line >= 0 && a[line]! < b[line]!;
}

// All sets, counted up like the digits of a number.
function* between(
  kept: readonly number[],
  bought: readonly number[],
): Generator<readonly number[]> {
  const set = [...kept];
  while (true) {
    yield [...set];
    let line = 0;
    while (line < set.length && set[line] === bought[line]) {
      set[line] = kept[line]!;
      line++;
    }
    if (line === set.length) return;
    set[line]!++;
  }
}

// As billed before, as bought, and each line alone returned, or alone not returned.
function* someOf(tally: Tally, bought: readonly number[]): Generator<readonly number[]> {
  const { kept, billed } = tally;
  yield billed;
  yield bought;
  for (let line = 0; line < kept.length; line++) {
    if (kept[line] === bought[line]) continue;
    yield bought.map((units, at) => (at === line ? kept[at]! : units));
    yield kept.map((units, at) => (at === line ? bought[at]! : units));
  }
}
