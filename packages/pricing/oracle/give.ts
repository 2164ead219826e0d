// What one offer gives, given what those before it have left: unit by unit.
import type { CartLine } from "../cart.ts";
import type { Base, Benefit, Gift, Offer, Tier } from "../model.ts";
import { inScope } from "./candidates.ts";
import { percent, rounded, shareOutWithin, smallest, sum } from "./whole.ts";

/** By canonical line, before the offer gives. */
export interface State {
  readonly lines: readonly CartLine[];
  readonly rest: bigint[];
  /** What offers of the categories price and item have taken. */
  readonly takenOnItems: bigint[];
  readonly ignoreFloors: boolean;
  delivery: bigint;
}

export interface Given {
  readonly byLine: bigint[];
  readonly delivery: bigint;
  readonly gifts: readonly Gift[];
  readonly baseMinor: bigint | null;
  readonly tier: number | null;
  readonly times: number;
}

type Kind<K extends Benefit["kind"]> = Extract<Benefit, { readonly kind: K }>;

const most = Number.MAX_SAFE_INTEGER;
const count = (state: State, i: number) => state.lines[i]!.quantity;
const quantity = (state: State, i: number) => BigInt(count(state, i));

function room(state: State, i: number): bigint {
  const floor = state.ignoreFloors ? 0n : BigInt(state.lines[i]!.floorMinor ?? 0);
  const over = state.rest[i]! - floor * quantity(state, i);
  return over > 0n ? over : 0n;
}

/** The value of `k` units of a line as it stands. */
function valueOf(state: State, i: number, k: number): bigint {
  return rounded(state.rest[i]! * BigInt(k), quantity(state, i));
}

/** One entry a unit, the dearest first. */
function units(state: State, among: readonly boolean[]): number[] {
  const lines = among.flatMap((is, i) => (is ? [i] : []));
  lines.sort((a, b) => {
    const [left, right] = [
      state.rest[a]! * quantity(state, b), state.rest[b]! * quantity(state, a),
    ];
    return left > right ? -1 : left < right ? 1 : a - b;
  });
  return lines.flatMap((i) => Array<number>(count(state, i)).fill(i));
}

function tally(picked: readonly number[], lines: number): number[] {
  const counts = Array<number>(lines).fill(0);
  for (const i of picked) counts[i]! += 1;
  return counts;
}

/** By line: something of the value of its picked units, no more than there is room for. */
function takeFromUnits(
  state: State, picked: readonly number[], off: (value: bigint, k: bigint) => bigint,
): bigint[] {
  return tally(picked, state.lines.length).map((k, i) => {
    if (k === 0) return 0n;
    const wanted = off(valueOf(state, i, k), BigInt(k));
    return wanted > 0n ? smallest(wanted, room(state, i)) : 0n;
  });
}

function baseAmount(state: State, among: readonly boolean[], base: Base): bigint {
  return sum(state.lines.map((line, i) => {
    if (!among[i]) return 0n;
    const initial = BigInt(line.listMinor) * quantity(state, i);
    if (base === "initial") return initial;
    return base === "after_items" ? initial - state.takenOnItems[i]! : state.rest[i]!;
  }));
}

function lump(state: State, wanted: bigint, weights: readonly bigint[]): bigint[] {
  const rooms = weights.map((weight, i) => (weight > 0n ? room(state, i) : 0n));
  return shareOutWithin(smallest(wanted, sum(rooms)), weights, rooms);
}

/** `among`: its lines that no other offer keeps for itself. */
export function give(offer: Offer, among: readonly boolean[], state: State): Given {
  const { benefit, scope } = offer;
  const none: Given = {
    byLine: among.map(() => 0n), delivery: 0n, gifts: [], baseMinor: null, tier: null, times: 0,
  };
  if (!among.includes(true)) return none;
  const own = among.map((is, i) => is && inScope(state.lines[i]!, scope));
  const off = (byLine: bigint[], times = 1, baseMinor: bigint | null = null) =>
    ({ ...none, byLine, times, baseMinor });
  switch (benefit.kind) {
    case "unit_price":
      return off(among.map((is, i) => (is ? unitPrice(benefit, state, i) : 0n)));
    case "each_off": {
      const picked = units(state, own).slice(0, benefit.maxUnits ?? most);
      return off(takeFromUnits(state, picked, (value, k) =>
        benefit.bps === undefined
          ? smallest(value, k * BigInt(benefit.amountMinor ?? 0))
          : percent(value, benefit.bps)));
    }
    case "exchange": {
      const picked = units(state, own).slice(0, benefit.units);
      return off(takeFromUnits(state, picked, (value, k) => value - k * BigInt(benefit.payMinor)));
    }
    case "nth_off": {
      const picked = blocks(units(state, own), benefit.n - 1, 1, benefit.maxTimes);
      return off(
        takeFromUnits(state, picked, (value) => percent(value, benefit.bps)), picked.length,
      );
    }
    case "buy_get":
      return buyGet(benefit, own, among, state, off);
    case "add_on": {
      const goods = among.map((is, i) => is && inScope(state.lines[i]!, benefit.goods));
      const others = own.map((is, i) => is && !goods[i]);
      const base = baseAmount(state, others, benefit.base);
      if (base < BigInt(benefit.fromMinor)) return off(none.byLine, 0, base);
      const picked = units(state, goods).slice(0, benefit.maxUnits);
      const pay = BigInt(benefit.unitMinor);
      return off(takeFromUnits(state, picked, (value, k) => value - k * pay), 1, base);
    }
    case "bundle":
      return bundle(benefit, own, state, off);
    case "tiers":
      return tiers(benefit, own, state, none);
  }
}

