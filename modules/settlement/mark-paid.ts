import { sql } from "kysely";
import { post } from "#modules/wallet/index.ts";
import { actorId, type Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { emit } from "#platform/journal.ts";
import { clearingOf } from "./clear-reaction.ts";
import type { PaymentsTable } from "./tables.ts";

/** Says that a payment of a closed statement was made, once; it is posted against the debt. */
export async function markPaid(
  ctx: Context,
  paymentId: string,
  note: string | null,
): Promise<PaymentsTable> {
  const { rows } = await sql<PaymentsTable>`
    update settlement.payments set paid_at = ${ctx.now}, paid_by = ${actorId(ctx.actor)},
      note = ${note}
    where brand_id = ${ctx.brand.brandId} and payment_id = ${paymentId} and paid_at is null
    returning *`.execute(ctx.tx);
  const [row] = rows;
  if (!row) throw refuse("clearing_payment_not_found");
  const { from_unit_id: from, to_unit_id: to, amount_minor: amount, period } = row;
  await post(ctx, [{
    kind: "clear_paid",
    postingKey: `clear_paid:${paymentId}`,
    unit: ctx.brand.currency,
    causeId: paymentId,
    postings: [
      { account: clearingOf(from), amount },
      { account: clearingOf(to), amount: -amount },
    ],
  }]);
  await emit(ctx, "settlement.payment_marked", {
    unitId: from,
    payload: { paymentId, period, toUnitId: to, amountMinor: amount },
  });
  return row;
}
