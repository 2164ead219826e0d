// 凑单: what is missing to the next tier, and the cheapest way there, priced really.
import type { NextStep, NotApplied } from "./answer.ts";
import { cheapestAdditions, type Addable, type Addition, type Missing } from "./additions.ts";
import { baseOf } from "./benefits/base.ts";
import { unitsOf } from "./benefits/blocks.ts";
import { reached as lastReached } from "./benefits/tiers.ts";
import { offersAbout, type OfferBook } from "./book.ts";
import type { CartLine, Facts, Moment, Options } from "./cart.ts";
import { evaluate, turnOf } from "./evaluate.ts";
import type { Benefit } from "./model.ts";
import { prepare, type Candidate, type Prepared } from "./prepare.ts";
import { search } from "./search.ts";

type Tiers = Extract<Benefit, { kind: "tiers" }>;
type Product = Omit<CartLine, "lineId" | "quantity">;

/** What the price was asked with. */
export interface Asked {
  readonly book: OfferBook;
  readonly facts: Facts;
  readonly now: Moment;
  readonly options: Options;
}

/** Lines × candidates that trying additions may visit in all, and additions tried for a step. */
const mostVisits = 60_000;
const triedForAStep = 5;
const mostQuantity = 9_999;

interface Target {
  readonly candidate: Candidate;
  readonly tier: number;
  /** How often a tier that is given again and again then is. */
  readonly times: number;
  readonly missing: Missing;
}

/**
 * One step for each offer with a tier that is not reached: of those that apply, the next tier; of
 * those that are below their first, that one. Additions are looked for where `suggestions` are
 * given (an empty list: among the goods of the cart alone) and the cart is not too large to be
 * priced again. Changes `prepared.state`.
 */
export function nextStepsOf(
  prepared: Prepared,
  chosen: readonly number[],
  totalMinor: number,
  notApplied: readonly NotApplied[],
  asked: Asked,
): NextStep[] {
  const below = notApplied.filter(isBelow);
  const targets: Target[] = [];
  evaluate(prepared, chosen);
  for (const candidate of prepared.candidates) {
    const { offer, index } = candidate;
    if (offer.benefit.kind !== "tiers") continue;
    // Vouchers of one offer stand side by side.
    const last = targets[targets.length - 1]?.candidate;
    if (last && last.offer.offerId === offer.offerId) continue;
    const applied = chosen.includes(index);
    if (!applied && !below.some((one) => isAbout(one, candidate))) continue;
    const target = targetOf(prepared, chosen, candidate, offer.benefit, applied);
    if (target) targets.push(target);
  }
  if (targets.length === 0) return [];
  evaluate(prepared, chosen);
  const { suggestions } = asked.options;
  const visits = triedForAStep * (prepared.lines.count + 1) * (prepared.candidates.length + 1);
  const trials = suggestions ? Math.floor(mostVisits / visits) : 0;
  return targets.map((target, place) =>
    place < trials ? stepWith(prepared, totalMinor, target, asked) : stepOf(target));
}

function isBelow({ reason }: NotApplied): boolean {
  return reason.kind === "below_amount" || reason.kind === "below_count";
}

function isAbout({ offerId, voucherId }: NotApplied, { offer, voucher }: Candidate): boolean {
  return offerId === offer.offerId && voucherId === (voucher?.voucherId ?? null);
}

function targetOf(
  prepared: Prepared,
  chosen: readonly number[],
  candidate: Candidate,
  benefit: Tiers,
  applied: boolean,
): Target | null {
  const { index, lines } = candidate;
  const { state } = prepared;
  const last = benefit.tiers.length - 1;
  if (applied && !benefit.every && state.given[index]!.tier === last) return null;
  turnOf(prepared, chosen, chosen.filter((other) => other < index), index);
  const base = baseOf(state, lines, benefit.base);
  const units = unitsOf(state, lines);
  const reached = applied ? lastReached(benefit.tiers, base, units) : -1;
  const tier = benefit.every ? 0 : reached + 1;
  const wanted = benefit.tiers[tier];
  if (!wanted) return null;
  const { fromMinor, fromCount } = wanted;
  const done = fromMinor ? Math.floor(base / fromMinor) : Math.floor(units / (fromCount || 1));
  const times = benefit.every && applied ? done + 1 : 1;
  const missing = {
    minor: fromMinor === undefined ? 0 : Math.max(0, fromMinor * times - base),
    count: fromCount === undefined ? 0 : Math.max(0, fromCount * times - units),
  };
  return missing.minor + missing.count > 0 ? { candidate, tier, times, missing } : null;
}

function stepOf({ candidate, tier, missing }: Target): NextStep {
  return {
    offerId: candidate.offer.offerId,
    tier,
    missingMinor: missing.minor > 0 ? missing.minor : null,
    missingCount: missing.count > 0 ? missing.count : null,
    add: null,
    costsMinor: null,
    worthMinor: null,
  };
}

