import { unitAncestors } from "#modules/organisation/index.ts";
import { storesInScope } from "#modules/stores/index.ts";
import { type OfferTerms, validateTerms } from "#packages/pricing/index.ts";
import { visibleLength } from "#packages/text/index.ts";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { dayWindow } from "#platform/time.ts";
import type { VersionInput } from "./offer-input.ts";
import { type OfferProblem, problemText } from "./terms-problems.ts";
import type { OfferVersionsTable, ValidityDays } from "./tables.ts";

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

function termsOf(ctx: Context, input: VersionInput): OfferTerms {
  const terms: OfferTerms = {
    benefit: input.benefit,
    thresholdMinor: input.thresholdMinor ?? null,
    productScope: input.productScope ?? "all",
    usesTotal: input.usesTotal ?? 1,
    stackable: input.stackable ?? false,
    validity: validityOf(ctx, input.validity),
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
    if (above.some((unit) => unit.unitId === ownerUnitId)) return;
  } else {
    const allowed = new Set(await storesInScope(ctx, [ownerUnitId]));
    if (input.stores.storeIds.every((storeId) => allowed.has(storeId))) return;
  }
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
  const version = {
    title: titleOf(ctx, input.title),
    title_en: titleEn ? titleOf(ctx, titleEn, longestTranslation) : null,
    description: input.description?.trim() || null,
    description_en: input.descriptionEn?.trim() || null,
    terms: termsOf(ctx, input),
    validity: input.validity,
    scope_unit_id: "unitId" in input.stores ? input.stores.unitId : null,
    claim_from: claimFrom,
    claim_to: claimTo,
    total_stock: input.totalStock ?? null,
    per_member: input.perMember ?? null,
    bearer: input.bearer ?? false,
  };
  await checkStores(ctx, ownerUnitId, input);
  const storeIds = "storeIds" in input.stores ? [...new Set(input.stores.storeIds)] : [];
  return { ...version, storeIds };
}
