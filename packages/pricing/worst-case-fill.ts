// Brings a cart exactly to the thresholds of total-price offers: there they take the largest part.
import type { CartLine } from "./cart.ts";
import type { Minor, Offer, Scope } from "./model.ts";
import { isItemCategory } from "./worst-case-bound.ts";
import { type GuardItem, inScope } from "./worst-case-effect.ts";
import { lineOf, madeUp, realGoods, type Wanted } from "./worst-case-goods.ts";
import { itemLineId } from "./worst-case-model.ts";

/** What each line comes to when only these offers are chosen; null: the budget is spent. */
export type Pay = (
  lines: readonly CartLine[],
  choose: readonly string[],
) => readonly Minor[] | null;

interface Target {
  readonly offer: Offer;
  readonly from: Minor;
  /** The part that it then takes, for the order in which targets are tried. */
  readonly rate: number;
}

interface Ask {
  readonly item: GuardItem;
  /** The combination, in canonical order. */
  readonly offers: readonly Offer[];
  readonly goods: readonly GuardItem[];
  readonly pay: Pay;
}

const mostRounds = 6;
const mostReal = 6;
const mostTargets = 12;
/** An offer that keeps a filler cheap would ask for a dearer one without end. */
const dearestMinor = 10_000_000_000;

/** Carts that grow from one start, each at a threshold of one or more of the offers. */
export function* filled(ask: Ask, start: readonly CartLine[]): Generator<readonly CartLine[]> {
  const targets = targetsOf(ask.offers);
  const scopes = [...new Map(targets.map(({ offer }) => [scopeKey(offer), offer.scope])).values()];
  for (const target of targets.slice(0, mostTargets)) {
    yield* reach(ask, start, target, { ins: scopes, outs: [], rather: itemScopes(ask) });
    const own = { ins: [target.offer.scope], outs: [], rather: itemScopes(ask) };
    if (scopes.length > 1) yield* reach(ask, start, target, own);
    for (const good of realGoods(ask.goods, own).slice(0, mostReal)) {
      yield* reachWith(ask, start, target, good);
    }
  }
  if (scopes.length > 1) yield* nested(ask, start, targets);
}

const scopeKey = ({ scope }: Offer): string => JSON.stringify(scope);

/** Fillers in item benefits would be cheaper than they look: rather others. */
const itemScopes = ({ offers }: Ask): Scope[] =>
  offers.flatMap(({ category, scope }) => (isItemCategory(category) ? [scope] : []));

function targetsOf(offers: readonly Offer[]): Target[] {
  const targets: Target[] = [];
  for (const offer of offers) {
    const { benefit } = offer;
    if (benefit.kind !== "tiers") continue;
    for (const { fromMinor = 0, give } of benefit.tiers) {
      if (fromMinor <= 0) continue;
      if (give.kind === "amount") {
        targets.push({ offer, from: fromMinor, rate: give.amountMinor / fromMinor });
      } else if (give.kind === "percent") {
        targets.push({ offer, from: fromMinor, rate: give.bps / 10_000 });
      }
    }
  }
  // 每满减 beside a larger threshold: the next multiple of it is a threshold too.
  const repeats = targets.flatMap(({ offer, from, rate }) =>
    offer.benefit.kind === "tiers" && offer.benefit.every
      ? targets.map((other) => ({ offer, from: from * Math.ceil(other.from / from), rate }))
      : []);
  const seen = new Map<string, Target>();
  for (const target of [...targets, ...repeats]) {
    seen.set(`${target.offer.offerId} ${target.from}`, target);
  }
  return [...seen.values()].sort((a, b) => b.rate - a.rate || a.from - b.from);
}

