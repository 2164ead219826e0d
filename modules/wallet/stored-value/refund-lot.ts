import { sql } from "kysely";
import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { emit } from "#platform/journal.ts";
import { newId } from "#platform/ids.ts";
import {
  decodeCursor, encodeCursor, type Page, type PageInput, pageLimit,
} from "#platform/paging.ts";
import { post } from "../ledger/post.ts";
import { lockStored, ofUnit, partPostings } from "./accounts.ts";
import { refundableMinor, withdrawableUntil } from "./prepaid-law.ts";
import { type StoredSettings, storedSettings } from "./settings.ts";
import type { LotsTable, StoredTables } from "./tables.ts";

export interface RefundOffer {
  readonly lotId: string;
  readonly memberId: string;
  /** Who took the money in. */
  readonly unitId: string;
  readonly source: LotsTable["source"];
  /** Of the top-up or the gift card. */
  readonly sourceId: string;
  readonly principalMinor: number;
  readonly bonusMinor: number;
  readonly leftMinor: number;
  readonly refundedMinor: number;
  readonly madeAt: Temporal.Instant;
  /** Principal that would be paid back now. */
  readonly amountMinor: number;
  /** Bonus that would lapse with it. */
  readonly lapsesMinor: number;
  /** Exclusive: until then without a reason. */
  readonly withdrawableUntil: Temporal.Instant;
  /** False: the seven days are over and the brand refunds no more after them; staff may. */
  readonly allowed: boolean;
}

const lotsOf = (ctx: Context) =>
  tablesOf<StoredTables>(ctx)
    .selectFrom("wallet.stored_lots")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId);

const lotOf = (ctx: Context, lotId: string) =>
  lotsOf(ctx).where("lot_id", "=", lotId).executeTakeFirst();

interface Spent {
  readonly lot_id: string;
  readonly principal: number;
  readonly bonus: number;
}

/** What orders have used of each lot and not got back. */
async function spentOf(ctx: Context, lotIds: readonly string[]): Promise<Map<string, Spent>> {
  const { rows } = await sql<Spent>`
    select lot_id,
      coalesce(sum(amount_minor - back_minor) filter (where part = 'principal'), 0)::bigint
        as principal,
      coalesce(sum(amount_minor - back_minor) filter (where part = 'bonus'), 0)::bigint as bonus
    from wallet.stored_slices
    where brand_id = ${ctx.brand.brandId} and lot_id = any(${[...lotIds]}::uuid[])
    group by lot_id`.execute(ctx.tx);
  return new Map(rows.map((row) => [row.lot_id, row]));
}

function offerOf(
  ctx: Context,
  lot: LotsTable,
  { usedBonus, refundLater, closesOn }: StoredSettings,
  spent: Spent | undefined,
): RefundOffer {
  const until = withdrawableUntil(lot.made_at);
  const gone = lot.principal_minor - lot.principal_left - (spent?.principal ?? 0);
  const reckoned = {
    principalLeft: lot.principal_left,
    bonusSpent: spent?.bonus ?? 0,
    charged: gone - lot.refunded_minor,
  };
  const inTime = Temporal.Instant.compare(ctx.now, until) < 0;
  return {
    lotId: lot.lot_id,
    memberId: lot.member_id,
    unitId: lot.unit_id,
    source: lot.source,
    sourceId: lot.source_id,
    principalMinor: lot.principal_minor,
    bonusMinor: lot.bonus_minor,
    leftMinor: lot.principal_left + lot.bonus_left,
    refundedMinor: lot.refunded_minor,
    madeAt: lot.made_at,
    amountMinor: refundableMinor(reckoned, usedBonus),
    lapsesMinor: lot.bonus_left,
    withdrawableUntil: until,
    // Whoever has a gift card did not pay for it.
    allowed: lot.source === "top_up" && (refundLater || closesOn !== null || inTime),
  };
}

async function offersOf(ctx: Context, lots: readonly LotsTable[]): Promise<RefundOffer[]> {
  const settings = await storedSettings(ctx);
  const spent = await spentOf(ctx, lots.map((lot) => lot.lot_id));
  return lots.map((lot) => offerOf(ctx, lot, settings, spent.get(lot.lot_id)));
}

/** What a refund of this lot would be now; null: there is none. */
export async function refundOfLot(ctx: Context, lotId: string): Promise<RefundOffer | null> {
  const lot = await lotOf(ctx, lotId);
  return lot ? (await offersOf(ctx, [lot]))[0]! : null;
}

/** A member's top-ups and redeemed gift cards, newest first. */
export async function storedLots(
  ctx: Context,
  memberId: string,
  page: PageInput,
): Promise<Page<RefundOffer>> {
  const [before] = decodeCursor(page.cursor) ?? [];
  const limit = pageLimit(page);
  let query = lotsOf(ctx).where("member_id", "=", memberId);
  if (before) query = query.where("lot_id", "<", String(before));
  const rows = await query.orderBy("lot_id", "desc").limit(limit + 1).execute();
  const items = await offersOf(ctx, rows.slice(0, limit));
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? encodeCursor([last.lotId]) : null };
}

/** What is left of the lot leaves the member's accounts. */
async function postOut(ctx: Context, lot: LotsTable): Promise<void> {
  const amount = lot.principal_left + lot.bonus_left;
  // Only what was kept back for bonus is paid: the accounts hold nothing of it.
  if (amount === 0) return;
  const out = { principalMinor: -lot.principal_left, bonusMinor: -lot.bonus_left };
  await post(ctx, [{
    kind: "stored_refund",
    postingKey: `stored_refund:${newId()}`,
    unit: ctx.brand.currency,
    causeId: lot.source_id,
    postings: [
      ...partPostings(lot.member_id, out),
      { account: ofUnit("stored_issued", lot.unit_id), amount },
    ],
  }]);
}

export interface TakeOut {
  readonly lotId: string;
  /** What staff or member saw; another sum now is refused. */
  readonly expectedMinor: number;
  /** Staff may pay back what the rule does not ask for. */
  readonly byStaff: boolean;
}

/**
 * Takes what is left of a lot out of the balance: its principal is to be paid back, its bonus
 * lapses. Answers what it was; the caller pays and posts the money. Refuses
 * `top_up_not_refundable` and `top_up_refund_differs`.
 */
export async function takeOutLot(ctx: Context, input: TakeOut): Promise<RefundOffer> {
  const known = await lotOf(ctx, input.lotId);
  if (!known) throw refuse("top_up_not_refundable");
  await lockStored(ctx, known.member_id);
  const lot = (await lotOf(ctx, input.lotId))!;
  const [offer] = await offersOf(ctx, [lot]) as [RefundOffer];
  const { amountMinor, lapsesMinor, lotId, memberId, unitId } = offer;
  if (!(offer.allowed || input.byStaff) || amountMinor === 0) {
    throw refuse("top_up_not_refundable");
  }
  if (amountMinor !== input.expectedMinor) throw refuse("top_up_refund_differs", { amountMinor });
  await tablesOf<StoredTables>(ctx)
    .updateTable("wallet.stored_lots")
    .set({
      principal_left: 0,
      bonus_left: 0,
      refunded_minor: lot.refunded_minor + amountMinor,
    })
    .where("brand_id", "=", ctx.brand.brandId)
    .where("lot_id", "=", lotId)
    .execute();
  await postOut(ctx, lot);
  await emit(ctx, "wallet.stored_value_refunded", {
    unitId,
    memberId,
    payload: { lotId, sourceId: lot.source_id, amountMinor, lapsedMinor: lapsesMinor },
  });
  return offer;
}
