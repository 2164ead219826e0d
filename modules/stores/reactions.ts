import { type Context, tablesOf } from "#platform/context.ts";
import type { JournalEvent } from "#platform/journal.ts";
import type { Reaction } from "#platform/reactions.ts";
import { getUnit } from "#modules/organisation/index.ts";
import { getStores } from "./queries.ts";
import type { StoresTables } from "./tables.ts";

/** The unit's name and end are the store's: whoever renames or closes the unit does both. */
async function follow(ctx: Context, { kind, unitId, occurredAt }: JournalEvent): Promise<void> {
  const [store] = unitId ? await getStores(ctx, [unitId]) : [];
  if (!store) return;
  const unit = await getUnit(ctx, store.storeId);
  const closedAt = kind === "organisation.unit_closed" ? occurredAt : store.closedAt;
  await tablesOf<StoresTables>(ctx)
    .updateTable("stores.stores")
    .set({ name: unit.name, name_en: unit.nameEn, closed_at: closedAt, updated_at: occurredAt })
    .where("brand_id", "=", ctx.brand.brandId)
    .where("store_id", "=", store.storeId)
    .execute();
}

export const storesReactions: readonly Reaction[] = [
  {
    name: "stores.units",
    kinds: ["organisation.unit_renamed", "organisation.unit_closed"],
    ordered: true,
    async handle(ctx, events) {
      for (const event of events) await follow(ctx, event);
    },
  },
];
