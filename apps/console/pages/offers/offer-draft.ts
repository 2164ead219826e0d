import type { Answer, BodyOf } from "#packages/sdk/index.ts";
import { currencyDigits } from "#packages/ui/format.ts";
import { dayOfInstant } from "../../parts/days.ts";

type Body = NonNullable<BodyOf<"createOffer">>;
export type Version = NonNullable<Answer<"getOffer">["draft"]>;
export type BenefitKind = "amount_off" | "percent_off" | "exchange" | "gift" | "unstated";
export type Party = Body["payers"][number]["party"];

/** The form's values: amounts in major units as people type them, shares in percent. */
export interface OfferDraft {
  readonly unitId?: string;
  readonly campaignId?: string;
  readonly kind: BenefitKind;
  readonly title?: string;
  readonly titleEn?: string;
  readonly description?: string;
  readonly amount?: number | null;
  readonly percent?: number | null;
  readonly cap?: number | null;
  readonly label?: string;
  readonly pay?: number | null;
  readonly value?: number | null;
  readonly productIds?: readonly string[];
  readonly threshold?: number | null;
  readonly productScope: "all" | "list";
  readonly storesBy: "unit" | "list";
  readonly storesUnitId?: string;
  readonly storeIds?: readonly string[];
  readonly validBy: "days" | "fixed";
  readonly days?: number | null;
  readonly fromDay?: string;
  readonly toDay?: string;
  readonly claimFromDay?: string;
  readonly claimToDay?: string;
  readonly totalStock?: number | null;
  readonly perMember?: number | null;
  readonly usesTotal?: number | null;
  readonly payers: readonly { readonly party: Party; readonly percent: number | null }[];
}

export const newDraft: OfferDraft = {
  kind: "amount_off",
  productScope: "all",
  storesBy: "unit",
  validBy: "days",
  days: 30,
  perMember: 1,
  usesTotal: 1,
  payers: [{ party: "group", percent: 100 }],
};

export function toMinor(major: number | null | undefined, currency: string): number | null {
  if (major === null || major === undefined) return null;
  return Math.round(major * 10 ** currencyDigits(currency));
}

function toMajor(minor: number | null | undefined, currency: string): number | null {
  return minor === null || minor === undefined ? null : minor / 10 ** currencyDigits(currency);
}

export const bpsOf = (percent: number | null | undefined): number =>
  Math.round((percent ?? 0) * 100);

/** The benefit with amounts in minor units; also while it is still being typed. */
export function benefitOf(draft: OfferDraft, currency: string): Body["benefit"] {
  const minor = (major: number | null | undefined) => toMinor(major, currency);
  const label = draft.label?.trim() ?? "";
  const productIds = [...(draft.productIds ?? [])];
  switch (draft.kind) {
    case "amount_off":
      return { kind: "amount_off", amountMinor: minor(draft.amount) ?? 0 };
    case "percent_off":
      return { kind: "percent_off", bps: bpsOf(draft.percent), capMinor: minor(draft.cap) };
    case "exchange":
      return {
        kind: "exchange",
        label,
        productIds,
        payMinor: minor(draft.pay) ?? 0,
        valueMinor: minor(draft.value),
      };
    case "gift":
      return { kind: "gift", label, productIds, valueMinor: minor(draft.value) };
    case "unstated":
      return { kind: "unstated", label };
  }
}

/** What the server is sent: everything that a version says. */
export function versionBody(draft: OfferDraft, currency: string): BodyOf<"saveOfferDraft"> {
  return {
    title: draft.title ?? "",
    titleEn: draft.titleEn || null,
    description: draft.description || null,
    benefit: benefitOf(draft, currency),
    thresholdMinor: toMinor(draft.threshold, currency),
    productScope: draft.productScope,
    usesTotal: draft.usesTotal ?? 1,
    payers: draft.payers.map((one) => ({ party: one.party, bps: bpsOf(one.percent) })),
    validity:
      draft.validBy === "days"
        ? { kind: "days", days: draft.days ?? 30 }
        : { kind: "fixed", fromDay: draft.fromDay ?? "", toDay: draft.toDay ?? "" },
    stores:
      draft.storesBy === "unit"
        ? { unitId: draft.storesUnitId ?? draft.unitId ?? "" }
        : { storeIds: [...(draft.storeIds ?? [])] },
    claimFromDay: draft.claimFromDay || null,
    claimToDay: draft.claimToDay || null,
    totalStock: draft.totalStock ?? null,
    perMember: draft.perMember ?? null,
  };
}

interface Zone {
  readonly currency: string;
  readonly timeZone: string;
}

/** A stored version as the form shows it. */
export function draftOf(version: Version, unitId: string, zone: Zone): OfferDraft {
  const { currency, timeZone } = zone;
  const { benefit, validity, stores } = version;
  const major = (minor: number | null | undefined) => toMajor(minor, currency);
  const start = version.claimStartsAt;
  const end = version.claimEndsAt;
  return {
    unitId,
    kind: benefit.kind,
    title: version.title,
    titleEn: version.titleEn ?? "",
    description: version.description ?? "",
    ...("amountMinor" in benefit ? { amount: major(benefit.amountMinor) } : {}),
    ...("bps" in benefit ? { percent: benefit.bps / 100, cap: major(benefit.capMinor) } : {}),
    ...("label" in benefit ? { label: benefit.label } : {}),
    ...("payMinor" in benefit ? { pay: major(benefit.payMinor) } : {}),
    ...("valueMinor" in benefit ? { value: major(benefit.valueMinor) } : {}),
    ...("productIds" in benefit ? { productIds: benefit.productIds } : {}),
    threshold: major(version.thresholdMinor),
    productScope: version.productScope === "list" ? "list" : "all",
    ...("unitId" in stores
      ? { storesBy: "unit" as const, storesUnitId: stores.unitId }
      : { storesBy: "list" as const, storeIds: stores.storeIds }),
    ...(validity.kind === "days"
      ? { validBy: "days" as const, days: validity.days }
      : { validBy: "fixed" as const, fromDay: validity.fromDay, toDay: validity.toDay }),
    // the window is half-open: its last day ends where the next begins
    ...(start === null ? {} : { claimFromDay: dayOfInstant(start, timeZone) }),
    ...(end === null ? {} : { claimToDay: dayOfInstant(end - 1, timeZone) }),
    totalStock: version.totalStock,
    perMember: version.perMember,
    usesTotal: version.usesTotal,
    payers: version.payers.map((one) => ({ party: one.party, percent: one.bps / 100 })),
  };
}
