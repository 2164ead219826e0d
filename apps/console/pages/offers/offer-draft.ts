import type { Answer, BodyOf } from "#packages/sdk/index.ts";
import { currencyDigits } from "#packages/ui/format.ts";
import { dayOfInstant } from "../../parts/days.ts";
import { type LimitDraft, limitRows, limitsBody } from "./limit-draft.ts";
import type { OfferKind } from "./offer-kinds.ts";
import {
  needsVoucher,
  newRule,
  type RuleBody,
  type RuleDraft,
  ruleOf,
  saysRule,
  type ScopeDraft,
} from "./rule-draft.ts";
import { fieldsOfRule } from "./rule-fields-of.ts";

type Body = NonNullable<BodyOf<"createOffer">>;
export type Version = NonNullable<Answer<"getOffer">["draft"]>;
export type PlainBenefit = Exclude<Body["benefit"], undefined>;
export type Party = Body["payers"][number]["party"];

/** The form's values: amounts in major units as people type them, shares in percent. */
export interface OfferDraft extends RuleDraft {
  readonly unitId?: string;
  readonly campaignId?: string;
  readonly kind: OfferKind;
  readonly title?: string;
  readonly titleEn?: string;
  readonly description?: string;
  readonly amount?: number | null;
  readonly percent?: number | null;
  readonly cap?: number | null;
  readonly label?: string;
  readonly pay?: number | null;
  readonly units?: number | null;
  readonly value?: number | null;
  readonly productIds?: readonly string[];
  readonly threshold?: number | null;
  /** `some`: by the rule's scope; `list`: product codes that are added to the saved draft. */
  readonly productScope: "all" | "some" | "list";
  readonly scope?: ScopeDraft;
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
  /** Works by code: codes are printed or imported. */
  readonly bearer?: boolean;
  /** Members may claim it by themselves; absent: yes. */
  readonly selfClaim?: boolean;
  readonly giftTimes?: number | null;
  readonly limits?: readonly LimitDraft[];
  readonly payers: readonly { readonly party: Party; readonly percent: number | null }[];
}

export const newDraft: OfferDraft = {
  ...newRule,
  kind: "amount_off",
  productScope: "all",
  storesBy: "unit",
  validBy: "days",
  days: 30,
  perMember: 1,
  usesTotal: 1,
  selfClaim: true,
  payers: [{ party: "group", percent: 100 }],
};

/** What a newly chosen kind needs to begin with; what was typed before stays. */
export function startOf(kind: OfferKind, typed: OfferDraft): Partial<OfferDraft> {
  return {
    category: undefined,
    tiers: typed.tiers?.length ? typed.tiers : [{ gifts: [{ quantity: 1 }] }],
    ...(kind === "bundle" && !typed.parts?.length ? { parts: [{ quantity: 1 }] } : {}),
    ...(kind === "add_on" && !typed.maxUnits ? { maxUnits: 1 } : {}),
    ...(typed.productScope === "list" ? { productScope: "all" } : {}),
    needsVoucher: false,
    ...(kind === "price_level" ? forLevel(typed.level, typed) : forLevel("activity", typed)),
  };
}

const members = JSON.stringify(["member"]);

/** A member price is for members unless somebody else is named; an activity price is for all. */
export function forLevel(
  level: OfferDraft["level"],
  { segments = [] }: OfferDraft,
): Partial<OfferDraft> {
  if (level === "member" && segments.length === 0) return { segments: ["member"] };
  if (level === "activity" && JSON.stringify(segments) === members) return { segments: [] };
  return {};
}

export function toMinor(major: number | null | undefined, currency: string): number | null {
  if (major === null || major === undefined) return null;
  return Math.round(major * 10 ** currencyDigits(currency));
}

function toMajor(minor: number | null | undefined, currency: string): number | null {
  return minor === null || minor === undefined ? null : minor / 10 ** currencyDigits(currency);
}

export const bpsOf = (percent: number | null | undefined): number =>
  Math.round((percent ?? 0) * 100);

/** A plain voucher's benefit in minor units, also while it is still being typed; else null. */
export function benefitOf(draft: OfferDraft, currency: string): PlainBenefit | null {
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
    default:
      return null;
  }
}

/** The rule with amounts in minor units, also while it is still being typed. */
export const ruleBodyOf = (draft: OfferDraft, currency: string): RuleBody =>
  ruleOf(draft, (major) => toMinor(major, currency));

