import type { Brand, Context, Tx } from "#platform/context.ts";
import { inBrand } from "#platform/db/driver.ts";
import { emit } from "#platform/journal.ts";
import { brandOf, systemContext } from "#platform/reactions.ts";
import { wired } from "./wired.ts";

type Change = "staff_signed_in" | "staff_signed_out" | "password_changed";

interface Subject {
  readonly id: string;
  readonly userId: string;
}

interface Membership {
  readonly brand: Brand;
  readonly staffId: string;
}

/** Brands an account works for, oldest first; brands that are being deleted are left out. */
export async function brandsOfAccount(accountId: string): Promise<Membership[]> {
  // By brand, because every index of staff begins with it: as many look-ups as there are brands.
  const { rows } = await wired().databases.ownerPool.query(
    `select b.*, s.staff_id from platform.brands b
     join lateral (select staff_id from organisation.staff
       where brand_id = b.brand_id and account_id = $1) s on true
     where b.deleting_at is null order by b.created_at`,
    [accountId],
  );
  return rows.map((row) => ({ brand: brandOf(row), staffId: row.staff_id as string }));
}

function contextOf(brand: Brand, tx: Tx, staffId: string, accountId: string): Context {
  const actor = { kind: "staff" as const, staffId, accountId };
  return { ...systemContext(brand, tx, "accounts"), actor };
}

/**
 * Tells the journal of every brand that the account works for. The identity library commits by
 * itself, so this is a transaction of its own: the one exception to "one write, one transaction".
 */
export async function noteAccountChange(change: Change, subject: Subject): Promise<void> {
  for (const { brand, staffId } of await brandsOfAccount(subject.userId)) {
    const session = change === "password_changed" ? {} : { sessionId: subject.id };
    const after: Array<() => void> = [];
    await inBrand(wired().databases.app, brand.brandId, async (tx) => {
      const ctx = { ...contextOf(brand, tx, staffId, subject.userId), afterCommit: after };
      await emit(ctx, `organisation.${change}`, { payload: { staffId, ...session } });
    });
    for (const run of after) run();
  }
}
