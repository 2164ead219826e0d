import { sql } from "kysely";
import type {
  RightCommit, RightFacts, RightKind, RightRefusal,
} from "#modules/redemption/index.ts";
import type { Context } from "#platform/context.ts";
import { lastSecondText } from "#platform/time.ts";
import { findEntitlement } from "./grant.ts";
import { findRule, isInScope } from "./rules.ts";
import type { EntitlementsTable, RulesTable } from "./tables.ts";

type StoreCity = (ctx: Context, storeId: string) => Promise<string>;

let storeCity: StoreCity = async () => "";

/** Where stores are; called by the composition root. */
export function wireStoreCities(cityOf: StoreCity): void {
  storeCity = cityOf;
}

const nothing = {
  amountMinor: null, bps: null, capMinor: null, payMinor: null, thresholdMinor: null,
};

interface Right {
  readonly row: EntitlementsTable;
  readonly rule: RulesTable;
}

function factsOf({ row, rule }: Right): RightFacts {
  const city = row.home_city;
  return {
    rightId: row.entitlement_id,
    memberId: row.member_id,
    offerId: null,
    title: rule.name,
    titleEn: rule.name_en,
    description: city ? `常住城市：${city}` : null,
    descriptionEn: city ? `Lives in ${city}` : null,
    benefit: { kind: "entitlement", label: "×1", ...nothing },
    validFrom: row.taken_at,
    validTo: row.valid_to,
    usesLeft: row.used_at ? 0 : 1,
    usesTotal: 1,
    needsBill: false,
    asksBill: false,
  };
}

async function rightOf(ctx: Context, rightId: string): Promise<Right | null> {
  const row = await findEntitlement(ctx, rightId);
  const rule = row && (await findRule(ctx, row.rule_id));
  return rule ? { row, rule } : null;
}

/** 杭州 and 杭州市 are one place. */
const plainCity = (city: string): string => city.trim().replace(/市$/, "").toLowerCase();

async function placeRefusal(
  ctx: Context,
  { row, rule }: Right,
  storeId: string | null,
): Promise<RightRefusal | null> {
  if (storeId === null) return null;
  if (!(await isInScope(ctx, rule, storeId))) return { code: "entitlement_elsewhere", params: {} };
  if (rule.audience !== "out_of_town" || row.home_city === null) return null;
  const city = await storeCity(ctx, storeId);
  if (plainCity(city) !== plainCity(row.home_city)) return null;
  return { code: "entitlement_not_from_afar", params: { city } };
}

async function refusalOf(
  ctx: Context,
  right: Right,
  storeId: string | null,
): Promise<RightRefusal | null> {
  const { row } = right;
  if (row.used_at) return { code: "entitlement_used", params: {}, usedUp: true };
  if (row.recalled_at) return { code: "entitlement_recalled", params: {} };
  if (Temporal.Instant.compare(row.valid_to, ctx.now) <= 0) {
    return { code: "entitlement_expired", params: { until: lastSecondText(ctx, row.valid_to) } };
  }
  return placeRefusal(ctx, right, storeId);
}

async function useOnce(ctx: Context, rightId: string, redemptionId: string): Promise<boolean> {
  const { rows } = await sql`
    update wallet.entitlements set used_at = ${ctx.now}, redemption_id = ${redemptionId}
    where brand_id = ${ctx.brand.brandId} and entitlement_id = ${rightId} and used_at is null
      and recalled_at is null and valid_to > ${ctx.now}
    returning entitlement_id`.execute(ctx.tx);
  return rows.length === 1;
}

/** A right that is no discount: handed over with no bill. */
export const entitlementRight: RightKind = {
  kind: "entitlement",
  async preview(ctx, { rightId, storeId }) {
    const right = await rightOf(ctx, rightId);
    if (!right) return null;
    return { facts: factsOf(right), refusal: await refusalOf(ctx, right, storeId) };
  },
  async commit(ctx, { rightId, storeId, redemptionId }): Promise<RightCommit> {
    const right = await rightOf(ctx, rightId);
    if (!right) return { done: false, refusal: { code: "right_unknown", params: {} } };
    const refusal = await refusalOf(ctx, right, storeId);
    if (refusal) return { done: false, refusal };
    if (!(await useOnce(ctx, rightId, redemptionId))) {
      return { done: false, refusal: { code: "entitlement_used", params: {}, usedUp: true } };
    }
    return {
      done: true,
      facts: { ...factsOf(right), usesLeft: 0 },
      source: { campaignId: null, channelId: null, sourceCodeId: null },
      newMember: false,
      discountMinor: null,
      payableMinor: null,
      shares: null,
    };
  },
  async undo(ctx, { rightId, redemptionId }) {
    await sql`
      update wallet.entitlements set used_at = null, redemption_id = null
      where brand_id = ${ctx.brand.brandId} and entitlement_id = ${rightId}
        and redemption_id = ${redemptionId}`.execute(ctx.tx);
  },
  byPermanentCode: async () => null,
};