/** The best threshold of each offer, the lower ones first, with a filler for those above alone. */
function* nested(
  ask: Ask,
  start: readonly CartLine[],
  targets: readonly Target[],
): Generator<readonly CartLine[]> {
  const best = new Map<string, Target>();
  for (const target of targets) {
    if (!best.has(target.offer.offerId)) best.set(target.offer.offerId, target);
  }
  const ascending = [...best.values()].sort((a, b) => a.from - b.from);
  let lines = start;
  for (const [index, target] of ascending.entries()) {
    const above = ascending.slice(index).map(({ offer }) => offer.scope);
    const below = ascending.slice(0, index).map(({ offer }) => offer.scope);
    const outs = below.filter((scope) => !above.some((one) => one === scope));
    const wanted = { ins: above, outs: [], rather: [...outs, ...itemScopes(ask)] };
    const next = [...reach(ask, lines, target, wanted)].at(-1);
    if (next) lines = next;
  }
  yield lines;
}

/** One filler that brings the offer's amount exactly to its threshold; else more of the item. */
function* reach(
  ask: Ask,
  start: readonly CartLine[],
  target: Target,
  wanted: Wanted,
): Generator<readonly CartLine[]> {
  const lineId = `filler-${start.length}`;
  const filler = madeUp(ask.item, `made-up-${lineId}`, 1, wanted);
  if (!filler) return yield* more(ask, start, target);
  const empty = baseOf(ask, start, target.offer);
  if (empty === null) return;
  if (empty >= target.from) return yield start;
  let listMinor = target.from - empty;
  for (let round = 0; round < mostRounds; round++) {
    const lines = [...start, lineOf({ ...filler, listMinor }, lineId, 1)];
    const base = baseOf(ask, lines, target.offer);
    if (base === null) return;
    if (base >= target.from) yield lines;
    if (base === target.from || base <= empty) return;
    // Of the filler's price a part counts, where other offers lower it too.
    const counts = (base - empty) / listMinor;
    const next = Math.ceil(listMinor + (target.from - base) / counts);
    if (next === listMinor || next <= 0 || next > dearestMinor) return;
    listMinor = next;
  }
}

function* more(
  ask: Ask,
  start: readonly CartLine[],
  target: Target,
): Generator<readonly CartLine[]> {
  let lines = start;
  for (let round = 0; round < mostRounds; round++) {
    const base = baseOf(ask, lines, target.offer);
    if (base === null) return;
    if (base >= target.from) return yield lines;
    lines = lines.map((line) => {
      if (line.lineId !== itemLineId) return line;
      const unit = Math.max(1, Math.floor(base / line.quantity));
      const missing = Math.ceil((target.from - base) / unit);
      return { ...line, quantity: Math.min(9_999, line.quantity + missing) };
    });
  }
}

/** As many units of a real good as reach the threshold. */
function* reachWith(
  ask: Ask,
  start: readonly CartLine[],
  target: Target,
  good: GuardItem,
): Generator<readonly CartLine[]> {
  if (start.some((line) => line.productId === good.productId) || good.listMinor <= 0) return;
  let quantity = 0;
  for (let round = 0; round < mostRounds; round++) {
    const lines = quantity > 0 ? [...start, lineOf(good, "real", quantity)] : start;
    const base = baseOf(ask, lines, target.offer);
    if (base === null) return;
    if (base >= target.from) return yield lines;
    const unit = quantity > 0 ? Math.max(1, Math.floor(base / quantity)) : good.listMinor;
    quantity += Math.max(1, Math.ceil((target.from - base) / Math.max(unit, good.listMinor)));
    if (quantity > 9_999) return;
  }
}

/** The amount that the offer's threshold is tested on. */
function baseOf(ask: Ask, lines: readonly CartLine[], offer: Offer): Minor | null {
  const { benefit } = offer;
  if (benefit.kind !== "tiers") return null;
  const before = ask.offers.slice(0, ask.offers.indexOf(offer));
  const choose = before
    .filter(({ category }) =>
      benefit.base === "after_previous" ||
      (benefit.base === "after_items" && isItemCategory(category)))
    .map(({ offerId }) => offerId);
  const paid = choose.length > 0
    ? ask.pay(lines, choose)
    : lines.map((line) => line.listMinor * line.quantity);
  if (!paid) return null;
  return lines.reduce((sum, line, at) =>
    inScope(offer.scope, line) ? sum + paid[at]! : sum, 0);
}
