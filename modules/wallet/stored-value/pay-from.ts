import { formatMinor } from "#packages/money/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { emit } from "#platform/journal.ts";
import { post } from "../ledger/post.ts";
import { lockStored, ofUnit, partPostings, storedValueOf } from "./accounts.ts";
import { refuseBlocked } from "./cards.ts";
import { byUnit, moveSlices, openLots, type Slice, slicesOf } from "./lots.ts";
import { useOrderOf } from "./settings.ts";
import { type Parts, splitUse, sumOf } from "./split.ts";
import type { StoredTables, UsesTable } from "./tables.ts";

export interface StoredPayment {
  readonly orderId: string;
  readonly memberId: string;
  /** Where it is spent. */
  readonly storeId: string;
  /** Positive. */
  readonly amountMinor: number;
  /** Once within the order; repeated, it answers the same and changes nothing. */
  readonly key: string;
}

async function knownUse(ctx: Context, { orderId, key }: StoredPayment): Promise<Parts | null> {
  const row = await tablesOf<StoredTables>(ctx)
    .selectFrom("wallet.stored_uses")
    .select(["principal_minor as principalMinor", "bonus_minor as bonusMinor"])
    .where("brand_id", "=", ctx.brand.brandId)
    .where("order_id", "=", orderId)
    .where("key", "=", key)
    .executeTakeFirst();
  return row ?? null;
}

async function enough(ctx: Context, input: StoredPayment): Promise<Parts> {
  const balance = await storedValueOf(ctx, input.memberId);
  if (sumOf(balance) >= input.amountMinor) return balance;
  throw refuse("stored_value_too_low", {
    left: formatMinor(sumOf(balance), ctx.brand.currency, ctx.lang),
    leftMinor: sumOf(balance),
  });
}

async function writeUse(ctx: Context, row: UsesTable, slices: readonly Slice[]): Promise<void> {
  const db = tablesOf<StoredTables>(ctx);
  await db.insertInto("wallet.stored_uses").values(row).execute();
  const values = slices.map(({ lotId, part, amountMinor }, place) => ({
    brand_id: row.brand_id,
    use_id: row.use_id,
    place,
    lot_id: lotId,
    part,
    amount_minor: amountMinor,
    back_minor: 0,
  }));
  await db.insertInto("wallet.stored_slices").values(values).execute();
  await moveSlices(ctx, slices, -1);
}

/**
 * Pays (a part of) an order out of a member's stored value, by the brand's order of use; the oldest
 * top-up first. Posts the member's side; the sale is the caller's. Refuses `stored_value_too_low`
 * and `stored_value_blocked`.
 */
export async function payFromStoredValue(ctx: Context, input: StoredPayment): Promise<Parts> {
  const { orderId, memberId, storeId, amountMinor, key } = input;
  if (!Number.isSafeInteger(amountMinor) || amountMinor <= 0) {
    throw new RangeError(`payment of ${amountMinor}`);
  }
  await lockStored(ctx, memberId);
  const known = await knownUse(ctx, input);
  if (known) return known;
  await refuseBlocked(ctx, memberId);
  const useOrder = await useOrderOf(ctx);
  const parts = splitUse(useOrder, await enough(ctx, input), amountMinor);
  const slices = slicesOf(await openLots(ctx, memberId), parts);
  const useId = newId();
  await writeUse(ctx, {
    brand_id: ctx.brand.brandId,
    use_id: useId,
    order_id: orderId,
    key,
    member_id: memberId,
    store_id: storeId,
    use_order: useOrder,
    principal_minor: parts.principalMinor,
    bonus_minor: parts.bonusMinor,
    used_at: ctx.now,
  }, slices);
  await post(ctx, [{
    kind: "stored_pay",
    postingKey: `stored_pay:${useId}`,
    unit: ctx.brand.currency,
    causeId: orderId,
    postings: [
      ...partPostings(memberId, {
        principalMinor: -parts.principalMinor,
        bonusMinor: -parts.bonusMinor,
      }),
      { account: ofUnit("stored_spent", storeId), amount: amountMinor },
    ],
  }]);
  await emit(ctx, "wallet.stored_value_used", {
    unitId: storeId,
    memberId,
    payload: { orderId, useId, storeId, ...parts, from: byUnit(slices) },
  });
  return parts;
}
