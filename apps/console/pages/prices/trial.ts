import type { Answer, BodyOf } from "#packages/sdk/index.ts";
import { dayStart } from "../../parts/days.ts";
import { toMinor } from "../offers/offer-draft.ts";

export type Trial = Answer<"trialPrice">;
export type Priced = Trial["priced"];
type Body = NonNullable<BodyOf<"trialPrice">>;

export interface TrialLine {
  readonly lineId: string;
  readonly productId: string;
  readonly name: string;
  readonly quantity: number;
  /** A trial price in major units; null: the product's own. */
  readonly unit: number | null;
}

/** Everything that a trial supposes. */
export interface TrialInput {
  readonly lines: readonly TrialLine[];
  readonly delivery: number | null;
  readonly storeId?: string | undefined;
  readonly who: "nobody" | "member" | "new_member";
  /** One real member, with the vouchers in hand; then `who` says nothing. */
  readonly memberId?: string | undefined;
  readonly firstOrder: boolean;
  /** `2025-06-18T20:00` on the brand's wall; empty: now. */
  readonly at: string;
  readonly vouchers: readonly string[];
  readonly withDrafts: boolean;
  readonly points: number | null;
  /** Also why offers that touch nothing in the cart do not apply. */
  readonly explainAll: boolean;
}

export const emptyTrial: TrialInput = {
  lines: [],
  delivery: null,
  who: "member",
  firstOrder: false,
  at: "",
  vouchers: [],
  withDrafts: false,
  points: null,
  explainAll: false,
};

interface Zone {
  readonly currency: string;
  readonly timeZone: string;
}

/** The instant of a wall clock in a zone; undefined where nothing is typed. */
export function instantOf(at: string, timeZone: string): number | undefined {
  const [day, clock = ""] = at.split("T");
  const [hours, minutes] = clock.split(":").map(Number);
  if (!day || hours === undefined || minutes === undefined) return undefined;
  return dayStart(day, timeZone) + (hours * 60 + minutes) * 60_000;
}

const segmentsOf = { nobody: [], member: ["member"], new_member: ["member", "new_member"] };

/** What the server is asked. `choose`: only these offers and vouchers may apply. */
export function trialBody(input: TrialInput, zone: Zone, choose?: readonly string[]): Body {
  const { currency, timeZone } = zone;
  const atMs = instantOf(input.at, timeZone);
  const deliveryMinor = toMinor(input.delivery, currency);
  return {
    lines: input.lines.map(({ lineId, productId, quantity, unit }) => {
      const unitMinor = toMinor(unit, currency);
      return { lineId, productId, quantity, ...(unitMinor === null ? {} : { unitMinor }) };
    }),
    ...(input.memberId
      ? { member: { memberId: input.memberId } }
      : { segments: [...segmentsOf[input.who]] }),
    vouchersOfOfferIds: [...input.vouchers],
    ...(input.storeId ? { storeId: input.storeId } : {}),
    ...(input.firstOrder ? { firstOrder: true } : {}),
    ...(atMs === undefined ? {} : { atMs }),
    ...(deliveryMinor === null ? {} : { deliveryMinor }),
    ...(input.withDrafts ? { withDrafts: true } : {}),
    ...(input.explainAll ? { explainAll: true } : {}),
    ...(input.points ? { points: pointsRule(input.points, currency) } : {}),
    ...(choose ? { choose: [...choose] } : {}),
  };
}

/** The trade's plain rule: a hundred points pay one, up to half of the goods. */
function pointsRule(balance: number, currency: string) {
  const step = { points: 100, minor: toMinor(1, currency) ?? 1 };
  return { balance, step, capBps: 5_000, use: "most" as const };
}

/** By this id an offer or a voucher is chosen. */
export const candidateId = (one: { offerId: string; voucherId: string | null }): string =>
  one.voucherId ?? one.offerId;

const couldApply = new Set(["not_better", "not_with", "not_chosen"]);

export interface Candidate {
  readonly id: string;
  readonly offerId: string;
  readonly applies: boolean;
}

/** What a member could tick: what applies, and what would if others did not. */
export function candidatesOf({ applied, notApplied }: Priced): readonly Candidate[] {
  return [
    ...applied.map((one) => ({ id: candidateId(one), offerId: one.offerId, applies: true })),
    ...notApplied
      .filter((one) => couldApply.has(one.reason.kind))
      .map((one) => ({ id: candidateId(one), offerId: one.offerId, applies: false })),
  ];
}

export interface Step {
  readonly key: string;
  readonly offerId: string | null;
  readonly kind: "list" | "offer" | "points" | "stored" | "sum";
  /** Below zero where it takes off. */
  readonly amountMinor: number;
  /** What is left after it. */
  readonly leftMinor: number;
}

/** From list price to what is due: each step, and what is left after it. */
export function stepsOf(priced: Priced): readonly Step[] {
  const goods = priced.lines.reduce((sum, line) => sum + line.initialMinor, 0);
  let left = goods + priced.delivery.initialMinor;
  const steps: Step[] = [
    { key: "list", offerId: null, kind: "list", amountMinor: left, leftMinor: left },
  ];
  for (const one of priced.applied) {
    if (one.amountMinor === 0) continue;
    left -= one.amountMinor;
    const key = candidateId(one);
    const { offerId } = one;
    steps.push({ key, offerId, kind: "offer", amountMinor: -one.amountMinor, leftMinor: left });
  }
  const { pointsMinor, storedValueMinor, dueMinor } = priced.payable;
  for (const [kind, minor] of [["points", pointsMinor], ["stored", storedValueMinor]] as const) {
    if (minor === 0) continue;
    left -= minor;
    steps.push({ key: kind, offerId: null, kind, amountMinor: -minor, leftMinor: left });
  }
  const sum = { key: "sum", offerId: null, kind: "sum" as const };
  steps.push({ ...sum, amountMinor: dueMinor, leftMinor: dueMinor });
  return steps;
}