function unitPrice(benefit: Kind<"unit_price">, state: State, i: number): bigint {
  const unit = benefit.unitMinor ?? state.lines[i]!.prices?.[benefit.level];
  if (unit === undefined) return 0n;
  const wanted = state.rest[i]! - BigInt(unit) * quantity(state, i);
  return wanted > 0n ? smallest(wanted, room(state, i)) : 0n;
}

/** Of every full block of `skip + take` the last `take`. */
function blocks(
  all: readonly number[], skip: number, take: number, maxTimes: number | null | undefined,
): number[] {
  const picked: number[] = [];
  for (let time = 0; time < (maxTimes ?? most); time += 1) {
    const start = time * (skip + take);
    if (start + skip + take > all.length) break;
    picked.push(...all.slice(start + skip, start + skip + take));
  }
  return picked;
}

type Off = (byLine: bigint[], times?: number, baseMinor?: bigint | null) => Given;

function buyGet(
  benefit: Kind<"buy_get">, own: readonly boolean[], among: readonly boolean[], state: State,
  off: Off,
): Given {
  const cut = (value: bigint) => percent(value, benefit.bps);
  const { buy, get, getScope, maxTimes } = benefit;
  if (!getScope) {
    const picked = blocks(units(state, own), buy, get, maxTimes);
    return off(takeFromUnits(state, picked, cut), picked.length / get);
  }
  const others = among.map((is, i) => is && !own[i] && inScope(state.lines[i]!, getScope));
  const [bought, gettable] = [units(state, own).length, units(state, others).reverse()];
  const times = Math.min(
    Math.floor(bought / buy), Math.floor(gettable.length / get), maxTimes ?? most,
  );
  return off(takeFromUnits(state, gettable.slice(0, times * get), cut), times);
}

function bundle(
  benefit: Kind<"bundle">, own: readonly boolean[], state: State, off: Off,
): Given {
  let used = state.lines.map(() => 0);
  let value = 0n;
  let times = 0;
  while (times < (benefit.maxTimes ?? most)) {
    const next = oneBundle(benefit, own, state, used);
    if (!next) break;
    const worth = sum(next.map((k, i) => valueOf(state, i, k) - valueOf(state, i, used[i]!)));
    if (worth <= BigInt(benefit.priceMinor)) break;
    used = next;
    value += worth;
    times += 1;
  }
  const weights = used.map((k, i) => valueOf(state, i, k));
  return off(lump(state, value - BigInt(times) * BigInt(benefit.priceMinor), weights), times);
}

/** How many units of each line are used after one bundle more; undefined: not complete. */
function oneBundle(
  benefit: Kind<"bundle">, own: readonly boolean[], state: State, before: readonly number[],
): number[] | undefined {
  const used = [...before];
  for (const part of benefit.parts) {
    const lines = own.map((is, i) => is && inScope(state.lines[i]!, part.scope));
    const seen = state.lines.map(() => 0);
    let missing = part.quantity;
    for (const i of units(state, lines)) {
      seen[i]! += 1;
      if (missing === 0 || seen[i]! <= used[i]!) continue;
      used[i]! += 1;
      missing -= 1;
    }
    if (missing > 0) return undefined;
  }
  return used;
}

function tiers(
  benefit: Kind<"tiers">, own: readonly boolean[], state: State, none: Given,
): Given {
  const amount = baseAmount(state, own, benefit.base);
  const inCart = sum(own.map((is, i) => (is ? quantity(state, i) : 0n)));
  const reached = (tier: Tier) => tier.fromMinor !== undefined
    ? amount >= BigInt(tier.fromMinor)
    : tier.fromCount === undefined || inCart >= BigInt(tier.fromCount);
  const index = benefit.tiers.findLastIndex(reached);
  const tier = benefit.tiers[index];
  if (!tier) return { ...none, baseMinor: amount };
  const times = benefit.every
    ? tier.fromMinor !== undefined
      ? amount / BigInt(tier.fromMinor)
      : inCart / BigInt(tier.fromCount!)
    : 1n;
  const given = { ...none, baseMinor: amount, tier: index, times: Number(times) };
  const cap = benefit.capMinor == null ? BigInt(most) : BigInt(benefit.capMinor);
  const what = tier.give;
  const weights = own.map((is, i) => (is ? state.rest[i]! : 0n));
  switch (what.kind) {
    case "gifts":
      return {
        ...given,
        gifts: what.gifts.map((gift) => ({ ...gift, quantity: gift.quantity * Number(times) })),
      };
    case "delivery":
      return {
        ...given,
        delivery: smallest(state.delivery, cap, BigInt(what.capMinor ?? most)),
      };
    case "amount":
      return {
        ...given,
        byLine: lump(state, smallest(BigInt(what.amountMinor) * times, cap), weights),
      };
    case "percent": {
      const wanted = percent(
        baseAmount(state, own, benefit.percentOf ?? "after_previous"), what.bps,
      );
      const within = smallest(wanted, BigInt(what.capMinor ?? most), cap);
      return { ...given, byLine: lump(state, within, weights) };
    }
  }
}
