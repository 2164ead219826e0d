import { sql } from "kysely";
import { type Context, tablesOf } from "#platform/context.ts";
import { newId } from "#platform/ids.ts";
import { emit } from "#platform/journal.ts";
import { post } from "../ledger/post.ts";
import { lockStored, ofUnit, partPostings } from "./accounts.ts";
import { byUnit, moveSlices, type Slice } from "./lots.ts";
import { keptOf, type Parts, sumOf } from "./split.ts";
import type { SlicesTable, StoredTables, UsesTable } from "./tables.ts";

export interface StoredReturn {
  readonly orderId: string;
  readonly memberId: string;
  /** Positive; with all returns before at most what the order used. */
  readonly amountMinor: number;
  /** Once within the order; repeated, it answers the same and changes nothing. */
  readonly key: string;
}

async function knownReturn(ctx: Context, { orderId, key }: StoredReturn): Promise<Parts | null> {
  const row = await tablesOf<StoredTables>(ctx)
    .selectFrom("wallet.stored_returns")
    .select(["principal_minor as principalMinor", "bonus_minor as bonusMinor"])
    .where("brand_id", "=", ctx.brand.brandId)
    .where("order_id", "=", orderId)
    .where("key", "=", key)
    .executeTakeFirst();
  return row ?? null;
}

interface UsedSlice extends SlicesTable {
  readonly unit_id: string;
}

interface Used {
  readonly uses: readonly UsesTable[];
  readonly slices: readonly UsedSlice[];
}

async function usedBy(ctx: Context, orderId: string): Promise<Used> {
  const uses = await tablesOf<StoredTables>(ctx)
    .selectFrom("wallet.stored_uses")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("order_id", "=", orderId)
    .orderBy("use_id")
    .execute();
  const slices = await sql<UsedSlice>`
    select s.*, l.unit_id from wallet.stored_slices s
    join wallet.stored_lots l on l.brand_id = s.brand_id and l.lot_id = s.lot_id
    where s.brand_id = ${ctx.brand.brandId}
      and s.use_id = any(${uses.map((use) => use.use_id)}::uuid[])
    order by s.use_id, s.place`.execute(ctx.tx);
  return { uses, slices: slices.rows };
}

interface Back extends Slice {
  readonly useId: string;
  readonly place: number;
}

/** What goes back of one part of a use when `kept` of it stays: its last lots first. */
function backOf(slices: readonly UsedSlice[], part: Slice["part"], kept: number): Back[] {
  let rest = kept;
  return slices.filter((slice) => slice.part === part).flatMap((slice) => {
    const stays = Math.min(slice.amount_minor, rest);
    rest -= stays;
    const amountMinor = slice.amount_minor - stays - slice.back_minor;
    if (amountMinor === 0) return [];
    if (amountMinor < 0) throw new Error(`slice ${slice.use_id} ${slice.place} grew`);
    const { use_id: useId, place, lot_id: lotId, unit_id: unitId } = slice;
    return [{ useId, place, lotId, unitId, part, amountMinor }];
  });
}

/**
 * What goes back of an order's uses when `keptMinor` of them stay. The last use goes back first; a
 * function of what stays alone, so that any way of returning ends the same.
 */
function allBack({ uses, slices }: Used, keptMinor: number): Back[] {
  let rest = keptMinor;
  return uses.flatMap((use) => {
    const used = { principalMinor: use.principal_minor, bonusMinor: use.bonus_minor };
    const kept = keptOf(use.use_order, used, Math.min(rest, sumOf(used)));
    rest -= sumOf(kept);
    const own = slices.filter((slice) => slice.use_id === use.use_id);
    return [
      ...backOf(own, "principal", kept.principalMinor),
      ...backOf(own, "bonus", kept.bonusMinor),
    ];
  });
}

async function write(ctx: Context, input: StoredReturn, parts: Parts, back: readonly Back[]) {
  const { orderId, key } = input;
  await tablesOf<StoredTables>(ctx)
    .insertInto("wallet.stored_returns")
    .values({
      brand_id: ctx.brand.brandId,
      order_id: orderId,
      key,
      principal_minor: parts.principalMinor,
      bonus_minor: parts.bonusMinor,
      returned_at: ctx.now,
    })
    .execute();
  for (const { useId, place, amountMinor } of back) {
    await sql`update wallet.stored_slices set back_minor = back_minor + ${amountMinor}
      where brand_id = ${ctx.brand.brandId} and use_id = ${useId} and place = ${place}
    `.execute(ctx.tx);
  }
  await moveSlices(ctx, back, 1);
}

/**
 * Gives (a part of) what an order used back to the balance, in the parts and to the lots that it
 * came from, what was taken last first. RangeError above what the order used and has not got back.
 */
export async function returnToStoredValue(ctx: Context, input: StoredReturn): Promise<Parts> {
  const { orderId, memberId, amountMinor, key } = input;
  await lockStored(ctx, memberId);
  const known = await knownReturn(ctx, input);
  if (known) return known;
  const used = await usedBy(ctx, orderId);
  const standing = used.slices.reduce((sum, one) => sum + one.amount_minor - one.back_minor, 0);
  if (!Number.isSafeInteger(amountMinor) || amountMinor <= 0 || amountMinor > standing) {
    throw new RangeError(`return of ${amountMinor}, the order holds ${standing}`);
  }
  const back = allBack(used, standing - amountMinor);
  const sum = (part: Slice["part"]) =>
    back.reduce((total, one) => total + (one.part === part ? one.amountMinor : 0), 0);
  const parts = { principalMinor: sum("principal"), bonusMinor: sum("bonus") };
  await write(ctx, input, parts, back);
  const storeId = used.uses[0]!.store_id;
  await post(ctx, [{
    kind: "stored_return",
    postingKey: `stored_return:${orderId}:${key}`,
    unit: ctx.brand.currency,
    causeId: orderId,
    postings: [
      ...partPostings(memberId, parts),
      { account: ofUnit("stored_spent", storeId), amount: -amountMinor },
    ],
  }]);
  await emit(ctx, "wallet.stored_value_returned", {
    unitId: storeId,
    memberId,
    payload: { orderId, returnId: newId(), storeId, ...parts, from: byUnit(back) },
  });
  return parts;
}
