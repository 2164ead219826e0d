// From the chosen combination to the answer: who took how much off which line.
import { splitByShares } from "../money/index.ts";
import type { Applied, Priced, PricedLine, Reduction } from "./answer.ts";
import type { Facts } from "./cart.ts";
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
      reductions: members.flatMap((member) =>
        reduction(member, prepared.state.given[member.index]!.deliveryMinor),
      ),
    },
    gifts: members.flatMap((member) => giftsOf(member, prepared.state.given[member.index]!)),
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
  const points = pointsByLine(pointsMinor, Array.from(state.remaining));
  const reductions: Reduction[][] = Array.from(lines.line, () => []);
  for (const member of members) {
    const { taken } = state.given[member.index]!;
    const { offer: { offerId }, voucher } = member;
    const voucherId = voucher?.voucherId ?? null;
    for (const line of member.lines) {
      const amountMinor = taken[line]!;
      if (amountMinor > 0) reductions[line]!.push({ offerId, voucherId, amountMinor });
    }
  }
  const priced: PricedLine[] = [];
  for (const [index, { lineId, productId, quantity }] of lines.line.entries()) {
    priced[lines.place[index]!] = {
      lineId,
      productId,
      quantity,
      initialMinor: lines.initial[index]!,
      payableMinor: state.remaining[index]!,
      reductions: reductions[index]!,
      pointsMinor: points[index]!,
    };
  }
  return priced;
}

function reduction({ offer, voucher }: Candidate, amountMinor: number): Reduction[] {
  if (amountMinor === 0) return [];
  return [{ offerId: offer.offerId, voucherId: voucher?.voucherId ?? null, amountMinor }];
}

function giftsOf({ offer }: Candidate, given: Given): (Gift & { offerId: string })[] {
  if (offer.benefit.kind !== "tiers" || given.giftUnits === 0) return [];
  const give = offer.benefit.tiers[given.tier]!.give;
  if (give.kind !== "gifts") return [];
  return give.gifts
    .filter((gift) => gift.quantity > 0)
    .map((gift) => ({ ...gift, quantity: gift.quantity * given.times, offerId: offer.offerId }));
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

function byLineOf({ lines }: Prepared, taking: Int32Array, { taken }: Given): Applied["byLine"] {
  const lowered: number[] = [];
  for (const line of taking) if (taken[line]! > 0) lowered.push(line);
  if (lowered.length > 1) lowered.sort((a, b) => lines.place[a]! - lines.place[b]!);
  return lowered.map((line) =>
    ({ lineId: lines.line[line]!.lineId, amountMinor: taken[line]! }));
}

function baseOf(benefit: Benefit): Base | null {
  return benefit.kind === "tiers" || benefit.kind === "add_on" ? benefit.base : null;
}

function sharesOf({ payers }: Offer, amountMinor: number): Applied["shares"] {
  if (payers.length === 1) return [{ party: payers[0]!.party, amountMinor }];
  const parts = splitByShares(amountMinor, payers.map((payer) => payer.bps));
  return payers.map(({ party }, index) => ({ party, amountMinor: parts[index]! }));
}
