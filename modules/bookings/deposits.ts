import { sql } from "kysely";
import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { enqueue } from "#platform/jobs.ts";
import type { JournalEvent } from "#platform/journal.ts";
import type { Reaction } from "#platform/reactions.ts";
import { confirmPaid } from "./confirm-booking.ts";
import { endBooking } from "./end-booking.ts";
import { revokeFeedsOf } from "./feeds.ts";
import { heldBooking } from "./held-booking.ts";
import { tell } from "./insert-booking.ts";
import { expireHoldsJobName } from "./job-names.ts";
import { lockBooking, lockCalendar } from "./locks.ts";
import { depositTaker } from "./ports.ts";
import { changeBooking, findService } from "./queries.ts";
import { permitAct } from "./states.ts";
import type { BookingTables } from "./tables.ts";

/** To reach a provider and come back; the slot is held so long from the moment of paying. */
const payMinutes = 15;

/**
 * Places the order of a booking's deposit, once; asked again, the same. The hold is prolonged so
 * that the money can come.
 */
export async function askDeposit(ctx: Context, bookingId: string): Promise<string> {
  const row = await heldBooking(ctx, bookingId);
  permitAct(ctx, row, "pay");
  if (row.held_until && Temporal.Instant.compare(row.held_until, ctx.now) <= 0) {
    throw refuse("booking_hold_over");
  }
  if (row.deposit_state !== "due" || !row.deposit_minor || !row.member_id) {
    throw refuse("booking_no_deposit");
  }
  if (row.order_id) return row.order_id;
  const { deposit_product_id: productId } = await findService(ctx, row.service_id);
  const { member_id: memberId, store_id: storeId, deposit_minor: amountMinor } = row;
  const taker = depositTaker();
  const ask = productId ? { memberId, storeId, productId, amountMinor } : null;
  const orderId = ask && taker ? await taker.place(ctx, ask) : null;
  if (!orderId) throw refuse("booking_deposit_unavailable");
  const heldUntil = ctx.now.add({ minutes: payMinutes });
  await changeBooking(ctx, row, { order_id: orderId, held_until: heldUntil });
  await enqueue(ctx, expireHoldsJobName, { storeId }, { runAt: heldUntil });
  await tell(ctx, "bookings.deposit_asked", row, { bookingId, orderId, amountMinor });
  return orderId;
}

async function bookingOfOrder(ctx: Context, orderId: string) {
  return tablesOf<BookingTables>(ctx)
    .selectFrom("bookings.bookings")
    .select(["booking_id", "store_id"])
    .where("brand_id", "=", ctx.brand.brandId)
    .where("order_id", "=", orderId)
    .executeTakeFirst();
}

const over = ["cancelled", "expired", "no_show"];

/** Of these orders those that a booking asked for: most of a day's are not. */
async function askedAmong(ctx: Context, orderIds: readonly string[]): Promise<Set<string>> {
  if (orderIds.length === 0) return new Set();
  const { rows } = await sql<{ order_id: string }>`
    select order_id from bookings.bookings where brand_id = ${ctx.brand.brandId}
      and order_id = any(${[...new Set(orderIds)]}::uuid[])`.execute(ctx.tx);
  return new Set(rows.map((row) => row.order_id));
}

async function takePaid(ctx: Context, orderId: string): Promise<void> {
  const found = await bookingOfOrder(ctx, orderId);
  if (!found) return;
  await lockCalendar(ctx, found.store_id);
  const row = await lockBooking(ctx, found.booking_id);
  // One that ended meanwhile had its money sent back by its end.
  if (row.deposit_state !== "due" || over.includes(row.state)) return;
  if (row.state === "held") {
    await confirmPaid(ctx, row);
    return;
  }
  // Staff had confirmed it before the money came.
  await tell(ctx, "bookings.deposit_paid", row, { bookingId: row.booking_id, orderId });
  await changeBooking(ctx, row, { deposit_state: "paid" });
}

/** The order ended without money: so does the hold. */
async function takeUnpaid(ctx: Context, orderId: string): Promise<void> {
  const found = await bookingOfOrder(ctx, orderId);
  if (!found) return;
  await lockCalendar(ctx, found.store_id);
  const row = await lockBooking(ctx, found.booking_id);
  if (row.state !== "held") return;
  await endBooking(ctx, row, { state: "cancelled", by: "system", reason: null });
}

const unpaid = ["cancelled", "expired"];

async function take(ctx: Context, { kind, payload }: JournalEvent): Promise<void> {
  if (kind === "organisation.grant_revoked") {
    await revokeFeedsOf(ctx, String(payload.staffId));
    return;
  }
  const orderId = String(payload.orderId);
  if (kind === "orders.paid_up") await takePaid(ctx, orderId);
  else if (unpaid.includes(String(payload.to))) await takeUnpaid(ctx, orderId);
}

/** What orders and the organisation tell that changes a booking or an address of a calendar. */
export const outerReaction: Reaction = {
  name: "bookings.outer",
  kinds: ["orders.paid_up", "orders.stepped", "organisation.grant_revoked"],
  ordered: false,
  async handle(ctx, events) {
    const orderOf = ({ payload }: JournalEvent) => String(payload.orderId);
    const ofOrders = events.filter(({ kind }) => kind.startsWith("orders."));
    const asked = await askedAmong(ctx, ofOrders.map(orderOf));
    for (const event of events) {
      if (!event.kind.startsWith("orders.") || asked.has(orderOf(event))) await take(ctx, event);
    }
  },
};
