import { unitAncestors } from "#modules/organisation/index.ts";
import { storesInScope } from "#modules/stores/index.ts";
import { type OfferTerms, validateRule, validateTerms } from "#packages/pricing/index.ts";
import { visibleLength } from "#packages/text/index.ts";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { dayWindow } from "#platform/time.ts";
import { limitsOf, limitsProblem } from "./limit-rules.ts";
import type { VersionInput } from "./offer-input.ts";
import { type Days, engineRule, type RuleInput } from "./rule-input.ts";
import { ruleSentences } from "./rule-problems.ts";
import type { OfferVersionsTable, ValidityDays } from "./tables.ts";
import { type OfferProblem, problemText } from "./terms-problems.ts";
import { counterTerms } from "./terms-of-rule.ts";

/** Visible characters; a translation into Latin letters needs more of them for the same words. */
const longestTitle = 20;
const longestTranslation = 40;

export function invalid(ctx: Context, problem: OfferProblem): Error {
  return refuse("offer_invalid", { detail: problemText(problem, ctx.lang), problem });
}

function dayStart(ctx: Context, day: string): Temporal.Instant {
  try {
    return dayWindow(ctx, day).from;
  } catch {
    throw refuse("invalid_input", { detail: day });
  }
}

/** Days become half-open instants in the brand's zone; the last day is inside to its end. */
const dayEnd = (ctx: Context, day: string): Temporal.Instant => {
  dayStart(ctx, day);
  return dayWindow(ctx, day).to;
};

function validityOf(ctx: Context, validity: ValidityDays): OfferTerms["validity"] {
  if (validity.kind === "days") return validity;
  const from = dayStart(ctx, validity.fromDay).toString();
  return { kind: "fixed", from, to: dayEnd(ctx, validity.toDay).toString() };
}

const nobodysDay: OfferTerms["validity"] = { kind: "days", days: 1 };

/** The rule's days as instants, the last day inside to its end; null: open on that side. */
function windowOf(ctx: Context, { fromDay, toDay }: Days) {
  return {
    from: fromDay ? dayStart(ctx, fromDay) : null,
    to: toDay ? dayEnd(ctx, toDay) : null,
  };
}

function checkRule(ctx: Context, rule: RuleInput, payers: OfferTerms["payers"]): void {
  const { from, to } = windowOf(ctx, rule.when ?? {});
  const window = { fromMs: from?.epochMilliseconds ?? null, toMs: to?.epochMilliseconds ?? null };
  const [problem] = validateRule(engineRule(rule, { window, stores: null, payers }));
  if (!problem) return;
  const { code, path } = problem;
  const detail = ruleSentences[code][ctx.lang === "en" ? 1 : 0];
  throw refuse("offer_invalid", { detail, problem: code, path });
}

/** What each trigger has, and what it cannot have. */
function checkTrigger(ctx: Context, input: VersionInput): void {
  const { trigger = "voucher", rule } = input;
  const given = (...values: readonly unknown[]) => values.some((one) => (one ?? null) !== null);
  if (trigger === "voucher") {
    if (!input.validity) throw invalid(ctx, "validity_missing");
    if (rule && (rule.category === "price" || rule.category === "order")) {
      throw invalid(ctx, "category_for_voucher");
    }
    if (!rule && !input.benefit) throw invalid(ctx, "benefit_missing");
  } else {
    if (!rule) throw invalid(ctx, "automatic_without_rule");
    if (rule.perOrder !== undefined) throw invalid(ctx, "per_order_of_automatic");
    const { totalStock, perMember, claimFromDay, claimToDay, validity, usesTotal } = input;
    const limits = given(totalStock, perMember, claimFromDay, claimToDay, validity, usesTotal);
    const { claim, redeem } = limitsOf(input.limits);
    const declared = claim.length + redeem.length > 0;
    const carried = input.bearer || (input.giftTimes ?? 0) > 0;
    if (limits || declared || carried) throw invalid(ctx, "limits_of_automatic");
  }
}

function checkLimits(ctx: Context, input: VersionInput) {
  const limits = limitsOf(input.limits);
  const problem = limitsProblem(limits);
  if (problem) throw invalid(ctx, problem);
  return limits;
}

