import { type Context, json, tablesOf } from "#platform/context.ts";
import type { CheckedVersion } from "./check-version.ts";
import type { PromotionsTables } from "./tables.ts";

const rowsAtOnce = 10_000;

const orNull = (value: object | null) => (value === null ? null : json(value));

/** Writes a draft version in place of the one before with the same number. */
export async function saveVersion(
  ctx: Context,
  offerId: string,
  version: number,
  checked: CheckedVersion,
): Promise<void> {
  const db = tablesOf<PromotionsTables>(ctx);
  const key = { brand_id: ctx.brand.brandId, offer_id: offerId, version };
  const { storeIds, terms, validity, rule, limits, ...plain } = checked;
  const said = {
    terms: json(terms),
    validity: orNull(validity),
    rule: orNull(rule),
    limits: json(limits),
  };
  const values = { ...plain, ...said, saved_at: ctx.now };
  await db
    .insertInto("promotions.offer_versions")
    .values({ ...key, ...values })
    .onConflict((on) => on.columns(["brand_id", "offer_id", "version"]).doUpdateSet(values))
    .execute();
  await db
    .deleteFrom("promotions.offer_stores")
    .where("brand_id", "=", key.brand_id)
    .where("offer_id", "=", offerId)
    .where("version", "=", version)
    .execute();
  // A statement takes 65,535 parameters; four a row.
  for (let at = 0; at < storeIds.length; at += rowsAtOnce) {
    const some = storeIds.slice(at, at + rowsAtOnce);
    const rows = some.map((storeId) => ({ ...key, store_id: storeId }));
    await db.insertInto("promotions.offer_stores").values(rows).execute();
  }
}
