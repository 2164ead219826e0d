import type { Answer, CallInput } from "#packages/sdk/index.ts";

type Card = NonNullable<Answer<"getCard">["card"]>;
type Body = NonNullable<CallInput<"saveCard">["body"]>;
export type BenefitKind = Body["benefits"][number]["kind"];

const whole = 10_000;

export interface BenefitDraft {
  readonly kind: BenefitKind;
  readonly title: string;
  readonly titleEn?: string | null;
  readonly detail?: string | null;
  readonly detailEn?: string | null;
}

export interface TierDraft {
  readonly tierId?: string;
  readonly name: string;
  readonly nameEn?: string | null;
  readonly from: number;
  /** 1.5: half as many points again. */
  readonly times?: number | null;
  readonly benefits?: readonly BenefitDraft[];
}

export interface CardDraft {
  readonly name: string;
  readonly nameEn?: string | null;
  readonly look: Body["look"];
  readonly benefits: readonly BenefitDraft[];
  readonly tiers: readonly TierDraft[];
}

export function cardDraft(card: Card | null, scale: number, name: string): CardDraft {
  if (!card) return { name, look: "accent", benefits: [], tiers: [] };
  return {
    ...card,
    tiers: card.tiers.map(({ fromMinor, pointsBps, ...tier }) => ({
      ...tier,
      from: fromMinor / scale,
      times: pointsBps / whole,
    })),
  };
}

const text = (typed: string | null | undefined): string | null => typed?.trim() || null;

const benefitBody = (one: BenefitDraft): Body["benefits"][number] => ({
  kind: one.kind,
  title: one.title.trim(),
  titleEn: text(one.titleEn),
  detail: text(one.detail),
  detailEn: text(one.detailEn),
});

export function cardBody(draft: CardDraft, scale: number): Body {
  return {
    name: draft.name.trim(),
    nameEn: text(draft.nameEn),
    look: draft.look,
    benefits: draft.benefits.map(benefitBody),
    tiers: draft.tiers.map((tier) => ({
      ...(tier.tierId ? { tierId: tier.tierId } : {}),
      name: tier.name.trim(),
      nameEn: text(tier.nameEn),
      fromMinor: Math.round(tier.from * scale),
      pointsBps: Math.round((tier.times ?? 1) * whole),
      benefits: (tier.benefits ?? []).map(benefitBody),
    })),
  };
}

/** A card without one of these is not saved. */
export const isNoDiscount = ({ kind }: Pick<BenefitDraft, "kind">): boolean =>
  kind !== "member_price";
