import { sql } from "kysely";
import type { RightRefusal, RightUse } from "#modules/redemption/index.ts";
import { asksOf, giveBack, take, type Taken } from "#modules/limits/index.ts";
import { phoneHashes } from "#modules/members/index.ts";
import type { Context } from "#platform/context.ts";
import { spend } from "./budget.ts";
import { reverseCause } from "./ledger/reverse.ts";
import type { VoucherRow } from "./queries.ts";

/** Null: its amount is known, or no budget asks for it. An import may not know the bill. */
export function budgetRefusal(
  row: VoucherRow,
  use: Pick<RightUse, "billMinor" | "billMayBeUnknown">,
): RightRefusal | null {
  const { kind } = row.terms.benefit;
  const fromBill = kind === "amount_off" || kind === "percent_off";
  const counted = row.redeem_rules.some((rule) => rule.what === "money");
  const unknown = use.billMinor === null && !use.billMayBeUnknown;
  return fromBill && counted && unknown ? { code: "bill_needed", params: {} } : null;
}

async function subjectOf(ctx: Context, row: VoucherRow, use: RightUse) {
  const { member_id: member, campaign_id: campaign, redeem_rules: rules } = row;
  const counted = rules.some((rule) => rule.of === "phone");
  const phones = await phoneHashes(ctx, counted && member ? [member] : []);
  return {
    member,
    phone: (member && phones.get(member)) || null,
    store: use.storeId,
    campaign,
    staff: use.staffId,
    // Counters that do not name themselves share one count; an import has none.
    counter: use.deviceId ?? (use.billMayBeUnknown ? null : "none"),
  };
}

/**
 * Takes from each limit of the voucher's terms what this redemption uses, and posts its cost where
 * money is counted; refuses by the first limit that is full. After the right, before the
 * redemption's row: the written order of locks.
 */
export async function takeForRedemption(
  ctx: Context,
  row: VoucherRow,
  use: RightUse,
  discountMinor: number | null,
): Promise<void> {
  const { redeem_rules: rules, offer_id: offerId, voucher_id: voucherId } = row;
  if (rules.length === 0) return;
  const scope = `offer:${offerId}:redeem`;
  const { redemptionId } = use;
  const asks = asksOf(ctx, { scope, rules }, await subjectOf(ctx, row, use), discountMinor);
  await take(ctx, asks);
  const taken = asks.map(({ key, amount }) => ({ key, amount }));
  await sql`
    insert into wallet.redeem_takings (brand_id, redemption_id, voucher_id, taken, taken_at)
    values (${ctx.brand.brandId}, ${redemptionId}, ${voucherId},
      ${JSON.stringify(taken)}::jsonb, ${ctx.now})`.execute(ctx.tx);
  const money = rules.filter((rule) => rule.what === "money");
  if (money.length === 0 || !discountMinor) return;
  await spend(ctx, { offerId, redemptionId, rules: money, amountMinor: discountMinor });
}

/** Gives back exactly what the redemption took, and reverses what it posted. */
export async function giveBackRedemption(ctx: Context, redemptionId: string): Promise<void> {
  const { rows } = await sql<{ taken: readonly Taken[] }>`
    update wallet.redeem_takings set given_back_at = ${ctx.now}
    where brand_id = ${ctx.brand.brandId} and redemption_id = ${redemptionId}
      and given_back_at is null returning taken`.execute(ctx.tx);
  const [row] = rows;
  if (!row) return;
  await giveBack(ctx, row.taken);
  await reverseCause(ctx, redemptionId);
}
