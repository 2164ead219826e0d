import type pg from "pg";
// Modules say at their load what they take from the limits.
import { modules } from "#apps/server/modules.ts";
import { verifyApplications } from "#modules/applications/index.ts";
import { verifyBookings } from "#modules/bookings/index.ts";
import { verifyCare } from "#modules/care/index.ts";
import { verifyStock } from "#modules/catalogue/index.ts";
import { verifyDraws } from "#modules/draws/index.ts";
import { verifyLimits } from "#modules/limits/index.ts";
import { verifyOrders, verifyPickups } from "#modules/orders/index.ts";
import { verifySettlement } from "#modules/settlement/index.ts";
import {
  verifyBudgets, verifyLedger, verifyPoints, verifyStamps, verifyStored,
} from "#modules/wallet/index.ts";
import { sequence, verifyJournal } from "#platform/sequencer.ts";
import { lateFaults, lookWhenDone } from "./checks/look.ts";

export interface Verified {
  readonly name: string;
  readonly count: number;
  readonly wrong: string | null;
}

/** Nothing is left to follow: what the reactions make of the last events is looked at as well. */
async function untilFollowed(owner: pg.Pool): Promise<string | null> {
  await sequence(owner);
  const client = await owner.connect();
  try {
    const [late = null] = lateFaults(await lookWhenDone(client, async () => undefined));
    return late;
  } finally {
    client.release();
  }
}

/** Journal, ledger, limits, draws and reactions as `bihuan verify` checks them and more. */
export async function verifyBrand(owner: pg.Pool, brandId: string): Promise<Verified[]> {
  const late = await untilFollowed(owner);
  const journal = await verifyJournal(owner, brandId);
  const ledger = await verifyLedger(owner, brandId);
  const limits = await verifyLimits(owner, brandId);
  const budgets = await verifyBudgets(owner, brandId);
  const points = await verifyPoints(owner, brandId);
  const stored = await verifyStored(owner, brandId);
  const clearing = await verifySettlement(owner, brandId);
  const draws = await verifyDraws(owner, brandId);
  const stock = await verifyStock(owner, brandId);
  const orders = await verifyOrders(owner, brandId);
  const bookings = await verifyBookings(owner, brandId);
  const care = await verifyCare(owner, brandId);
  const applied = await verifyApplications(owner, brandId);
  const pickups = await verifyPickups(owner, brandId);
  const stamps = await verifyStamps(owner, brandId);
  const { rows } = await owner.query(
    `select count(*)::int as parked from platform.reaction_failure
     where brand_id = $1 and parked_at is not null`,
    [brandId],
  );
  const inWords = (wrong: { record: string; why: string } | null) =>
    wrong && `${wrong.record}: ${wrong.why}`;
  return [
    {
      name: "日志 journal",
      count: journal.events,
      wrong: journal.wrong && `event ${journal.wrong.position}: ${journal.wrong.why}`,
    },
    { name: "账本 ledger", count: ledger.entries, wrong: inWords(ledger.wrong) },
    { name: "限额 limits", count: limits.counters, wrong: inWords(limits.wrong) },
    { name: "预算 budgets", count: budgets.budgets, wrong: inWords(budgets.wrong) },
    { name: "积分 points", count: points.lots, wrong: inWords(points.wrong) },
    { name: "储值 stored value", count: stored.lots, wrong: inWords(stored.wrong) },
    { name: "结算 settlement", count: clearing.lines, wrong: inWords(clearing.wrong) },
    { name: "抽奖 draws", count: draws.plays, wrong: inWords(draws.wrong) },
    { name: "库存 stock", count: stock.rows, wrong: inWords(stock.wrong) },
    { name: "订单 orders", count: orders.orders, wrong: inWords(orders.wrong) },
    { name: "预约 bookings", count: bookings.bookings, wrong: inWords(bookings.wrong) },
    { name: "成交 closings", count: care.closings, wrong: inWords(care.wrong) },
    { name: "申请 applications", count: applied.applications, wrong: inWords(applied.wrong) },
    { name: "自提 pickups", count: pickups.pickups, wrong: inWords(pickups.wrong) },
    { name: "集点 stamp cards", count: stamps.cards, wrong: inWords(stamps.wrong) },
    {
      name: "反应 reactions of modules",
      count: modules.flatMap((one) => one.reactions ?? []).length,
      wrong: rows[0].parked > 0 ? `${rows[0].parked} events are parked` : late,
    },
  ];
}