interface Tried {
  readonly add: NonNullable<NextStep["add"]>;
  readonly costsMinor: number;
  readonly worthMinor: number;
}

function stepWith(
  prepared: Prepared,
  totalMinor: number,
  target: Target,
  asked: Asked,
): NextStep {
  const pool = poolOf(prepared, target, asked);
  let best: Tried | null = null;
  for (const addition of cheapestAdditions(pool, target.missing, triedForAStep)) {
    const tried = tryAddition(prepared, totalMinor, target, asked, pool, addition);
    if (tried && (!best || isCheaper(tried, best))) best = tried;
  }
  return { ...stepOf(target), ...best };
}

function isCheaper(a: Tried, b: Tried): boolean {
  return a.costsMinor < b.costsMinor
    || (a.costsMinor === b.costsMinor && a.worthMinor < b.worthMinor);
}

interface Pooled extends Addable {
  readonly product: Product;
  /** The line of the cart that there is more of. */
  readonly lineId: string | null;
}

// More of the cart's own goods, then suggestions that the cart does not hold; all in scope.
function poolOf(prepared: Prepared, { candidate }: Target, asked: Asked): Pooled[] {
  const own = prepared.lines.line;
  const held = new Set(own.map(({ productId }) => productId));
  const others = asked.options.suggestions!.filter(({ productId }) => !held.has(productId));
  const lines = [...own, ...others].map((product, at) =>
    ({ ...product, lineId: String(at), quantity: 1 }));
  const { currency } = prepared.cart;
  const goods = prepare({ currency, lines }, [candidate.offer], prepared.policy, asked.facts,
    asked.now);
  const inScope = [...goods.candidates[0]?.lines ?? []].map((line) => goods.lines.place[line]!);
  const seen = new Set<string>();
  return inScope.sort((a, b) => a - b).flatMap((at): Pooled[] => {
    const product = at < own.length ? own[at]! : others[at - own.length]!;
    if (seen.has(product.productId)) return [];
    seen.add(product.productId);
    const line = at < own.length ? own[at]! : null;
    return [{
      product,
      lineId: line?.lineId ?? null,
      listMinor: product.listMinor,
      bringsMinor: line ? unitNow(prepared, at, candidate) : product.listMinor,
      mostUnits: mostQuantity - (line?.quantity ?? 0),
    }];
  });
}

// Of a line that item benefits lower already, one more unit brings less than its list price.
function unitNow({ state }: Prepared, line: number, { offer: { benefit } }: Candidate): number {
  const { initial, quantity } = state.lines;
  const base = benefit.kind === "tiers" ? benefit.base : "initial";
  if (base === "initial") return Math.floor(initial[line]! / quantity[line]!);
  const minor = base === "after_items" ? initial[line]! - state.itemOff[line]!
    : state.remaining[line]!;
  return Math.floor(minor / quantity[line]!);
}

/** Prices the cart with the addition; null where the best combination does not reach the tier. */
function tryAddition(
  prepared: Prepared,
  totalMinor: number,
  target: Target,
  { book, facts, now, options }: Asked,
  pool: readonly Pooled[],
  addition: Addition,
): Tried | null {
  const units = new Map(addition.map((one) => [pool[one.at]!, one.units]));
  const more = new Map([...units].map(([{ lineId }, count]) => [lineId, count]));
  const lines = prepared.cart.lines.map((line) =>
    ({ ...line, quantity: line.quantity + (more.get(line.lineId) ?? 0) }));
  const ids = new Set(lines.map(({ lineId }) => lineId));
  for (const [{ product, lineId }, quantity] of units) {
    if (lineId === null) lines.push({ ...product, quantity, lineId: freshId(ids) });
  }
  const cart = { ...prepared.cart, lines };
  const offers = offersAbout(book, lines, facts);
  const next = prepare(cart, offers, book.policy, facts, now, options);
  const { chosen, evaluation } = search(next, options.budget);
  const reached = chosen.some((index) => {
    const given = next.state.given[index]!;
    return next.candidates[index]!.id === target.candidate.id
      && given.tier >= target.tier && given.times >= target.times;
  });
  if (!reached) return null;
  return {
    add: [...units].map(([{ product }, quantity]) => ({ productId: product.productId, quantity })),
    costsMinor: evaluation.totalMinor - totalMinor,
    worthMinor: [...units].reduce((sum, [{ listMinor }, count]) => sum + count * listMinor, 0),
  };
}

function freshId(ids: Set<string>): string {
  let id = `+${ids.size}`;
  while (ids.has(id)) id = `+${id}`;
  ids.add(id);
  return id;
}
