import { sql } from "kysely";
import type { RightLook, RightRefusal, RightUse } from "#modules/redemption/index.ts";
import { asksOf, firstFull, giveBack, take, type Taken } from "#modules/limits/index.ts";
import { householdKeys, phoneHashes } from "#modules/members/index.ts";
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

interface Who extends Pick<RightUse, "storeId"> {
  readonly staffId: string | null;
  readonly counter: string | null;
}

const scopeOf = ({ offer_id: offerId }: VoucherRow): string => `offer:${offerId}:redeem`;

async function subjectOf(ctx: Context, row: VoucherRow, who: Who) {
  const { member_id: member, campaign_id: campaign, redeem_rules: rules } = row;
  const counted = (of: string) => (member && rules.some((rule) => rule.of === of) ? [member] : []);
  const phones = await phoneHashes(ctx, counted("phone"));
  const households = await householdKeys(ctx, counted("household"));
  return {
    member,
    phone: (member && phones.get(member)) || null,
    household: (member && households.get(member)) || null,
    store: who.storeId,
    campaign,
    staff: who.staffId,
    counter: who.counter,
  };
}

/** The limit that is full already, for who only looks; the commit decides. Null: none is. */
export async function fullRefusal(
  ctx: Context,
  row: VoucherRow,
  { storeId, staffId, deviceId }: RightLook,
): Promise<RightRefusal | null> {
  const { redeem_rules: rules } = row;
  // A member may show a voucher at any time: what is full now may be free at the counter.
  if (rules.length === 0 || storeId === null) return null;
  const who = { storeId, staffId: staffId ?? null, counter: deviceId ?? null };
  // Of money: whether anything is left. How much it takes off is not known before the bill.
  const asks = asksOf(ctx, { scope: scopeOf(row), rules }, await subjectOf(ctx, row, who), 1);
  const full = await firstFull(ctx, asks);
  return full && { code: full.code, params: full.params };
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
  const scope = scopeOf(row);
  const { redemptionId, storeId, staffId } = use;
  // Counters that do not name themselves share one count; an import has none.
  const counter = use.deviceId ?? (use.billMayBeUnknown ? null : "none");
  const subject = await subjectOf(ctx, row, { storeId, staffId, counter });
  const asks = asksOf(ctx, { scope, rules }, subject, discountMinor);
  await take(ctx, asks);
  const taken = asks.map(({ key, amount }) => ({ key, amount }));
  await sql`
    insert into wallet.redeem_takings (brand_id, redemption_id, voucher_id, taken, taken_at, posted)
    values (${ctx.brand.brandId}, ${redemptionId}, ${voucherId},
      ${JSON.stringify(taken)}::jsonb, ${ctx.now}, true)`.execute(ctx.tx);
  const money = rules.filter((rule) => rule.what === "money");
  if (money.length === 0 || !discountMinor) return;
  const cost = { offerId, redemptionId, scope, rules: money, subject };
  await spend(ctx, { ...cost, amountMinor: discountMinor });
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
