import { sql } from "kysely";
import type { RightRefusal, RightUse } from "#modules/redemption/index.ts";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { sendNow } from "#platform/db/batch-connection.ts";
import { emitMany } from "#platform/journal.ts";
import { together } from "#platform/together.ts";
import { recallReturned } from "./codes/recall-returned.ts";
import { refuseHeld } from "./gifts/ports.ts";
import { findVoucher, type VoucherRow } from "./queries.ts";
import { giveBackRedemption, takeForRedemption } from "./redeem-limits.ts";
import { stateRefusal, stopRefusal, storeRefusal } from "./refusals.ts";

/** One voucher that an order uses up, by what its price was lowered with it. */
export interface OrderUse {
  /** Of this use; what it takes elsewhere is kept under it. */
  readonly useId: string;
  readonly voucherId: string;
  readonly discountMinor: number;
}

export interface OrderUses {
  readonly orderId: string;
  readonly memberId: string;
  readonly storeId: string;
  readonly totalMinor: number;
  readonly staffId: string | null;
  readonly uses: readonly OrderUse[];
}

/** The statement that decides who is first; false: nothing was left, or its time was over. */
async function useOnce(ctx: Context, input: OrderUses, voucherId: string): Promise<boolean> {
  const { rows } = await sendNow(ctx.tx, sql`
    update wallet.vouchers set uses_left = uses_left - 1
    where brand_id = ${ctx.brand.brandId} and voucher_id = ${voucherId}
      and member_id = ${input.memberId} and uses_left > 0 and recalled_at is null
      and given_at is null and (gift_until is null or gift_until <= ${ctx.now})
      and valid_from <= ${ctx.now} and valid_to > ${ctx.now}
    returning voucher_id`);
  return rows.length === 1;
}

const refusalOf = ({ code, params }: RightRefusal) => refuse(code, params);

async function lookAt(ctx: Context, input: OrderUses, use: OrderUse): Promise<VoucherRow> {
  const row = await findVoucher(ctx, use.voucherId);
  if (!row || row.member_id !== input.memberId) throw refuse("voucher_not_found");
  const ofState = stateRefusal(ctx, row);
  if (ofState) throw refusalOf(ofState);
  const [ofStore, ofStop] = await together([
    storeRefusal(ctx, row, input.storeId),
    stopRefusal(ctx, row, input.storeId),
  ]);
  const refusal = ofStore ?? ofStop;
  if (refusal) throw refusalOf(refusal);
  return row;
}

async function usable(ctx: Context, input: OrderUses, use: OrderUse): Promise<VoucherRow> {
  // A store without a line may be using it right now.
  const [row] = await together([lookAt(ctx, input, use), refuseHeld(ctx, use.voucherId)]);
  return row;
}

function eventOf(input: OrderUses, use: OrderUse, row: VoucherRow) {
  return {
    unitId: input.storeId,
    memberId: input.memberId,
    payload: {
      voucherId: use.voucherId,
      orderId: input.orderId,
      useId: use.useId,
      offerId: row.offer_id,
      offerVersion: row.offer_version,
      discountMinor: use.discountMinor,
    },
  };
}

async function useUp(ctx: Context, input: OrderUses, use: OrderUse): Promise<void> {
  if (!(await useOnce(ctx, input, use.voucherId))) throw refuse("voucher_used_meanwhile");
}

/**
 * Looks at the vouchers of an order and refuses with a voucher's own reason. Answers what uses them
 * up, in the order of their ids, with all limits of their terms: it sends for their rows before it
 * returns, and the caller's transaction undoes all or none.
 */
export async function readyOrderUses(
  ctx: Context,
  input: OrderUses,
): Promise<() => Promise<void>> {
  const inOrder = input.uses.toSorted((a, b) => (a.voucherId < b.voucherId ? -1 : 1));
  const rows = await together(inOrder.map((use) => usable(ctx, input, use)));
  return async () => {
    await together(inOrder.map((use) => useUp(ctx, input, use)));
    for (const [place, use] of inOrder.entries()) {
      const asked: RightUse = {
        rightId: use.voucherId,
        storeId: input.storeId,
        billMinor: input.totalMinor,
        billMayBeUnknown: false,
        redemptionId: use.useId,
        deviceId: null,
        staffId: input.staffId,
      };
      await takeForRedemption(ctx, rows[place]!, asked, use.discountMinor);
    }
    const events = inOrder.map((use, place) => eventOf(input, use, rows[place]!));
    await emitMany(ctx, "wallet.voucher_used_in_order", events);
  };
}

/** Gives one use of an order's voucher back, with exactly what it took. */
export async function giveBackOrderUse(
  ctx: Context,
  use: Pick<OrderUse, "useId" | "voucherId"> & { readonly orderId: string },
): Promise<void> {
  const { rows } = await sql<{ member_id: string }>`
    update wallet.vouchers set uses_left = uses_left + 1
    where brand_id = ${ctx.brand.brandId} and voucher_id = ${use.voucherId}
      and uses_left < uses_total returning member_id`.execute(ctx.tx);
  const [row] = rows;
  if (!row) throw new Error(`voucher ${use.voucherId} has no use to give back`);
  await giveBackRedemption(ctx, use.useId);
  await recallReturned(ctx, use.voucherId);
  await emitMany(ctx, "wallet.voucher_given_back", [
    {
      memberId: row.member_id,
      payload: { voucherId: use.voucherId, orderId: use.orderId, useId: use.useId },
    },
  ]);
}
