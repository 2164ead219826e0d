import { sql } from "kysely";
import { inBrand } from "#platform/db/driver.ts";
import { newId } from "#platform/ids.ts";
import { systemContext } from "#platform/reactions.ts";
import { brandsOfAccount } from "./accounts-journal.ts";
import { insertGrant, insertStaff } from "./staff.ts";
import { wired } from "./wired.ts";

interface Held {
  readonly role_id: string;
  readonly unit_id: string;
  readonly valid_to: Temporal.Instant | null;
}

export interface Newcomer {
  readonly accountId: string;
  readonly name: string;
  readonly email: string;
}

/**
 * Who leaves a demo sign-in for an account of their own keeps what it held in the demo, so that
 * both brands stand side by side and the demo can be deleted from there.
 */
export async function adoptSamples(sampleAccountId: string, newcomer: Newcomer): Promise<void> {
  for (const { brand, staffId } of await brandsOfAccount(sampleAccountId)) {
    if (!brand.sample) continue;
    const after: Array<() => void> = [];
    await inBrand(wired().databases.app, brand.brandId, async (tx) => {
      const ctx = { ...systemContext(brand, tx, "adoptSamples"), afterCommit: after };
      const { rows } = await sql<Held>`select role_id, unit_id, valid_to
        from organisation.grants where brand_id = ${brand.brandId} and staff_id = ${staffId}
          and revoked_at is null and (valid_to is null or valid_to > ${ctx.now})`.execute(tx);
      const own = await insertStaff(ctx, { staffId: newId(), ...newcomer });
      for (const { role_id: roleId, unit_id: unitId, valid_to: validTo } of rows) {
        await insertGrant(ctx, { staffId: own, roleId, unitId, validTo });
      }
    });
    for (const run of after) run();
  }
}
