// How many units of an order are kept, after all returns so far.
import type { PricedOrder } from "./record.ts";
import type { RefundPolicy, RefundState, Returned } from "./refund-model.ts";

/** By line and by gift, in the order of the cart. */
export interface Tally {
  readonly kept: readonly number[];
  /** At least `kept`: the units that are charged for. */
  readonly billed: readonly number[];
  /** Returned units of each gift. */
  readonly gifts: readonly number[];
}

/** Where an order stands; RangeError for a state of another order or policy. */
export function tallyOf(
  order: PricedOrder,
  policy: RefundPolicy,
  state: RefundState | undefined,
): Tally {
  const bought = order.cart.lines.map(({ quantity }) => quantity);
  const none = order.priced.gifts.map(() => 0);
  if (!state) return { kept: bought, billed: bought, gifts: none };
  if (state.policy !== policy) {
    throw new RangeError(`the earlier returns of this order are reckoned by "${state.policy}"`);
  }
  const [kept, billed] = [[...bought], [...bought]];
  for (const { lineId, quantity, billed: units } of state.lines) {
    const line = placeOf(order, lineId);
    kept[line] = within(bought[line]! - quantity, bought[line]!, lineId);
    billed[line] = within(units, bought[line]!, lineId);
  }
  return { kept, billed, gifts: none.map((_, gift) => state.gifts[gift] ?? 0) };
}

/** The same after more came back; RangeError for what was not bought or is back already. */
export function withReturned(
  order: PricedOrder,
  tally: Tally,
  returned: readonly Returned[],
): Tally {
  const kept = [...tally.kept];
  const gifts = [...tally.gifts];
  for (const one of returned) {
    if (!Number.isSafeInteger(one.quantity) || one.quantity < 1) {
      throw new RangeError(`no quantity to return: ${one.quantity}`);
    }
    if ("gift" in one) {
      const given = order.priced.gifts[one.gift];
      if (!given) throw new RangeError(`the order has no gift ${one.gift}`);
      gifts[one.gift] = within(gifts[one.gift]! + one.quantity, given.quantity, given.label);
    } else {
      const line = placeOf(order, one.lineId);
      const bought = order.cart.lines[line]!.quantity;
      kept[line] = within(kept[line]! - one.quantity, bought, one.lineId);
    }
  }
  return { kept, billed: tally.billed, gifts };
}

export function stateOf(
  order: PricedOrder,
  policy: RefundPolicy,
  tally: Tally,
  paidBackMinor: number,
): RefundState {
  const lines = order.cart.lines.flatMap(({ lineId, quantity }, line) => {
    const kept = tally.kept[line]!;
    return kept === quantity
      ? []
      : [{ lineId, quantity: quantity - kept, billed: tally.billed[line]! }];
  });
  const gifts = tally.gifts.some((units) => units > 0) ? tally.gifts : [];
  return { policy, lines, gifts, paidBackMinor };
}

function placeOf(order: PricedOrder, lineId: string): number {
  const line = order.cart.lines.findIndex((one) => one.lineId === lineId);
  if (line < 0) throw new RangeError(`the order has no line ${lineId}`);
  return line;
}

function within(value: number, most: number, name: string): number {
  if (!Number.isSafeInteger(value) || value < 0 || value > most) {
    throw new RangeError(`more of ${name} is returned than was bought or given`);
  }
  return value;
}
