import { cartGoods } from "#modules/catalogue/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { emit } from "#platform/journal.ts";
import { dayWindow } from "#platform/time.ts";
import type { OrderTables, PresalesTable, UnpaidRule } from "../tables.ts";
import { presalesOf } from "./presale-terms.ts";

/** Days as people write them, the last ones included; amounts of one unit. */
export interface PresaleInput {
  readonly depositMinor: number | null;
  readonly depositBps: number | null;
  /** What the deposit counts for; null: for itself. */
  readonly worthMinor: number | null;
  readonly depositFirstDay: string;
  readonly depositLastDay: string;
  readonly balanceFirstDay: string;
  readonly balanceLastDay: string;
  readonly unpaidRule: UnpaidRule;
}

const isBefore = (a: Temporal.Instant, b: Temporal.Instant) => Temporal.Instant.compare(a, b) < 0;

function rowOf(ctx: Context, productId: string, input: PresaleInput): PresalesTable {
  return {
    brand_id: ctx.brand.brandId,
    product_id: productId,
    deposit_minor: input.depositMinor,
    deposit_bps: input.depositBps,
    worth_minor: input.worthMinor === input.depositMinor ? null : input.worthMinor,
    deposit_from: dayWindow(ctx, input.depositFirstDay).from,
    deposit_to: dayWindow(ctx, input.depositLastDay).to,
    balance_from: dayWindow(ctx, input.balanceFirstDay).from,
    balance_to: dayWindow(ctx, input.balanceLastDay).to,
    unpaid_rule: input.unpaidRule,
    saved_at: ctx.now,
  };
}

function check(row: PresalesTable): void {
  const { deposit_minor: deposit, deposit_bps: share, worth_minor: worth } = row;
  if ((deposit === null) === (share === null)) throw refuse("presale_deposit_invalid");
  if (worth !== null && (deposit === null || worth <= deposit)) {
    throw refuse("presale_deposit_invalid");
  }
  const inOrder =
    isBefore(row.deposit_from, row.deposit_to) &&
    isBefore(row.balance_from, row.balance_to) &&
    isBefore(row.deposit_from, row.balance_from) &&
    // Who orders in the last minute pays the deposit after it, and needs time for the balance.
    isBefore(row.deposit_to, row.balance_to);
  if (!inOrder) throw refuse("presale_days_invalid");
}

async function permitProduct(ctx: Context, productId: string): Promise<void> {
  const found = await cartGoods(ctx, [{ productId }]);
  if (found.size === 0) throw refuse("product_not_found");
}

/** For deposits from now on; an order keeps the days and the rule that it was placed under. */
export async function savePresale(
  ctx: Context,
  productId: string,
  input: PresaleInput,
): Promise<void> {
  await permitProduct(ctx, productId);
  const row = rowOf(ctx, productId, input);
  check(row);
  const { brand_id: _brand, product_id: _product, ...changes } = row;
  await tablesOf<OrderTables>(ctx)
    .insertInto("orders.presales")
    .values(row)
    .onConflict((on) => on.columns(["brand_id", "product_id"]).doUpdateSet(changes))
    .execute();
  await emit(ctx, "orders.presale_saved", {
    payload: {
      productId,
      balanceFromMs: row.balance_from.epochMilliseconds,
      balanceToMs: row.balance_to.epochMilliseconds,
    },
  });
}

/** No more deposits; orders that have one go on. */
export async function endPresale(ctx: Context, productId: string): Promise<void> {
  if (!(await presalesOf(ctx, [productId])).has(productId)) throw refuse("presale_not_found");
  await tablesOf<OrderTables>(ctx)
    .deleteFrom("orders.presales")
    .where("brand_id", "=", ctx.brand.brandId)
    .where("product_id", "=", productId)
    .execute();
  await emit(ctx, "orders.presale_ended", { payload: { productId } });
}
