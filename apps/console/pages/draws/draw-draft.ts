import type { Answer, CallInput } from "#packages/sdk/index.ts";
import { currencyDigits } from "#packages/ui/format.ts";

type Draw = Answer<"getDraw">;
type Body = NonNullable<CallInput<"saveDraw">["body"]>;

export const limitOfs = ["member", "phone", "device", "all"] as const;
export const limitPers = ["ever", "day", "week", "month"] as const;

/** Amounts in major units and odds in per cent, as people type them. */
export interface PrizeDraft {
  readonly kind: "money" | "voucher";
  readonly name?: string;
  readonly nameEn?: string | null;
  readonly percent?: number | null;
  readonly pieces?: number | null;
  readonly moneyKind: "fixed" | "random";
  readonly amount?: number | null;
  readonly min?: number | null;
  readonly max?: number | null;
  readonly total?: number | null;
  readonly offerId?: string | null;
  readonly worth?: number | null;
}

export interface DrawDraft {
  readonly unitId?: string | undefined;
  readonly name?: string;
  readonly nameEn?: string | null;
  readonly rules?: string;
  readonly rulesEn?: string | null;
  readonly startsLocal?: string | null;
  readonly endsLocal?: string | null;
  readonly prizes: readonly (PrizeDraft | undefined)[];
  readonly limits: readonly (Partial<Draw["limits"][number]> | undefined)[];
  readonly whenGone: "next" | "nothing";
}

export const newPrize: PrizeDraft = { kind: "money", moneyKind: "fixed" };

export const newDraw: DrawDraft = {
  prizes: [newPrize],
  limits: [{ of: "member", per: "day", cap: 1 }],
  whenGone: "next",
};

type Money = (major: number | null | undefined) => number;

const moneyBy = (currency: string): Money => (major) =>
  Math.round((major ?? 0) * 10 ** currencyDigits(currency));

export const ppmOf = (percent: number | null | undefined): number =>
  Math.round((percent ?? 0) * 10_000);

function prizeBody(draft: PrizeDraft, minor: Money): Body["prizes"][number] {
  const name = draft.name ?? "";
  const nameEn = draft.nameEn || null;
  const shared = { name, nameEn, ppm: ppmOf(draft.percent), pieces: draft.pieces ?? null };
  if (draft.kind === "voucher") {
    const worthMinor = draft.worth ? minor(draft.worth) : null;
    return { ...shared, kind: "voucher", offerId: draft.offerId ?? "", worthMinor };
  }
  const money = draft.moneyKind === "fixed"
    ? { kind: "fixed" as const, minor: minor(draft.amount) }
    : {
        kind: "random" as const,
        minMinor: minor(draft.min),
        maxMinor: minor(draft.max),
        totalMinor: minor(draft.total),
      };
  return { ...shared, kind: "money", money };
}

/** What is sent, in minor units and parts per million. */
export function drawBody(draft: DrawDraft, currency: string): Body {
  const minor = moneyBy(currency);
  return {
    name: draft.name ?? "",
    nameEn: draft.nameEn || null,
    rules: draft.rules ?? "",
    rulesEn: draft.rulesEn || null,
    startsLocal: draft.startsLocal || null,
    endsLocal: draft.endsLocal || null,
    prizes: draft.prizes.map((prize) => prizeBody(prize ?? newPrize, minor)),
    limits: draft.limits.map((limit) => {
      const { of = "member", per = "ever", cap = 1 } = limit ?? {};
      return { of, per, cap };
    }),
    whenGone: draft.whenGone,
  };
}

/** A saved draft as the form shows it. */
export function draftOf(draw: Draw, currency: string): DrawDraft {
  const major = (minor: number) => minor / 10 ** currencyDigits(currency);
  const prizes = draw.prizes.map((prize): PrizeDraft => {
    const { kind, name, nameEn, pieces, worthMinor, offerId, money } = prize;
    const shared = { kind, name, nameEn, percent: prize.ppm / 10_000, pieces };
    if (!money) {
      const worth = worthMinor === null ? null : major(worthMinor);
      return { ...shared, moneyKind: "fixed", offerId, worth };
    }
    if (money.kind === "fixed") {
      return { ...shared, moneyKind: "fixed", amount: major(money.minMinor) };
    }
    const [min, max, total] =
      [major(money.minMinor), major(money.maxMinor), major(money.totalMinor)];
    return { ...shared, moneyKind: "random", min, max, total };
  });
  const { unitId, name, nameEn, rules, rulesEn, startsLocal, endsLocal, limits, whenGone } = draw;
  return {
    unitId, name, nameEn, rules, rulesEn, startsLocal, endsLocal, prizes, limits, whenGone,
  };
}

export interface DraftSum {
  readonly wonPpm: number;
  readonly poolMinor: number;
}

/** What the prizes come to while they are being typed. */
export function sumOf(draft: DrawDraft, currency: string): DraftSum {
  const minor = moneyBy(currency);
  const prizes = draft.prizes.flatMap((one) => (one ? [one] : []));
  const pool = (prize: PrizeDraft): number => {
    if (prize.kind === "voucher") return 0;
    return prize.moneyKind === "random"
      ? minor(prize.total)
      : minor(prize.amount) * (prize.pieces ?? 0);
  };
  return {
    wonPpm: prizes.reduce((sum, prize) => sum + ppmOf(prize.percent), 0),
    poolMinor: prizes.reduce((sum, prize) => sum + pool(prize), 0),
  };
}
