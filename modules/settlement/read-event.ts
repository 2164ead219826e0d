import { rootUnit } from "#modules/organisation/index.ts";
import type { Context } from "#platform/context.ts";
import type { JournalEvent } from "#platform/journal.ts";
import { bearerOf } from "./bearers.ts";
import type { DebtsTable } from "./tables.ts";

/** What one event makes somebody owe; it becomes a row. */
export type Debt = Pick<
  DebtsTable,
  "kind" | "cause_kind" | "cause_id" | "offer_id" | "party" | "debtor_unit_id" |
    "creditor_unit_id" | "amount_minor"
>;

/** Who owes whom for a cause so far, so that what is taken back finds the same units. */
export type Standing = (causeId: string) => Promise<readonly Debt[]>;

interface Share {
  readonly party: string;
  readonly amountMinor: number;
}
interface Benefit {
  readonly offerId: string;
  readonly voucherId?: string | null;
  readonly shares?: readonly Share[];
}
interface FromUnit {
  readonly unitId: string;
  readonly principalMinor: number;
  readonly bonusMinor: number;
}

type Payload = {
  readonly redemptionId: string;
  readonly orderId: string;
  readonly storeId: string | null;
  readonly offerId: string | null;
  readonly rightKind: string;
  readonly rightId: string;
  readonly shares: readonly Share[] | null;
  readonly benefits?: readonly Benefit[];
  readonly from: readonly FromUnit[];
  readonly pointsMinor?: number;
  readonly refundId: string;
  readonly heldByUnitId: string | null;
  readonly amountMinor: number;
};

const said = (event: JournalEvent) => event.payload as unknown as Payload;

async function redeemed(ctx: Context, event: JournalEvent): Promise<Debt[]> {
  const { redemptionId, offerId, storeId, shares, rightKind, rightId } = said(event);
  if (!storeId || !shares) return [];
  const voucherId = rightKind === "voucher" ? rightId : null;
  const debts: Debt[] = [];
  for (const { party, amountMinor } of shares) {
    const at = event.occurredAt;
    debts.push({
      kind: "offer",
      cause_kind: "redemption",
      cause_id: redemptionId,
      offer_id: offerId,
      party,
      debtor_unit_id: await bearerOf(ctx, { offerId, voucherId, party, storeId, at }),
      creditor_unit_id: storeId,
      amount_minor: amountMinor,
    });
  }
  return debts;
}

async function undone(event: JournalEvent, standing: Standing): Promise<Debt[]> {
  const debts = await standing(said(event).redemptionId);
  return debts.map((debt) => ({ ...debt, amount_minor: -debt.amount_minor }));
}

const sameShare = (one: Debt, offerId: string, party: string): boolean =>
  one.kind === "offer" && one.offer_id === offerId && one.party === party;

/** The shares of an order's benefits: `sign` 1 when it is paid up, −1 for what is given back. */
async function benefits(
  ctx: Context,
  event: JournalEvent,
  standing: Standing,
  sign: 1 | -1,
): Promise<Debt[]> {
  const { orderId, benefits: given = [] } = said(event);
  const storeId = event.unitId;
  if (!storeId) return [];
  const before = sign === 1 ? [] : await standing(orderId);
  const debts: Debt[] = [];
  for (const { offerId, voucherId = null, shares = [] } of given) {
    for (const { party, amountMinor } of shares) {
      const same = before.filter((one) => sameShare(one, offerId, party));
      // Of several the voucher says whose it was.
      const known = same.length === 1 ? same[0] : undefined;
      const borne = { offerId, voucherId, party, storeId, at: event.occurredAt };
      debts.push({
        kind: "offer",
        cause_kind: "order",
        cause_id: orderId,
        offer_id: offerId,
        party,
        debtor_unit_id: known?.debtor_unit_id ?? (await bearerOf(ctx, borne)),
        creditor_unit_id: storeId,
        amount_minor: sign * amountMinor,
      });
    }
  }
  return debts;
}

/** Points are the brand's promise: its own unit makes good what a store gave for them. */
async function points(ctx: Context, event: JournalEvent, sign: 1 | -1): Promise<Debt[]> {
  const { orderId, pointsMinor = 0 } = said(event);
  if (!event.unitId || pointsMinor === 0) return [];
  return [{
    kind: "points",
    cause_kind: "order",
    cause_id: orderId,
    offer_id: null,
    party: "group",
    debtor_unit_id: await rootUnit(ctx),
    creditor_unit_id: event.unitId,
    amount_minor: sign * pointsMinor,
  }];
}

/** Who took the money in owes the store where it is spent: principal and bonus alike. */
function storedValue(event: JournalEvent, sign: 1 | -1): Debt[] {
  const { orderId, storeId, from } = said(event);
  return from.map(({ unitId, principalMinor, bonusMinor }) => ({
    kind: "stored_value",
    cause_kind: "order",
    cause_id: orderId,
    offer_id: null,
    party: null,
    debtor_unit_id: unitId,
    creditor_unit_id: storeId!,
    amount_minor: sign * (principalMinor + bonusMinor),
  }));
}

/** Who took the money of a top-up in owes it to the till that paid it back. */
function paidBack(event: JournalEvent): Debt[] {
  const { refundId, heldByUnitId, amountMinor } = said(event);
  if (!event.unitId || !heldByUnitId) return [];
  return [{
    kind: "stored_value",
    cause_kind: "refund",
    cause_id: refundId,
    offer_id: null,
    party: null,
    debtor_unit_id: heldByUnitId,
    creditor_unit_id: event.unitId,
    amount_minor: amountMinor,
  }];
}

export const settledKinds = [
  "redemption.committed", "redemption.undone", "orders.paid_up", "orders.refund_started",
  "wallet.stored_value_used", "wallet.stored_value_returned", "orders.top_up_refunded",
] as const;

/** What an event makes units owe each other. A unit never owes itself. */
export async function debtsOf(
  ctx: Context,
  event: JournalEvent,
  standing: Standing,
): Promise<Debt[]> {
  const found = await read(ctx, event, standing);
  return found.filter(
    (one) => one.amount_minor !== 0 && one.debtor_unit_id !== one.creditor_unit_id,
  );
}

async function read(ctx: Context, event: JournalEvent, standing: Standing): Promise<Debt[]> {
  switch (event.kind as (typeof settledKinds)[number]) {
    case "redemption.committed":
      return redeemed(ctx, event);
    case "redemption.undone":
      return undone(event, standing);
    case "orders.paid_up":
      return [...(await benefits(ctx, event, standing, 1)), ...(await points(ctx, event, 1))];
    case "orders.refund_started":
      return [...(await benefits(ctx, event, standing, -1)), ...(await points(ctx, event, -1))];
    case "wallet.stored_value_used":
      return storedValue(event, 1);
    case "wallet.stored_value_returned":
      return storedValue(event, -1);
    case "orders.top_up_refunded":
      return paidBack(event);
  }
}
