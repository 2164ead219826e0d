import { getStore } from "#modules/stores/index.ts";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { endDueHolds } from "./expire-holds.ts";
import { heldBooking } from "./held-booking.ts";
import { checkLead, chooseAt } from "./hold-booking.ts";
import { scheduleBooking, slotOf, tell } from "./insert-booking.ts";
import { dateAt, loadCandidates, wantedOf } from "./load-candidates.ts";
import { occupy, release } from "./occupy.ts";
import { offerNext } from "./offer-next.ts";
import { changeBooking, findService } from "./queries.ts";
import { permitAct } from "./states.ts";
import type { BookingRow, ServiceRow } from "./tables.ts";
import { checkVoucher } from "./voucher.ts";

export interface Move {
  readonly bookingId: string;
  readonly startsAt: number;
  readonly resourceId: string | null;
}

/** Members change a booking until the service's latest moment for it. */
export function checkCancelTime(ctx: Context, row: BookingRow, service: ServiceRow): void {
  if (ctx.actor.kind !== "member" || row.state === "held") return;
  const until = row.starts_at.subtract({ minutes: service.cancel_min });
  if (Temporal.Instant.compare(ctx.now, until) > 0) {
    throw refuse("booking_too_late", { minutes: service.cancel_min });
  }
}

/** {@link moveBooking} of one whose calendar and row are held already. */
export async function moveHeld(ctx: Context, row: BookingRow, move: Move): Promise<BookingRow> {
  permitAct(ctx, row, "move");
  const service = await findService(ctx, row.service_id);
  checkCancelTime(ctx, row, service);
  const member = ctx.actor.kind === "member";
  if (member) checkLead(ctx, service, move.startsAt);
  if (move.startsAt < ctx.now.epochMilliseconds) throw refuse("booking_slot_none");
  const store = await getStore(ctx, row.store_id);
  await endDueHolds(ctx, row.store_id);
  const wanted = wantedOf(service);
  const { startsAt, resourceId } = move;
  const range = { from: dateAt(ctx, startsAt), days: 1, except: row.booking_id };
  const candidates = await loadCandidates(ctx, store, row.service_id, range);
  const pick = { startsAt, people: row.people, resourceId, onGrid: member };
  const chosen = chooseAt(wanted, candidates, pick);
  const starts = Temporal.Instant.fromEpochMilliseconds(startsAt);
  if (row.voucher_id && row.member_id) {
    await checkVoucher(ctx, row.member_id, row.voucher_id, starts, store);
  }
  await release(ctx, row.booking_id);
  await occupy(ctx, row.booking_id, wanted, { startsAt, people: row.people, chosen });
  const moved = await changeBooking(ctx, row, {
    starts_at: starts,
    ends_at: starts.add({ minutes: service.duration_min }),
    moved: row.moved + 1,
    reminded_at: null,
  });
  const fromStartsAt = row.starts_at.epochMilliseconds;
  await tell(ctx, "bookings.moved", moved, { ...slotOf(moved), fromStartsAt });
  await scheduleBooking(ctx, moved, service);
  await offerNext(ctx, row);
  return moved;
}

/**
 * Takes a booking to another time in one transaction: it has the new slot or keeps the old one. The
 * old slot goes to who waits for it.
 */
export async function moveBooking(ctx: Context, move: Move): Promise<BookingRow> {
  return moveHeld(ctx, await heldBooking(ctx, move.bookingId), move);
}
