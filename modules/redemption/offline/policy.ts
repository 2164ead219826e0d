import { sql } from "kysely";
import { permit, rootUnit, unitAncestors } from "#modules/organisation/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import { emit } from "#platform/journal.ts";
import type { OfflineTables, PoliciesTable } from "./tables.ts";

/** What may be taken without a line at a store, in a day of the brand. */
export interface OfflinePolicy {
  readonly deviceCount: number;
  readonly deviceValueMinor: number;
  readonly storeCount: number;
  readonly storeValueMinor: number;
  /** How long a counter goes on without contact. */
  readonly contactlessSeconds: number;
  /** How long a member's offline QR is good: 10 minutes, at most 24 hours. */
  readonly statementSeconds: number;
  readonly secondUse: "honour" | "refuse";
  /** Who bears a second use that is honoured. */
  readonly lossBearer: "brand" | "store";
}

const off: OfflinePolicy = {
  deviceCount: 0,
  deviceValueMinor: 0,
  storeCount: 0,
  storeValueMinor: 0,
  contactlessSeconds: 0,
  statementSeconds: 600,
  secondUse: "honour",
  lossBearer: "brand",
};

/** Any zero turns it off. */
export const isOn = (policy: OfflinePolicy): boolean =>
  policy.deviceCount > 0 && policy.deviceValueMinor > 0 && policy.storeCount > 0 &&
  policy.storeValueMinor > 0 && policy.contactlessSeconds > 0;

const viewOf = (row: PoliciesTable): OfflinePolicy => ({
  deviceCount: row.device_count,
  deviceValueMinor: row.device_value_minor,
  storeCount: row.store_count,
  storeValueMinor: row.store_value_minor,
  contactlessSeconds: row.contactless_seconds,
  statementSeconds: row.statement_seconds,
  secondUse: row.second_use,
  lossBearer: row.loss_bearer,
});

/** The policy of the nearest unit that has one, the unit itself first. */
export async function policyOf(ctx: Context, unitId: string) {
  const units = (await unitAncestors(ctx, unitId, ctx.recordedAt)).map((unit) => unit.unitId);
  const rows = await tablesOf<OfflineTables>(ctx)
    .selectFrom("redemption.offline_policies")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("unit_id", "=", sql<string>`any(${units}::uuid[])`)
    .execute();
  const found = units.flatMap((id) => rows.find((row) => row.unit_id === id) ?? [])[0];
  return { unitId: found?.unit_id ?? null, policy: found ? viewOf(found) : off };
}

export async function setPolicy(ctx: Context, unitId: string, policy: OfflinePolicy) {
  await permit(ctx, "offers.publish", unitId);
  const columns = {
    device_count: policy.deviceCount,
    device_value_minor: policy.deviceValueMinor,
    store_count: policy.storeCount,
    store_value_minor: policy.storeValueMinor,
    contactless_seconds: policy.contactlessSeconds,
    statement_seconds: policy.statementSeconds,
    second_use: policy.secondUse,
    loss_bearer: policy.lossBearer,
    changed_at: ctx.recordedAt,
  };
  await tablesOf<OfflineTables>(ctx)
    .insertInto("redemption.offline_policies")
    .values({ brand_id: ctx.brand.brandId, unit_id: unitId, ...columns })
    .onConflict((on) => on.columns(["brand_id", "unit_id"]).doUpdateSet(columns))
    .execute();
  await emit(ctx, "redemption.offline_policy_set", { unitId, payload: { unitId, ...policy } });
}

/** Who answers for a second use: the bearer of its loss, or the store that refused it. */
export async function ownerOf(ctx: Context, storeId: string, policy: OfflinePolicy) {
  const brand = policy.secondUse === "honour" && policy.lossBearer === "brand";
  return brand ? rootUnit(ctx) : storeId;
}

export async function allowedOffers(ctx: Context): Promise<string[]> {
  const rows = await tablesOf<OfflineTables>(ctx)
    .selectFrom("redemption.offline_offers")
    .select("offer_id")
    .where("brand_id", "=", ctx.brand.brandId)
    .orderBy("offer_id")
    .limit(500)
    .execute();
  return rows.map((row) => row.offer_id);
}

/** Says of an offer whether it may be taken without a line. */
export async function allowOffer(ctx: Context, offerId: string, allowed: boolean): Promise<void> {
  const db = tablesOf<OfflineTables>(ctx);
  const { brandId } = ctx.brand;
  await emit(ctx, "redemption.offline_offer_set", { payload: { offerId, allowed } });
  if (allowed) {
    await db
      .insertInto("redemption.offline_offers")
      .values({ brand_id: brandId, offer_id: offerId, allowed_at: ctx.recordedAt })
      .onConflict((on) => on.doNothing())
      .execute();
    return;
  }
  await db
    .deleteFrom("redemption.offline_offers")
    .where("brand_id", "=", brandId)
    .where("offer_id", "=", offerId)
    .execute();
}
