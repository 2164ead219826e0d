// In what an answer of the engine differs from the oracle's, in words.
import type { Priced } from "../answer.ts";
import type { OracleAnswer, OracleApplied } from "./brute-force.ts";

/** Empty where both agree on every amount, every line and the chosen combination. */
export function differences(priced: Priced, oracle: OracleAnswer): string[] {
  const found: string[] = [];
  const same = (what: string, got: unknown, want: unknown) => {
    const [a, b] = [said(got), said(want)];
    if (a !== b) found.push(`${what}: ${a}, the oracle says ${b}`);
  };
  const { payable } = priced;
  same("total", payable.totalMinor, oracle.total);
  same("chosen", priced.applied.map(idOf), oracle.applied.map(({ candidate }) => candidate.id));
  same("goods", payable.goodsMinor, oracle.goods);
  same("delivery", payable.deliveryMinor, oracle.delivery);
  for (const line of priced.lines) {
    same(`line ${line.lineId}`, line.payableMinor, oracle.payable.get(line.lineId));
    same(`points on ${line.lineId}`, line.pointsMinor, oracle.points.get(line.lineId));
  }
  same("points", payable.pointsMinor, oracle.pointsMinor);
  same("points used", payable.pointsUsed, oracle.pointsUsed);
  same("stored value", payable.storedValueMinor, oracle.storedValue);
  same("due", payable.dueMinor, oracle.due);
  same("gifts", priced.gifts.map((gift) => [gift.label, gift.quantity, gift.valueMinor]),
    oracle.gifts.map((gift) => [gift.label, gift.quantity, gift.valueMinor]));
  if (found.length === 0) {
    for (const [index, one] of priced.applied.entries()) {
      found.push(...appliedDifferences(one, oracle.applied[index]!, priced, oracle));
    }
  }
  return found;
}

function idOf(one: Priced["applied"][number]): string {
  return one.voucherId ?? one.offerId;
}

function appliedDifferences(
  one: Priced["applied"][number], want: OracleApplied, priced: Priced, oracle: OracleAnswer,
): string[] {
  const found: string[] = [];
  const same = (what: string, got: unknown, wanted: unknown) => {
    const [a, b] = [said(got), said(wanted)];
    if (a !== b) found.push(`${idOf(one)} ${what}: ${a}, the oracle says ${b}`);
  };
  same("amount", one.amountMinor, want.amount);
  same("on delivery", one.deliveryMinor, want.delivery);
  const taken = new Map(oracle.lineIds.map((lineId, i) => [lineId, want.byLine[i]!]));
  const lowered = priced.lines.map(({ lineId }) => lineId).filter((id) => taken.get(id)! > 0n);
  same("by line", one.byLine.map(({ lineId, amountMinor }) => [lineId, amountMinor]),
    lowered.map((lineId) => [lineId, taken.get(lineId)]));
  same("shares", one.shares.map(({ amountMinor }) => amountMinor), want.shares);
  const { benefit } = want.candidate.offer;
  if (benefit.kind === "tiers") same("tier", one.tier, want.tier);
  const counted = benefit.kind === "nth_off" || benefit.kind === "buy_get"
    || benefit.kind === "bundle" || benefit.kind === "tiers";
  if (counted) same("times", one.times, want.times);
  const measured = benefit.kind === "add_on"
    || (benefit.kind === "tiers" && benefit.tiers[0]?.fromMinor !== undefined);
  if (measured) same("base", one.baseMinor, want.baseMinor);
  return found;
}

function said(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (typeof part === "bigint" ? `${part}` : part))
    ?.replaceAll('"', "") ?? "nothing";
}
