import type { Context } from "#platform/context.ts";
import { entitlementDb } from "./rules.ts";

async function exportEntitlements(ctx: Context, memberId: string) {
  const rows = await entitlementDb(ctx)
    .selectFrom("wallet.entitlements as e")
    .innerJoin("wallet.entitlement_rules as r", (join) =>
      join.onRef("r.brand_id", "=", "e.brand_id").onRef("r.rule_id", "=", "e.rule_id"))
    .select(["r.name", "e.home_city", "e.taken_at", "e.used_at"])
    .where("e.brand_id", "=", ctx.brand.brandId)
    .where("e.member_id", "=", memberId)
    .orderBy("e.entitlement_id")
    .execute();
  return rows.map(({ name, home_city: homeCity, taken_at: takenAt, used_at: usedAt }) => ({
    name,
    homeCity,
    takenAt: takenAt.epochMilliseconds,
    usedAt: usedAt?.epochMilliseconds ?? null,
  }));
}

/** Where somebody lives goes; what was not used can be used by nobody. */
async function eraseEntitlements(ctx: Context, memberId: string): Promise<void> {
  const db = entitlementDb(ctx);
  await db
    .updateTable("wallet.entitlements")
    .set({ home_city: null })
    .where("brand_id", "=", ctx.brand.brandId)
    .where("member_id", "=", memberId)
    .execute();
  await db
    .updateTable("wallet.entitlements")
    .set({ recalled_at: ctx.now })
    .where("brand_id", "=", ctx.brand.brandId)
    .where("member_id", "=", memberId)
    .where("used_at", "is", null)
    .where("recalled_at", "is", null)
    .execute();
}

export const memberEntitlements = {
  name: "entitlements",
  export: exportEntitlements,
  erase: eraseEntitlements,
};
