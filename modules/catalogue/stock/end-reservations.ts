import { type RawBuilder, sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { sendNow } from "#platform/db/batch-connection.ts";
import { emitMany } from "#platform/journal.ts";
import type { Job } from "#platform/jobs.ts";
import { together } from "#platform/together.ts";
import { asRows, type ItemLine, summed } from "./lines.ts";
import { writeMoves } from "./moves.ts";

export const expiryJob = "catalogue.expire_reservations";
const mostAtOnce = 200;

interface Ended {
  readonly reservationId: string;
  readonly causeKind: string;
  readonly causeId: string;
}

interface EndedLine extends ItemLine {
  readonly reservationId: string;
}

async function linesOf(ctx: Context, ids: readonly string[]): Promise<EndedLine[]> {
  const { rows } = await sql<EndedLine>`
    select reservation_id as "reservationId", store_id as "storeId", item_id as "itemId", quantity
    from catalogue.reservation_lines where brand_id = ${ctx.brand.brandId}
      and reservation_id = any(${[...ids]}::uuid[])
    order by reservation_id, store_id, item_id`.execute(ctx.tx);
  return rows;
}

/** Holds the rows in the written order and changes them in one statement. */
function change(ctx: Context, lines: readonly ItemLine[], sets: RawBuilder<unknown>) {
  const sum = summed(lines);
  if (sum.length === 0) return Promise.resolve([]);
  const held = sendNow(ctx.tx, sql`select 1 from catalogue.stock s join ${asRows(sum)}
      on a.store_id = s.store_id and a.item_id = s.item_id
    where s.brand_id = ${ctx.brand.brandId}
    order by s.store_id, s.item_id for no key update of s`);
  const changed = sendNow(ctx.tx, sql`update catalogue.stock s set ${sets}
    from ${asRows(sum)} where s.brand_id = ${ctx.brand.brandId}
      and s.store_id = a.store_id and s.item_id = a.item_id`);
  return together([held, changed]);
}

async function end(ctx: Context, ids: readonly string[], state: string, inTime: boolean) {
  // The one statement decides between payment, release and expiry.
  const { rows } = await sql<Ended>`
    update catalogue.reservations r set state = ${state}, ended_at = ${ctx.now}
    from (select reservation_id from catalogue.reservations
      where brand_id = ${ctx.brand.brandId} and reservation_id = any(${[...ids]}::uuid[])
        and state = 'held' ${inTime ? sql`and expires_at > ${ctx.now}` : sql``}
      order by reservation_id for update) due
    where r.brand_id = ${ctx.brand.brandId} and r.reservation_id = due.reservation_id
    returning r.reservation_id as "reservationId", r.cause_kind as "causeKind",
      r.cause_id as "causeId"`.execute(ctx.tx);
  return rows.toSorted((a, b) => (a.reservationId < b.reservationId ? -1 : 1));
}

const eventsOf = (ended: readonly Ended[]) =>
  ended.map(({ reservationId, causeKind, causeId }) => ({
    payload: { reservationId, causeKind, causeId },
  }));

/**
 * The goods of these reservations leave the store. Answers the ids of those that were still held:
 * one that is missing had expired or ended, and its goods may be somebody else's.
 */
export async function takeOut(ctx: Context, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const [ended, all] = await together([end(ctx, ids, "taken", true), linesOf(ctx, ids)]);
  const causes = new Map(ended.map((one) => [one.reservationId, one]));
  const lines = all.filter((line) => causes.has(line.reservationId));
  const changed = change(ctx, lines,
    sql`on_hand = s.on_hand - a.quantity, reserved = s.reserved - a.quantity`);
  const moved = writeMoves(ctx, lines.map(({ reservationId, quantity, ...line }) => {
    const cause = causes.get(reservationId);
    return {
      ...line,
      change: -quantity,
      reason: "sold" as const,
      causeKind: cause?.causeKind ?? null,
      causeId: cause?.causeId ?? null,
    };
  }));
  await together([changed, moved]);
  await emitMany(ctx, "catalogue.stock_taken", eventsOf(ended));
  return new Set(ended.map((one) => one.reservationId));
}

/** Ends reservations before their time; answers the ids of those that were still held. */
export async function release(ctx: Context, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const ended = await end(ctx, ids, "released", false);
  await giveBack(ctx, ended, "catalogue.stock_released");
  return new Set(ended.map((one) => one.reservationId));
}

async function giveBack(ctx: Context, ended: readonly Ended[], kind: string): Promise<void> {
  const lines = await linesOf(ctx, ended.map((one) => one.reservationId));
  await change(ctx, lines, sql`reserved = s.reserved - a.quantity`);
  await emitMany(ctx, kind, eventsOf(ended));
}

/** Ends reservations whose time is over, the first to end first; answers how many. */
export async function expireReservations(ctx: Context): Promise<number> {
  const { rows } = await sql<Ended>`
    update catalogue.reservations r set state = 'expired', ended_at = ${ctx.now}
    from (select reservation_id from catalogue.reservations
        where brand_id = ${ctx.brand.brandId} and state = 'held' and expires_at <= ${ctx.now}
      order by expires_at, reservation_id limit ${mostAtOnce} for update skip locked) due
    where r.brand_id = ${ctx.brand.brandId} and r.reservation_id = due.reservation_id
    returning r.reservation_id as "reservationId", r.cause_kind as "causeKind",
      r.cause_id as "causeId"`.execute(ctx.tx);
  await giveBack(ctx, rows, "catalogue.stock_expired");
  return rows.length;
}

/** Runs when the first reservation of a second ends. */
export const expireReservationsJob: Job = {
  name: expiryJob,
  async handle(ctx) {
    return (await expireReservations(ctx)) === mostAtOnce ? "again" : undefined;
  },
};