/** What the server is sent: everything that a version says. */
export function versionBody(draft: OfferDraft, currency: string): BodyOf<"saveOfferDraft"> {
  const voucher = needsVoucher(draft);
  const benefit = benefitOf(draft, currency);
  return {
    title: draft.title ?? "",
    titleEn: draft.titleEn || null,
    description: draft.description || null,
    payers: draft.payers.map((one) => ({ party: one.party, bps: bpsOf(one.percent) })),
    stores:
      draft.storesBy === "unit"
        ? { unitId: draft.storesUnitId ?? draft.unitId ?? "" }
        : { storeIds: [...(draft.storeIds ?? [])] },
    ...(saysRule(draft) ? { rule: ruleBodyOf(draft, currency) as NonNullable<Body["rule"]> } : {}),
    ...(voucher ? voucherBody(draft, currency) : { trigger: "automatic" as const }),
    ...(benefit
      ? { benefit, thresholdMinor: toMinor(draft.threshold, currency) }
      : {}),
  };
}

/** What only a voucher has: how many, how long, and the list of product codes. */
function voucherBody(draft: OfferDraft, currency: string) {
  return {
    productScope: draft.productScope === "list" ? ("list" as const) : ("all" as const),
    usesTotal: draft.usesTotal ?? 1,
    validity:
      draft.validBy === "days"
        ? { kind: "days" as const, days: draft.days ?? 30 }
        : { kind: "fixed" as const, fromDay: draft.fromDay ?? "", toDay: draft.toDay ?? "" },
    claimFromDay: draft.claimFromDay || null,
    claimToDay: draft.claimToDay || null,
    totalStock: draft.totalStock ?? null,
    perMember: draft.perMember ?? null,
    bearer: draft.bearer ?? false,
    selfClaim: draft.selfClaim ?? true,
    giftTimes: draft.giftTimes ?? 0,
    ...limitsBody(draft.limits ?? [], (major) => toMinor(major, currency)),
  };
}

interface Zone {
  readonly currency: string;
  readonly timeZone: string;
}

/** A stored version as the form shows it. */
export function draftOf(version: Version, unitId: string, zone: Zone): OfferDraft {
  const { currency } = zone;
  const { rule, stores } = version;
  const major = (minor: number | null | undefined) => toMajor(minor, currency);
  const voucher = version.trigger !== "automatic";
  const said = rule
    ? fieldsOfRule(rule as RuleBody, voucher, {
        major,
        minor: (typed) => toMinor(typed, currency),
      })
    : {};
  const plain = voucher ? plainFields(version, zone) : {};
  // what a counter hands over has a name and a value that the rule need not say again
  const kept = said.kind && plain.kind && said.kind !== plain.kind ? {} : plain;
  return {
    ...newDraft,
    ...said,
    ...kept,
    unitId,
    kind: said.kind ?? plain.kind ?? "amount_off",
    title: version.title,
    titleEn: version.titleEn ?? "",
    description: version.description ?? "",
    productScope: version.productScope === "list" ? "list" : (said.productScope ?? "all"),
    ...("unitId" in stores
      ? { storesBy: "unit" as const, storesUnitId: stores.unitId }
      : { storesBy: "list" as const, storeIds: stores.storeIds }),
    ...(voucher ? windowFields(version, zone) : {}),
    payers: version.payers.map((one) => ({ party: one.party, percent: one.bps / 100 })),
  };
}

type Fields = { -readonly [Name in keyof OfferDraft]?: OfferDraft[Name] };

function plainFields(version: Version, { currency }: Zone): Fields {
  const { benefit } = version;
  const major = (minor: number | null | undefined) => toMajor(minor, currency);
  if (benefit.kind === "cart_only") return {};
  return {
    kind: benefit.kind,
    ...("amountMinor" in benefit ? { amount: major(benefit.amountMinor) } : {}),
    ...("bps" in benefit ? { percent: benefit.bps / 100, cap: major(benefit.capMinor) } : {}),
    ...("label" in benefit ? { label: benefit.label } : {}),
    ...("payMinor" in benefit ? { pay: major(benefit.payMinor) } : {}),
    ...("valueMinor" in benefit ? { value: major(benefit.valueMinor) } : {}),
    ...("productIds" in benefit ? { productIds: benefit.productIds } : {}),
    threshold: major(version.thresholdMinor),
  };
}

function windowFields(version: Version, { timeZone, currency }: Zone): Fields {
  const { validity, claimStartsAt: start, claimEndsAt: end } = version;
  return {
    ...(validity === null
      ? {}
      : validity.kind === "days"
        ? { validBy: "days", days: validity.days }
        : { validBy: "fixed", fromDay: validity.fromDay, toDay: validity.toDay }),
    // the window is half-open: its last day ends where the next begins
    ...(start === null ? {} : { claimFromDay: dayOfInstant(start, timeZone) }),
    ...(end === null ? {} : { claimToDay: dayOfInstant(end - 1, timeZone) }),
    totalStock: version.totalStock,
    perMember: version.perMember,
    usesTotal: version.usesTotal,
    bearer: version.bearer,
    selfClaim: version.selfClaim,
    giftTimes: version.giftTimes,
    limits: limitRows(version.limits, (minor) => toMajor(minor, currency)),
  };
}
