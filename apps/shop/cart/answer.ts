import type { Applied, NextStep, NotApplied, Priced } from "#packages/pricing/answer.ts";

/** What the server says of a cart; `sentences` stand beside the arrays of `priced`. */
export interface CartAnswer {
  priced: Priced;
  names: Record<string, { title: string; titleEn: string | null }>;
  products: Record<string, { name: string; nameEn: string | null; externalCode: string }>;
  sentences: { applied: string[]; notApplied: string[]; nextSteps: string[] };
  /** What is missing to each next step, without the goods to add. */
  nextStepsBrief?: string[];
  /** To a visitor: what an ordinary member would pay, where that is less. */
  asMember?: { totalMinor: number } | null;
}

/** The best combination and, beside it, the one that the member chose. */
export interface Answers {
  best: CartAnswer;
  own: CartAnswer | null;
  /** Products of the cart that are sold no more; the answers are without them. */
  gone: string[];
}

type Candidate = Pick<Applied | NotApplied, "offerId" | "voucherId">;

/** What `choose` calls it: a voucher has its own name, an automatic offer that of the offer. */
export const candidateOf = ({ voucherId, offerId }: Candidate): string => voucherId ?? offerId;

export interface Choice {
  id: string;
  offerId: string;
  voucherId: string | null;
  ticked: boolean;
  /** What it takes off as things are; 0 for a gift. */
  amountMinor: number;
  /** Why the best combination is without it; what applies is explained by the receipt. */
  why: string;
}

/** Offers of which the member may choose: what the best combination has, and what joins it not. */
export function choicesOf({ best, own }: Answers): Choice[] {
  const shown = own ?? best;
  const applied = new Map(shown.priced.applied.map((one) => [candidateOf(one), one]));
  const choice = (one: Candidate, why: string): Choice => {
    const found = applied.get(candidateOf(one));
    return {
      id: candidateOf(one),
      offerId: one.offerId,
      voucherId: one.voucherId,
      ticked: found !== undefined,
      amountMinor: found?.amountMinor ?? 0,
      why: found ? "" : why,
    };
  };
  return [
    ...best.priced.applied.map((one) => choice(one, "")),
    ...best.priced.notApplied.flatMap((one, at) =>
      isChoice(one) ? [choice(one, best.sentences.notApplied[at] ?? "")] : [],
    ),
  ];
}

/** Offers that cannot apply whatever is chosen, each with its reason. */
export function unusableOf({ best }: Answers): { offerId: string; sentence: string }[] {
  return best.priced.notApplied.flatMap((one, at) =>
    isChoice(one)
      ? []
      : [{ offerId: one.offerId, sentence: best.sentences.notApplied[at] ?? "" }],
  );
}

const isChoice = ({ reason }: NotApplied): boolean =>
  reason.kind === "not_with" || reason.kind === "not_better" || reason.kind === "not_chosen";

/** The member's combination after a tap on one of the choices. */
export function toggled(answers: Answers, id: string): string[] {
  const shown = (answers.own ?? answers.best).priced;
  const applied = shown.applied.map(candidateOf);
  if (applied.includes(id)) return applied.filter((one) => one !== id);
  return [...without(answers.own ?? answers.best, id), id];
}

/**
 * A tick is a wish: where the best of what is ticked leaves it out, what stands in its way is
 * unticked. Null: it applies, or nothing more can be done for it.
 */
export function yielding(own: CartAnswer, choose: readonly string[], wish: string) {
  if (own.priced.applied.some((one) => candidateOf(one) === wish)) return null;
  const left = [...without(own, wish), wish];
  const smaller = left.length < choose.length ? left : [wish];
  return smaller.length < choose.length ? smaller : null;
}

/** What applies and leaves room for the wish. */
function without({ priced }: CartAnswer, wish: string): string[] {
  const reason = priced.notApplied.find((one) => candidateOf(one) === wish)?.reason;
  const inTheWay = reason?.kind === "not_with" ? reason.offerIds : [];
  return priced.applied
    .filter((one) => !inTheWay.includes(one.offerId))
    .map(candidateOf);
}

export interface Step {
  next: NextStep;
  sentence: string;
}

/** The step worth showing: one that can be taken with a tap, and of these the cheapest. */
export function nextStepOf({ priced, sentences, nextStepsBrief }: CartAnswer): Step | null {
  const steps = priced.nextSteps.map((next, at) => ({
    next,
    sentence: nextStepsBrief?.[at] ?? sentences.nextSteps[at] ?? "",
  }));
  const cost = ({ next }: Step) => (next.add ? (next.costsMinor ?? 0) : Number.MAX_SAFE_INTEGER);
  return steps.reduce<Step | null>(
    (best, step) => (best === null || cost(step) < cost(best) ? step : best),
    null,
  );
}

/** All that the offers took off. */
export const savedMinor = ({ priced }: CartAnswer): number =>
  priced.applied.reduce((sum, one) => sum + one.amountMinor, 0);

/** List prices of the goods. */
export const listMinor = ({ priced }: CartAnswer): number =>
  priced.lines.reduce((sum, line) => sum + line.initialMinor, 0);