function benefitOf(ctx: Context, input: VersionInput) {
  const { rule, benefit, thresholdMinor = null } = input;
  if (rule) return counterTerms(rule, input.title.trim(), benefit);
  if (!benefit) throw invalid(ctx, "benefit_missing");
  return { benefit, thresholdMinor };
}

function termsOf(ctx: Context, input: VersionInput): OfferTerms {
  const terms: OfferTerms = {
    ...benefitOf(ctx, input),
    productScope: input.productScope ?? "all",
    usesTotal: input.usesTotal ?? 1,
    stackable: input.stackable ?? false,
    // Nobody claims what is automatic: its terms are never a voucher's.
    validity: input.validity ? validityOf(ctx, input.validity) : nobodysDay,
    payers: input.payers,
  };
  const [problem] = validateTerms(terms);
  if (problem) throw invalid(ctx, problem);
  return terms;
}

function titleOf(ctx: Context, text: string, longest = longestTitle): string {
  const title = text.trim();
  if (title === "") throw invalid(ctx, "title_missing");
  if (visibleLength(title) > longest) throw invalid(ctx, "title_too_long");
  return title;
}

/** Only stores under the owner: a city's offer never reaches into another city. */
async function checkStores(ctx: Context, ownerUnitId: string, input: VersionInput) {
  if ("unitId" in input.stores) {
    const above = await unitAncestors(ctx, input.stores.unitId, ctx.recordedAt);
    if (!above.some((unit) => unit.unitId === ownerUnitId)) {
      throw invalid(ctx, "stores_outside_owner");
    }
  }
  const listed = "storeIds" in input.stores ? input.stores.storeIds : [];
  const named = [...listed, ...(input.rule?.when?.stores ?? [])];
  if (named.length === 0) return;
  const allowed = new Set(await storesInScope(ctx, [ownerUnitId]));
  if (named.every((storeId) => allowed.has(storeId))) return;
  throw invalid(ctx, "stores_outside_owner");
}

export type CheckedVersion = Omit<
  OfferVersionsTable,
  "brand_id" | "offer_id" | "version" | "saved_at" | "published_at"
> & { readonly storeIds: readonly string[] };

/** Checks everything that can be said before publishing, and turns days into instants. */
export async function checkVersion(
  ctx: Context,
  ownerUnitId: string,
  input: VersionInput,
): Promise<CheckedVersion> {
  const claimFrom = input.claimFromDay ? dayStart(ctx, input.claimFromDay) : null;
  const claimTo = input.claimToDay ? dayEnd(ctx, input.claimToDay) : null;
  if (claimFrom && claimTo && Temporal.Instant.compare(claimFrom, claimTo) >= 0) {
    throw invalid(ctx, "claim_window_reversed");
  }
  const titleEn = input.titleEn?.trim();
  const title = titleOf(ctx, input.title);
  checkTrigger(ctx, input);
  if (input.rule) checkRule(ctx, input.rule, input.payers);
  const runs = windowOf(ctx, input.rule?.when ?? {});
  const version = {
    title,
    title_en: titleEn ? titleOf(ctx, titleEn, longestTranslation) : null,
    description: input.description?.trim() || null,
    description_en: input.descriptionEn?.trim() || null,
    terms: termsOf(ctx, input),
    validity: input.validity ?? null,
    trigger: input.trigger ?? "voucher",
    rule: input.rule ?? null,
    category: input.rule?.category ?? "store_voucher",
    runs_from: runs.from,
    runs_to: runs.to,
    scope_unit_id: "unitId" in input.stores ? input.stores.unitId : null,
    claim_from: claimFrom,
    claim_to: claimTo,
    total_stock: input.totalStock ?? null,
    per_member: input.perMember ?? null,
    limits: checkLimits(ctx, input),
    bearer: input.bearer ?? false,
    gift_times: input.giftTimes ?? 0,
    self_claim: input.selfClaim ?? true,
  };
  await checkStores(ctx, ownerUnitId, input);
  const storeIds = "storeIds" in input.stores ? [...new Set(input.stores.storeIds)] : [];
  return { ...version, storeIds };
}
