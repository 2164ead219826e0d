import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { dayOf } from "#platform/time.ts";
import { findEntitlement, grantEntitlement } from "./grant.ts";
import { activeRules, entitlementDb, findRule } from "./rules.ts";
import type { EntitlementsTable, RulesTable } from "./tables.ts";

const periodOf = (ctx: Context, { per }: RulesTable): string =>
  per === "year" ? dayOf(ctx).slice(0, 4) : "ever";

export type EntitlementState = "open" | "usable" | "used" | "over";

/** What a member has of a rule; open: it can be taken. */
export function entitlementState(
  row: EntitlementsTable | undefined,
  now: Temporal.Instant,
): EntitlementState {
  if (!row) return "open";
  if (row.used_at) return "used";
  const over = row.recalled_at ?? (Temporal.Instant.compare(row.valid_to, now) <= 0 || null);
  return over ? "over" : "usable";
}

function viewOf(ctx: Context, rule: RulesTable, row: EntitlementsTable | undefined) {
  return {
    ruleId: rule.rule_id,
    entitlementId: row?.entitlement_id ?? null,
    name: rule.name,
    nameEn: rule.name_en,
    audience: rule.audience,
    homeCity: row?.home_city ?? null,
    validTo: row?.valid_to.epochMilliseconds ?? null,
    state: entitlementState(row, ctx.now),
  };
}

/** What a member has, and what they may take, without any purchase. */
export async function myEntitlements(ctx: Context, memberId: string) {
  const rows = await entitlementDb(ctx)
    .selectFrom("wallet.entitlements")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("member_id", "=", memberId)
    .where("recalled_at", "is", null)
    .orderBy("entitlement_id", "desc")
    .limit(100)
    .execute();
  const views = [];
  for (const rule of await activeRules(ctx)) {
    if (rule.audience === "granted") continue;
    const period = periodOf(ctx, rule);
    const row = rows.find((one) => one.rule_id === rule.rule_id && one.period === period);
    if (!row) views.push(viewOf(ctx, rule, undefined));
  }
  for (const row of rows) {
    const rule = await findRule(ctx, row.rule_id);
    if (rule) views.push(viewOf(ctx, rule, row));
  }
  return views;
}

/** A member takes what a rule gives, once for its period. */
export async function takeEntitlement(
  ctx: Context,
  memberId: string,
  ruleId: string,
  homeCity: string | null,
) {
  const rule = await findRule(ctx, ruleId);
  if (!rule || rule.audience === "granted") throw refuse("entitlement_rule_not_found");
  if (rule.audience === "out_of_town" && !homeCity) throw refuse("entitlement_city_needed");
  const period = periodOf(ctx, rule);
  const entitlementId = await grantEntitlement(ctx, { ruleId, memberId, period, homeCity });
  const row = await findEntitlement(ctx, entitlementId);
  return viewOf(ctx, rule, row ?? undefined);
}
