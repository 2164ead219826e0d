import type pg from "pg";
import {
  type LotBooked, lotsAfter, lotsOfTopUps, moneyPosted, type TopUpEntry, topUpEntriesAfter,
} from "#modules/wallet/index.ts";
import type { Reader } from "#platform/db/snapshot.ts";

type Wrong = { readonly record: string; readonly why: string } | null;

export interface TopUpsVerdict {
  readonly topUps: number;
  /** The first record that is wrong; null: none is. */
  readonly wrong: Wrong;
}

interface Books {
  readonly owner: Reader;
  readonly brandId: string;
}

interface TopUp {
  readonly id: string;
  readonly state: string;
  readonly pay: number;
  readonly bonus: number;
}

interface Refund {
  readonly id: string;
  readonly state: string;
  readonly amount: number;
}

const rowsAtOnce = 5_000;

async function rowsOf<Row extends pg.QueryResultRow>(
  { owner, brandId }: Books,
  text: string,
  more: unknown,
): Promise<Row[]> {
  return (await owner.query<Row>(text, [brandId, more])).rows;
}

const topUpsAfter = (books: Books, after: string | null) =>
  rowsOf<TopUp>(
    books,
    `select top_up_id as id, state, pay_minor as pay, bonus_minor as bonus from orders.top_ups
     where brand_id = $1 and ($2::uuid is null or top_up_id > $2)
     order by top_up_id limit ${rowsAtOnce}`,
    after,
  );

const refundsAfter = (books: Books, after: string | null) =>
  rowsOf<Refund>(
    books,
    `select refund_id as id, state, amount_minor as amount from orders.top_up_refunds
     where brand_id = $1 and ($2::uuid is null or refund_id > $2)
     order by refund_id limit ${rowsAtOnce}`,
    after,
  );

function topUpFault(row: TopUp, moved: number, lot: LotBooked | undefined): string | null {
  const paid = row.state === "paid" ? row.pay : 0;
  if (moved !== paid) return `it is ${row.state} with ${row.pay}, the ledger moved ${moved}`;
  if (row.state !== "paid") return lot ? `it is ${row.state}, but was credited` : null;
  if (!lot) return "it was paid, but never credited";
  if (lot.principalMinor === row.pay && lot.bonusMinor === row.bonus) return null;
  return `it gives ${row.pay} and ${row.bonus}, `
    + `credited were ${lot.principalMinor} and ${lot.bonusMinor}`;
}

async function paidIn(books: Books, rows: readonly TopUp[]): Promise<Wrong> {
  const { owner, brandId } = books;
  const ids = rows.map((row) => row.id);
  const posted = await moneyPosted(owner, brandId, ids.map((id) => `top_up_money:${id}`));
  const lots = await lotsOfTopUps(owner, brandId, ids);
  for (const row of rows) {
    const why = topUpFault(row, posted.get(`top_up_money:${row.id}`) ?? 0, lots.get(row.id));
    if (why) return { record: `top-up ${row.id}`, why };
  }
  return null;
}

async function paidBack({ owner, brandId }: Books, rows: readonly Refund[]): Promise<Wrong> {
  const keyOf = (row: Refund) => `top_up_refund:${row.id}`;
  const posted = await moneyPosted(owner, brandId, rows.map(keyOf));
  for (const row of rows) {
    const moved = -(posted.get(keyOf(row)) ?? 0);
    if (moved === (row.state === "done" ? row.amount : 0)) continue;
    const why = `it is ${row.state} with ${row.amount}, the ledger paid back ${moved}`;
    return { record: `refund of a top-up ${row.id}`, why };
  }
  return null;
}

/** What left a lot is what its refunds are, sent or still to be sent; its top-up is known. */
async function takenOut(books: Books, lots: readonly LotBooked[]): Promise<Wrong> {
  const refunds = await rowsOf<{ lot: string; amount: number }>(
    books,
    `select lot_id as lot, sum(amount_minor)::bigint as amount from orders.top_up_refunds
     where brand_id = $1 and lot_id = any($2::uuid[]) group by lot_id`,
    lots.map((lot) => lot.lotId),
  );
  const known = await rowsOf<{ id: string }>(
    books,
    `select top_up_id as id from orders.top_ups
     where brand_id = $1 and top_up_id = any($2::uuid[])`,
    lots.map((lot) => lot.sourceId),
  );
  const back = new Map(refunds.map((row) => [row.lot, row.amount]));
  const topUps = new Set(known.map((row) => row.id));
  for (const lot of lots) {
    const record = `lot ${lot.lotId}`;
    if (lot.source === "top_up" && !topUps.has(lot.sourceId)) {
      return { record, why: "its top-up is gone" };
    }
    const asked = back.get(lot.lotId) ?? 0;
    if (lot.refundedMinor === asked) continue;
    return { record, why: `it paid back ${lot.refundedMinor}, its refunds make ${asked}` };
  }
  return null;
}

async function entriesKnown(books: Books, entries: readonly TopUpEntry[]): Promise<Wrong> {
  const known = await rowsOf<{ key: string }>(
    books,
    `select key from (
       select 'top_up_money:' || top_up_id as key from orders.top_ups where brand_id = $1
       union all
       select 'top_up_refund:' || refund_id from orders.top_up_refunds where brand_id = $1
     ) k where key = any($2::text[])`,
    entries.map((entry) => entry.postingKey),
  );
  const keys = new Set(known.map((row) => row.key));
  const wrong = entries.find((entry) => !keys.has(entry.postingKey));
  return wrong
    ? { record: `entry ${wrong.entryId}`, why: `nothing is known of ${wrong.postingKey}` }
    : null;
}

async function firstWrong<Row>(
  next: (after: string | null) => Promise<readonly Row[]>,
  idOf: (row: Row) => string,
  look: (rows: readonly Row[]) => Promise<Wrong>,
): Promise<{ readonly count: number; readonly wrong: Wrong }> {
  let count = 0;
  for (let after: string | null = null; ; ) {
    const rows: readonly Row[] = await next(after);
    count += rows.length;
    const wrong = await look(rows);
    const last = rows.at(-1);
    if (wrong || !last || rows.length < rowsAtOnce) return { count, wrong };
    after = idOf(last);
  }
}

/**
 * Compares what top-ups paid and paid back with the ledger's money, with what was credited and with
 * what left the lots; names the first that differs.
 */
export async function verifyTopUps(owner: Reader, brandId: string): Promise<TopUpsVerdict> {
  const books = { owner, brandId };
  const { count: topUps, wrong } = await firstWrong(
    (after) => topUpsAfter(books, after), (row) => row.id, (rows) => paidIn(books, rows));
  if (wrong) return { topUps, wrong };
  const refunds = await firstWrong(
    (after) => refundsAfter(books, after), (row) => row.id, (rows) => paidBack(books, rows));
  if (refunds.wrong) return { topUps, wrong: refunds.wrong };
  const lots = await firstWrong(
    (after) => lotsAfter(owner, brandId, after, rowsAtOnce),
    (lot) => lot.lotId,
    (page) => takenOut(books, page),
  );
  if (lots.wrong) return { topUps, wrong: lots.wrong };
  const entries = await firstWrong(
    (after) => topUpEntriesAfter(owner, brandId, after, rowsAtOnce),
    (entry) => entry.entryId,
    (page) => entriesKnown(books, page),
  );
  return { topUps, wrong: entries.wrong };
}
