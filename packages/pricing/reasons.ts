// Why an offer does not apply: the first reason that holds.
import type { NotApplied, Reason } from "./answer.ts";
import type { Facts, HeldVoucher, Moment, Options } from "./cart.ts";
import { notForThem, unmet, unusable } from "./conditions.ts";
import { sortFew } from "./columns.ts";
import { compile } from "./benefits/index.ts";
import { apply, evaluate, gives, turnOf } from "./evaluate.ts";
import type { Offer, Tier } from "./model.ts";
import { canonicalOrder, type Turn } from "./order.ts";
import type { Candidate, Prepared } from "./prepare.ts";
import { areApart } from "./stacking.ts";
import { free, limitedByFloor, unlimited } from "./state.ts";

/**
 * Every offer and voucher that is not in the combination `chosen`, in canonical order. Without
 * `explainAll`, offers that touch no line, are for others or need a voucher that nobody holds are
 * left out.
 */
export function reasonsOf(
  prepared: Prepared,
  chosen: readonly number[],
  offers: readonly Offer[],
  facts: Facts,
  now: Moment,
  options: Options,
): NotApplied[] {
  const rights = rightsOf(offers, facts);
  if (rights.length === chosen.length) return [];
  sortFew(rights, canonicalOrder(prepared.policy));
  const choose = options.choose && new Set(options.choose);
  const teller: Teller = { prepared, chosen, choose, facts, now };
  const told: NotApplied[] = [];
  // Candidates stand in the same order: the next of them is met before any after it.
  let next = 0;
  for (const right of rights) {
    const { offer, voucher } = right;
    const index = isOf(prepared.candidates[next], right) ? next++ : none;
    if (index !== none && chosen.includes(index)) continue;
    const far = index === none && isFarAway(teller, right);
    if (far && options.explainAll !== true) continue;
    const reason = reasonFor(teller, right, index);
    told.push({ offerId: offer.offerId, voucherId: voucher?.voucherId ?? null, reason });
  }
  return told;
}

/** No candidate's number. */
const none = -1;

function isOf(candidate: Candidate | undefined, { offer, voucher }: Turn): boolean {
  return candidate !== undefined && candidate.offer === offer && candidate.voucher === voucher;
}

interface Teller {
  readonly prepared: Prepared;
  readonly chosen: readonly number[];
  readonly choose: ReadonlySet<string> | undefined;
  readonly facts: Facts;
  readonly now: Moment;
}

// An offer that needs a voucher is told once for each that is held, or once if there is none.
function rightsOf(offers: readonly Offer[], { vouchers }: Facts): Turn[] {
  const held = vouchers && vouchersByOffer(vouchers);
  const rights: Turn[] = [];
  for (const offer of offers) {
    const own = offer.trigger === "voucher" ? held?.get(offer.offerId) : undefined;
    if (own) for (const voucher of own) rights.push({ offer, voucher });
    else rights.push({ offer, voucher: null });
  }
  return rights;
}

function vouchersByOffer(vouchers: readonly HeldVoucher[]): Map<string, HeldVoucher[]> {
  const held = new Map<string, HeldVoucher[]>();
  for (const voucher of vouchers) {
    const sisters = held.get(voucher.offerId);
    if (sisters) sisters.push(voucher);
    else held.set(voucher.offerId, [voucher]);
  }
  return held;
}

function isFarAway({ prepared, facts }: Teller, { offer, voucher }: Turn): boolean {
  if (offer.trigger === "voucher" && !voucher) return true;
  return notForThem(offer.when, facts) !== null || touchesNothing(prepared, offer);
}

function touchesNothing({ goods }: Prepared, offer: Offer): boolean {
  return compile(offer, goods).lines.length === 0;
}

function reasonFor(teller: Teller, { offer, voucher }: Turn, index: number): Reason {
  const { prepared, choose, facts, now } = teller;
  const named = (id: string | undefined) => id !== undefined && choose!.has(id);
  if (choose && !named(offer.offerId) && !named(voucher?.voucherId)) return { kind: "not_chosen" };
  if (offer.trigger === "voucher" && !voucher) return { kind: "no_voucher" };
  const cannot = (voucher && unusable(voucher, now)) ?? unmet(offer.when, facts, now);
  if (cannot) return cannot;
  if (index === none && touchesNothing(prepared, offer)) return { kind: "no_goods" };
  return reasonOfCandidate(teller, offer, index);
}

// A voucher beyond those that one order may use stands behind the first of its offer.
function reasonOfCandidate({ prepared, chosen }: Teller, offer: Offer, index: number): Reason {
  if (index !== none) return reasonBeside(prepared, chosen, index);
  const sisters = prepared.candidates.filter((of) => of.offer.offerId === offer.offerId);
  const idle = sisters.find((of) => !chosen.includes(of.index));
  return idle
    ? reasonBeside(prepared, chosen, idle.index)
    : { kind: "not_with", offerIds: [offer.offerId] };
}

/** What stands against adding candidate `index` to the combination `chosen`. */
export function reasonBeside(
  prepared: Prepared,
  chosen: readonly number[],
  index: number,
): Reason {
  const { state, candidates } = prepared;
  const before = chosen.filter((other) => other < index);
  turnOf(prepared, chosen, before, index);
  const { plan } = candidates[index]!;
  const keepers = keepersOf(prepared, index);
  const lack = keepers.length === 0 ? plan.lacks(state) : null;
  if (lack) return lack;
  const apart = chosen.filter((other) => areApart(prepared.conflicts, other, index));
  const against = apart.length > 0 ? apart : keepers;
  if (against.length > 0) return { kind: "not_with", offerIds: namesOf(prepared, against) };
  const given = apply(prepared, index);
  if (!gives(given)) return nothingLeft(prepared, candidates[index]!);
  // Even where one of them gives nothing then, the others still have their turns.
  for (const other of chosen) if (other > index) apply(prepared, other);
  const besideMinor = state.goodsMinor + state.deliveryMinor;
  const { totalMinor } = evaluate(prepared, chosen);
  return { kind: "not_better", worseByMinor: Math.max(0, besideMinor - totalMinor) };
}

// The applied candidates that keep all lines of candidate `index` to themselves; none if one is
// left to it.
function keepersOf(prepared: Prepared, index: number): number[] {
  const { state, candidates } = prepared;
  if (state.owners === 0) return [];
  const keepers = new Set<number>();
  for (const line of candidates[index]!.lines) {
    const owner = state.owner[line]!;
    if (owner === free || owner === index) return [];
    keepers.add(owner);
  }
  return [...keepers].sort((a, b) => a - b);
}

function namesOf(prepared: Prepared, members: readonly number[]): string[] {
  return [...new Set(members.map((index) => prepared.candidates[index]!.offer.offerId))];
}

// A price that is no lower than what the goods cost now could apply, but changes nothing.
function nothingLeft({ state }: Prepared, { index, offer, lines }: Candidate): Reason {
  const { benefit } = offer;
  const { limit } = state.given[index]!;
  const delivery = benefit.kind === "tiers" && benefit.tiers.every(isDelivery);
  if (delivery) return { kind: "nothing_left", why: "delivery" };
  if (limit === limitedByFloor) return { kind: "nothing_left", why: "floor" };
  const costs = lines.some((line) => state.remaining[line]! > 0);
  if (costs && limit === unlimited) return { kind: "not_better", worseByMinor: 0 };
  return { kind: "nothing_left", why: "zero" };
}

function isDelivery({ give }: Tier): boolean {
  return give.kind === "delivery";
}
