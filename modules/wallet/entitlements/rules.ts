import {
  inScopeSql, permit, rootUnit, unitAncestors, unitScope,
} from "#modules/organisation/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { emit } from "#platform/journal.ts";
import { decodeCursor, pageFrom, type PageInput, pageLimit } from "#platform/paging.ts";
import type { Audience, EntitlementTables, RulesTable } from "./tables.ts";

export const entitlementDb = (ctx: Context) => tablesOf<EntitlementTables>(ctx);

export interface RuleInput {
  readonly unitId: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly audience: Audience;
  readonly per: "ever" | "year";
  readonly scopeUnitIds: readonly string[] | null;
  readonly validDays: number;
}

export async function findRule(ctx: Context, ruleId: string): Promise<RulesTable | null> {
  const row = await entitlementDb(ctx)
    .selectFrom("wallet.entitlement_rules")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("rule_id", "=", ruleId)
    .executeTakeFirst();
  return row ?? null;
}

/** Rules that work now. */
export async function activeRules(ctx: Context): Promise<RulesTable[]> {
  return entitlementDb(ctx)
    .selectFrom("wallet.entitlement_rules")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("state", "=", "active")
    .orderBy("rule_id")
    .execute();
}

/** True: the rule holds at the store. */
export async function isInScope(
  ctx: Context,
  { scope_unit_ids: scope }: RulesTable,
  storeId: string,
): Promise<boolean> {
  if (scope === null) return true;
  const above = await unitAncestors(ctx, storeId, ctx.recordedAt);
  return above.some((unit) => scope.includes(unit.unitId));
}

/** A rule that works from now on; it is ended, never edited. */
export async function createRule(ctx: Context, input: RuleInput): Promise<string> {
  await permit(ctx, "offers.publish", input.unitId);
  // Without a scope it holds in every store.
  for (const unitId of input.scopeUnitIds ?? [await rootUnit(ctx)]) {
    await permit(ctx, "offers.publish", unitId);
  }
  const ruleId = newId();
  await entitlementDb(ctx)
    .insertInto("wallet.entitlement_rules")
    .values({
      brand_id: ctx.brand.brandId,
      rule_id: ruleId,
      unit_id: input.unitId,
      name: input.name,
      name_en: input.nameEn,
      audience: input.audience,
      per: input.per,
      scope_unit_ids: input.scopeUnitIds ? [...input.scopeUnitIds] : null,
      valid_days: input.validDays,
      state: "active",
      created_at: ctx.now,
      ended_at: null,
    })
    .execute();
  const payload = { ruleId, audience: input.audience };
  await emit(ctx, "wallet.entitlement_rule_created", { unitId: input.unitId, payload });
  return ruleId;
}

/** Nobody gets it any more; what members have stays good. */
export async function endRule(ctx: Context, ruleId: string): Promise<void> {
  const rule = await findRule(ctx, ruleId);
  if (!rule) throw refuse("entitlement_rule_not_found");
  await permit(ctx, "offers.publish", rule.unit_id);
  if (rule.state === "ended") return;
  await entitlementDb(ctx)
    .updateTable("wallet.entitlement_rules")
    .set({ state: "ended", ended_at: ctx.now })
    .where("brand_id", "=", ctx.brand.brandId)
    .where("rule_id", "=", ruleId)
    .execute();
  await emit(ctx, "wallet.entitlement_rule_ended", { unitId: rule.unit_id, payload: { ruleId } });
}

/** Rules of the units that the actor answers for, newest first, with how often they were used. */
export async function listRules(ctx: Context, input: PageInput) {
  const limit = pageLimit(input);
  const [after] = decodeCursor(input.cursor) ?? [];
  const scope = await unitScope(ctx, "offers.read");
  let query = entitlementDb(ctx)
    .selectFrom("wallet.entitlement_rules as r")
    .selectAll("r")
    .select((one) => [
      one.selectFrom("wallet.entitlements as e").select((e) => e.fn.countAll().as("n"))
        .whereRef("e.brand_id", "=", "r.brand_id").whereRef("e.rule_id", "=", "r.rule_id")
        .as("taken"),
      one.selectFrom("wallet.entitlements as e").select((e) => e.fn.countAll().as("n"))
        .whereRef("e.brand_id", "=", "r.brand_id").whereRef("e.rule_id", "=", "r.rule_id")
        .where("e.used_at", "is not", null).as("used"),
    ])
    .where("r.brand_id", "=", ctx.brand.brandId)
    .where(inScopeSql("r.unit_id", scope, ctx.recordedAt))
    .orderBy("r.rule_id", "desc")
    .limit(limit + 1);
  if (after !== undefined) query = query.where("r.rule_id", "<", String(after));
  const page = pageFrom(await query.execute(), limit, (row) => [row.rule_id]);
  const items = page.items.map((row) => ({
    ruleId: row.rule_id,
    name: row.name,
    nameEn: row.name_en,
    audience: row.audience,
    per: row.per,
    scopeUnitIds: row.scope_unit_ids,
    validDays: row.valid_days,
    state: row.state,
    taken: Number(row.taken),
    used: Number(row.used),
  }));
  return { items, next: page.next };
}
