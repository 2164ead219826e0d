// From the chosen combination to the answer: who took how much off which line.
import { splitByShares } from "../money/index.ts";
import type { Applied, Priced, PricedLine, Reduction } from "./answer.ts";
import type { Facts } from "./cart.ts";
import { sortFew } from "./columns.ts";
import { evaluate } from "./evaluate.ts";
import type { Base, Benefit, Gift, Offer } from "./model.ts";
import { paymentsOf, pointsByLine } from "./payments.ts";
import type { Candidate, Prepared } from "./prepare.ts";
import type { Found } from "./search.ts";
import { type Given, limits } from "./state.ts";

/** The answer but for what did not apply. */
export function explain(
  prepared: Prepared,
  found: Found,
  facts: Facts,
): Omit<Priced, "notApplied" | "nextSteps"> {
  const { totalMinor } = evaluate(prepared, found.chosen);
  const members = found.chosen.map((index) => prepared.candidates[index]!);
  const goodsMinor = prepared.state.goodsMinor;
  const deliveryMinor = totalMinor - goodsMinor;
  const payments = paymentsOf(goodsMinor, deliveryMinor, facts);
  return {
    currency: prepared.cart.currency,
    lines: linesOf(prepared, members, payments.pointsMinor),
    delivery: {
      initialMinor: prepared.deliveryMinor,
      payableMinor: deliveryMinor,
      reductions: deliveryReductions(prepared, members),
    },
    gifts: giftsOf(prepared, members),
    payable: { goodsMinor, deliveryMinor, totalMinor, ...payments },
    applied: members.map((member) => appliedOf(prepared, member)),
    proof: {
      kind: found.couldStillSaveMinor > 0 ? "bounded" : "best",
      candidates: prepared.candidates.length,
      evaluated: found.evaluated,
      couldStillSaveMinor: found.couldStillSaveMinor,
    },
  };
}

function linesOf(
  prepared: Prepared,
  members: readonly Candidate[],
  pointsMinor: number,
): PricedLine[] {
  const { lines, state } = prepared;
  const points = pointsMinor === 0 ? null : pointsByLine(pointsMinor, Array.from(state.remaining));
  const reductions: Reduction[][] = [];
  for (let line = 0; line < lines.count; line++) reductions.push([]);
  for (const member of members) {
    const { from } = state.given[member.index]!;
    const { offer: { offerId }, voucher } = member;
    const voucherId = voucher?.voucherId ?? null;
    for (const line of member.lines) {
      const amountMinor = state.taken[from + line]!;
      if (amountMinor > 0) reductions[line]!.push({ offerId, voucherId, amountMinor });
    }
  }
  const priced: PricedLine[] = new Array(lines.count);
  for (let index = 0; index < lines.count; index++) {
    const { lineId, productId, quantity } = lines.line[index]!;
    priced[lines.place[index]!] = {
      lineId,
      productId,
      quantity,
      initialMinor: lines.initial[index]!,
      payableMinor: state.remaining[index]!,
      reductions: reductions[index]!,
      pointsMinor: points ? points[index]! : 0,
    };
  }
  return priced;
}

function deliveryReductions({ state }: Prepared, members: readonly Candidate[]): Reduction[] {
  const reductions: Reduction[] = [];
  for (const { index, offer: { offerId }, voucher } of members) {
    const amountMinor = state.given[index]!.deliveryMinor;
    if (amountMinor === 0) continue;
    reductions.push({ offerId, voucherId: voucher?.voucherId ?? null, amountMinor });
  }
  return reductions;
}

function giftsOf({ state }: Prepared, members: readonly Candidate[]): Priced["gifts"] {
  const gifts: (Gift & { offerId: string })[] = [];
  for (const { index, offer: { offerId, benefit } } of members) {
    const { giftUnits, tier, times } = state.given[index]!;
    if (benefit.kind !== "tiers" || giftUnits === 0) continue;
    const { give } = benefit.tiers[tier]!;
    if (give.kind !== "gifts") continue;
    for (const gift of give.gifts) {
      if (gift.quantity > 0) gifts.push({ ...gift, quantity: gift.quantity * times, offerId });
    }
  }
  return gifts;
}

function appliedOf(prepared: Prepared, { index, offer, voucher, lines }: Candidate): Applied {
  const given = prepared.state.given[index]!;
  const amountMinor = given.goodsMinor + given.deliveryMinor;
  return {
    offerId: offer.offerId,
    voucherId: voucher?.voucherId ?? null,
    category: offer.category,
    kind: offer.benefit.kind,
    amountMinor,
    deliveryMinor: given.deliveryMinor,
    byLine: byLineOf(prepared, lines, given),
    baseMinor: given.baseMinor < 0 ? null : given.baseMinor,
    base: given.baseMinor < 0 ? null : baseOf(offer.benefit),
    tier: given.tier < 0 ? null : given.tier,
    times: given.times,
    limitedBy: limits[given.limit]!,
    shares: sharesOf(offer, amountMinor),
  };
}

function byLineOf(prepared: Prepared, taking: Int32Array, { from }: Given): Applied["byLine"] {
  const { lines, state: { taken } } = prepared;
  const portionOf = (line: number) =>
    ({ lineId: lines.line[line]!.lineId, amountMinor: taken[from + line]! });
  if (taking.length === 1) return taken[from + taking[0]!]! > 0 ? [portionOf(taking[0]!)] : [];
  const lowered: number[] = [];
  for (const line of taking) if (taken[from + line]! > 0) lowered.push(line);
  return sortFew(lowered, (a, b) => lines.place[a]! - lines.place[b]!).map(portionOf);
}

function baseOf(benefit: Benefit): Base | null {
  return benefit.kind === "tiers" || benefit.kind === "add_on" ? benefit.base : null;
}

function sharesOf({ payers }: Offer, amountMinor: number): Applied["shares"] {
  if (payers.length === 1) return [{ party: payers[0]!.party, amountMinor }];
  const parts = splitByShares(amountMinor, payers.map((payer) => payer.bps));
  return payers.map(({ party }, index) => ({ party, amountMinor: parts[index]! }));
}
