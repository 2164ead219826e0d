import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { emit } from "#platform/journal.ts";
import { renameUnit } from "#modules/organisation/index.ts";
import { checkSpecialDays } from "./check-special-days.ts";
import { checkStore } from "./check-store.ts";
import { fieldsOf } from "./create-store.ts";
import type { SpecialDay } from "./opening-hours.ts";
import { getStore } from "./queries.ts";
import type { StoreFields } from "./store.ts";
import { isTaken, setSpecialDays, updateStores } from "./write-stores.ts";

/** The code is on posters and stays; everything else may change. */
export type StoreChange = Partial<Omit<StoreFields, "code">> & {
  readonly specialDays?: readonly SpecialDay[];
};

/** Changes what is given of a store; the unit's name follows. */
export async function changeStore(
  ctx: Context,
  storeId: string,
  change: StoreChange,
): Promise<void> {
  const before = await getStore(ctx, storeId);
  const fields = fieldsOf({ ...before, ...change });
  checkStore(fields);
  try {
    await updateStores(ctx, [{ storeId, fields }]);
  } catch (error) {
    if (isTaken(error)) throw refuse("store_code_taken", { code: fields.externalCode ?? "" });
    throw error;
  }
  if (fields.name !== before.name || fields.nameEn !== before.nameEn) {
    await renameUnit(ctx, storeId, { name: fields.name, nameEn: fields.nameEn });
  }
  if (change.specialDays) {
    checkSpecialDays(change.specialDays);
    await setSpecialDays(ctx, storeId, change.specialDays);
  }
  const payload = { storeId, role: fields.role };
  await emit(ctx, "stores.store_changed", { unitId: storeId, payload });
}
