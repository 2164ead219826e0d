import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { emit } from "#platform/journal.ts";
import { entitlementDb, findRule } from "./rules.ts";
import type { EntitlementsTable } from "./tables.ts";

export interface Granted {
  readonly ruleId: string;
  readonly memberId: string;
  /** It is given once for it. */
  readonly period: string;
  readonly homeCity?: string | null;
}

export async function findEntitlement(
  ctx: Context,
  entitlementId: string,
): Promise<EntitlementsTable | null> {
  const row = await entitlementDb(ctx)
    .selectFrom("wallet.entitlements")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("entitlement_id", "=", entitlementId)
    .executeTakeFirst();
  return row ?? null;
}

/** Puts an entitlement into a member's wallet, once for its period; answers its id. */
export async function grantEntitlement(ctx: Context, granted: Granted): Promise<string> {
  const { ruleId, memberId, period, homeCity = null } = granted;
  const rule = await findRule(ctx, ruleId);
  if (!rule || rule.state === "ended") throw refuse("entitlement_over");
  const { rows } = await sql<{ entitlement_id: string }>`
    insert into wallet.entitlements (brand_id, entitlement_id, rule_id, member_id, period,
      home_city, taken_at, valid_to)
    values (${ctx.brand.brandId}, ${newId()}, ${ruleId}, ${memberId}, ${period}, ${homeCity},
      ${ctx.now}, ${ctx.now.add({ hours: 24 * rule.valid_days })})
    on conflict (brand_id, rule_id, member_id, period) do nothing
    returning entitlement_id`.execute(ctx.tx);
  const made = rows[0]?.entitlement_id;
  if (made) {
    const payload = { entitlementId: made, ruleId };
    await emit(ctx, "wallet.entitlement_taken", { memberId, payload });
    return made;
  }
  const before = await entitlementDb(ctx)
    .selectFrom("wallet.entitlements")
    .select("entitlement_id")
    .where("brand_id", "=", ctx.brand.brandId)
    .where("rule_id", "=", ruleId)
    .where("member_id", "=", memberId)
    .where("period", "=", period)
    .executeTakeFirstOrThrow();
  return before.entitlement_id;
}

/** True: it can be taken back; its row is held to the end of the transaction. */
export async function unusedEntitlement(ctx: Context, entitlementId: string): Promise<boolean> {
  const { rows } = await sql<{ unused: boolean }>`
    select used_at is null and recalled_at is null as unused from wallet.entitlements
    where brand_id = ${ctx.brand.brandId} and entitlement_id = ${entitlementId}
    for update`.execute(ctx.tx);
  return rows[0]?.unused ?? false;
}

export async function recallEntitlement(ctx: Context, entitlementId: string): Promise<void> {
  await entitlementDb(ctx)
    .updateTable("wallet.entitlements")
    .set({ recalled_at: ctx.now })
    .where("brand_id", "=", ctx.brand.brandId)
    .where("entitlement_id", "=", entitlementId)
    .where("used_at", "is", null)
    .execute();
  const row = await findEntitlement(ctx, entitlementId);
  if (!row) return;
  const payload = { entitlementId, ruleId: row.rule_id };
  await emit(ctx, "wallet.entitlement_recalled", { memberId: row.member_id, payload });
}
