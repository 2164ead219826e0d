import { permit } from "#modules/organisation/index.ts";
import { getStore, namedStores } from "#modules/stores/index.ts";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";

/** True for a trusted import: it may name the right itself and leave store and bill unknown. */
export function isTrustedImport(ctx: Context): boolean {
  if (ctx.actor.kind !== "integration") return false;
  return ctx.grants.some((grant) => grant.capability === "import.backdate");
}

/** Staff redeem for their own stores only; an unknown store (null) is for trusted imports. */
export async function permitStore(ctx: Context, storeId: string | null): Promise<void> {
  if (storeId !== null) return permit(ctx, "redemption.redeem", storeId);
  if (!isTrustedImport(ctx)) throw refuse("not_permitted", { capability: "import.backdate" });
}

/** A region that the actor may act for is a unit, but nobody can walk into it. */
export async function assertStore(ctx: Context, storeId: string | null): Promise<void> {
  if (storeId !== null) await getStore(ctx, storeId);
}

/** Of the stores those that show and serve but sell nothing, by what they are called. */
export async function storesWithoutSales(
  ctx: Context,
  storeIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const stores = await namedStores(ctx, storeIds);
  const none = stores.filter((store) => store.role === "experience");
  return new Map(none.map(({ storeId, name, nameEn }) =>
    [storeId, ctx.lang === "en" ? (nameEn ?? name) : name]));
}
