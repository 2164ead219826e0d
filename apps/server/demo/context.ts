import { capabilities } from "#modules/organisation/index.ts";
import { rootUnit } from "#modules/organisation/index.ts";
import type { Brand, Context } from "#platform/context.ts";
import { inBrand } from "#platform/db/driver.ts";
import { newId } from "#platform/ids.ts";
import { brandOf, systemContext } from "#platform/reactions.ts";
import type { App } from "../app.ts";

export async function loadBrand(app: App, key: string): Promise<Brand> {
  const { rows } = await app.databases.ownerPool.query(
    "select * from platform.brands where key = $1",
    [key],
  );
  return brandOf(rows[0]);
}

const importer = newId();

/** A transaction of the sample's importer: it may do everything, and set things back in time. */
export async function demoContext<T>(
  app: App,
  brand: Brand,
  now: Temporal.Instant,
  run: (ctx: Context) => Promise<T>,
): Promise<T> {
  const after: Array<() => void> = [];
  const result = await inBrand(app.databases.app, brand.brandId, async (tx) => {
    const base = systemContext(brand, tx, "demo");
    const unitId = await rootUnit(base);
    return run({
      ...base,
      actor: { kind: "integration", keyId: importer },
      grants: capabilities.map((capability) => ({ capability, unitId })),
      now,
      afterCommit: after,
    });
  });
  for (const one of after) one();
  return result;
}
