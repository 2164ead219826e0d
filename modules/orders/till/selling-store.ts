import { permit } from "#modules/organisation/index.ts";
import { getStore, type Store, type StoreRole } from "#modules/stores/index.ts";
import type { Context } from "#platform/context.ts";
import { refuse, type Refusal } from "#platform/errors.ts";

// An experience store shows, pours and books; a pick-up point hands over.
const without: Readonly<Partial<Record<StoreRole, { zh: string; en: string }>>> = {
  experience: { zh: "体验店", en: "an experience store" },
  pickup: { zh: "提货点", en: "a pick-up point" },
};

/** Why nothing is sold at this store; null: it sells. */
export function whyNoSale(ctx: Context, store: Store): Refusal | null {
  const role = without[store.role];
  if (!role) return null;
  const name = ctx.lang === "en" ? (store.nameEn ?? store.name) : store.name;
  return refuse("till_sells_nothing", { store: name, role: role[ctx.lang], roleCode: store.role });
}

/** The store that the actor sells at; refuses one that sells nothing or is closed. */
export async function sellingStore(ctx: Context, storeId: string): Promise<Store> {
  await permit(ctx, "orders.work", storeId);
  const store = await getStore(ctx, storeId);
  if (store.closedAt) throw refuse("store_closed");
  const why = whyNoSale(ctx, store);
  if (why) throw why;
  return store;
}
