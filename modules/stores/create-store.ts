import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { emit } from "#platform/journal.ts";
import { createUnit, rootUnit } from "#modules/organisation/index.ts";
import { checkStore } from "./check-store.ts";
import { checkSpecialDays } from "./check-special-days.ts";
import type { SpecialDay } from "./opening-hours.ts";
import type { StoreFields } from "./store.ts";
import { insertStores, isTaken, setSpecialDays } from "./write-stores.ts";

export type NewStore = Pick<StoreFields, "code" | "name" | "role"> &
  Partial<StoreFields> & {
    /** The unit above; null or absent: the brand's root. */
    readonly parentId?: string | null;
    readonly specialDays?: readonly SpecialDay[];
  };

export function fieldsOf(store: NewStore): StoreFields {
  return {
    code: store.code,
    externalCode: store.externalCode || null,
    role: store.role,
    name: store.name.trim(),
    nameEn: store.nameEn?.trim() || null,
    address: store.address?.trim() ?? "",
    city: store.city?.trim() ?? "",
    province: store.province?.trim() ?? "",
    phone: store.phone?.trim() ?? "",
    areaM2: store.areaM2 ?? null,
    position: store.position ?? null,
    hours: store.hours ?? [],
  };
}

/** Opens a store: a unit of kind store and its place in the register. Answers its id. */
export async function createStore(ctx: Context, store: NewStore): Promise<string> {
  const fields = fieldsOf(store);
  checkStore(fields);
  const days = store.specialDays ?? [];
  checkSpecialDays(days);
  try {
    const storeId = await createUnit(ctx, {
      parentId: store.parentId ?? (await rootUnit(ctx)),
      kind: "store",
      code: fields.code,
      name: fields.name,
      nameEn: fields.nameEn,
    });
    await insertStores(ctx, [{ storeId, fields }]);
    await setSpecialDays(ctx, storeId, days);
    const payload = { storeId, code: fields.code, role: fields.role };
    await emit(ctx, "stores.store_opened", { unitId: storeId, payload });
    return storeId;
  } catch (error) {
    if (isTaken(error)) throw refuse("store_code_taken", { code: fields.code });
    throw error;
  }
}
