import type pg from "pg";
import { verifyApplications } from "#modules/applications/index.ts";
import { verifyBookings } from "#modules/bookings/index.ts";
import { verifyCare } from "#modules/care/index.ts";
import { verifyStock } from "#modules/catalogue/index.ts";
import { verifyDraws } from "#modules/draws/index.ts";
import { verifyLimits } from "#modules/limits/index.ts";
import { verifyOrders, verifyPickups, verifyTopUps } from "#modules/orders/index.ts";
import { verifyReviews } from "#modules/reviews/index.ts";
import { verifySettlement } from "#modules/settlement/index.ts";
import {
  verifyBudgets, verifyLedger, verifyPoints, verifyStamps, verifyStored,
} from "#modules/wallet/index.ts";
import { inSnapshot, type Reader } from "#platform/db/snapshot.ts";
import { verifyJournal } from "#platform/sequencer.ts";

export interface Verified {
  readonly name: string;
  /** Records that were looked at. */
  readonly count: number;
  /** The first that does not fit, and why; null: all do. */
  readonly wrong: string | null;
}

type Wrong = { readonly record: string; readonly why: string } | null;
type Verify = (owner: Reader, brandId: string) => Promise<{ count: number; wrong: Wrong }>;

const journal: Verify = async (owner, brandId) => {
  const { events: count, wrong } = await verifyJournal(owner, brandId);
  const record = wrong && `event ${wrong.position} ${wrong.eventId}`;
  return { count, wrong: wrong && { record: record ?? "", why: wrong.why } };
};

/** Counts by the verdict's own name for its records. */
const counted = <Key extends string>(
  verify: (owner: Reader, brandId: string) => Promise<Record<Key, number> & { wrong: Wrong }>,
  key: Key,
): Verify => async (owner, brandId) => {
  const verdict = await verify(owner, brandId);
  return { count: verdict[key], wrong: verdict.wrong };
};

const checks: readonly (readonly [name: string, verify: Verify])[] = [
  ["日志 journal", journal],
  ["账本 ledger", counted(verifyLedger, "entries")],
  ["限额 limits", counted(verifyLimits, "counters")],
  ["预算 budgets", counted(verifyBudgets, "budgets")],
  ["积分 points", counted(verifyPoints, "lots")],
  ["储值 stored value", counted(verifyStored, "lots")],
  ["结算 settlement", counted(verifySettlement, "lines")],
  ["抽奖 draws", counted(verifyDraws, "plays")],
  ["库存 stock", counted(verifyStock, "rows")],
  ["订单 orders", counted(verifyOrders, "orders")],
  ["充值 top-ups", counted(verifyTopUps, "topUps")],
  ["预约 bookings", counted(verifyBookings, "bookings")],
  ["成交 closings", counted(verifyCare, "closings")],
  ["申请 applications", counted(verifyApplications, "applications")],
  ["评价 reviews", counted(verifyReviews, "reviews")],
  ["自提 pickups", counted(verifyPickups, "pickups")],
  ["集点 stamp cards", counted(verifyStamps, "cards")],
];

/**
 * All that can be recomputed of one brand, in the order of the checks. It reads one moment: who
 * works meanwhile is no fault.
 */
export const verifyBrand = (owner: pg.Pool, brandId: string): Promise<Verified[]> =>
  inSnapshot(owner, async (reader) => {
    const verified: Verified[] = [];
    for (const [name, verify] of checks) {
      const { count, wrong } = await verify(reader, brandId);
      verified.push({ name, count, wrong: wrong && `${wrong.record}: ${wrong.why}` });
    }
    return verified;
  });
