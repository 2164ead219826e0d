import { isPermitted } from "#modules/organisation/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { isUuid } from "#platform/ids.ts";
import { decodeCursor, pageFrom, type PageInput, pageLimit } from "#platform/paging.ts";
import { dayWindow, isDay } from "#platform/time.ts";
import { myViews, staffViews } from "./booking-view.ts";
import type { BookingRow, BookingState, BookingTables } from "./tables.ts";

export interface ListInput extends PageInput {
  readonly storeId: string;
  /** YYYY-MM-DD in the brand's zone. */
  readonly from: string;
  readonly days: number;
  readonly state?: BookingState | undefined;
}

/** Whoever works on bookings reads them. */
export async function permitRead(ctx: Context, storeId: string): Promise<void> {
  if (await isPermitted(ctx, "bookings.read", storeId)) return;
  if (await isPermitted(ctx, "bookings.work", storeId)) return;
  throw refuse("not_permitted", { capability: "bookings.read", unitId: storeId });
}

/** Half-open window of calendar days; refuses what is no day. */
export function daysWindow(ctx: Context, from: string, days: number) {
  if (!isDay(from)) throw refuse("booking_times_invalid", { given: from });
  const last = Temporal.PlainDate.from(from).add({ days: days - 1 }).toString();
  return { from: dayWindow(ctx, from).from, to: dayWindow(ctx, last).to };
}

const bookings = (ctx: Context, limit: number) =>
  tablesOf<BookingTables>(ctx)
    .selectFrom("bookings.bookings")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .limit(limit + 1);

const cursorOf = (row: BookingRow) => [row.starts_at.toString(), row.booking_id];

function placeOf(input: PageInput): { at: Temporal.Instant; id: string } | null {
  const cursor = decodeCursor(input.cursor);
  if (!cursor) return null;
  const [at, id] = cursor.map(String);
  try {
    if (id && isUuid(id)) return { at: Temporal.Instant.from(at ?? ""), id };
  } catch {
    // falls through to the refusal
  }
  throw refuse("invalid_input", { detail: "cursor" });
}

/** Bookings of a store's days, by their start. */
export async function listBookings(ctx: Context, input: ListInput) {
  await permitRead(ctx, input.storeId);
  const { from, to } = daysWindow(ctx, input.from, input.days);
  const limit = pageLimit(input);
  const after = placeOf(input);
  let query = bookings(ctx, limit)
    .where("store_id", "=", input.storeId)
    .where("starts_at", ">=", from)
    .where("starts_at", "<", to)
    .orderBy("starts_at")
    .orderBy("booking_id");
  if (input.state) query = query.where("state", "=", input.state);
  if (after) {
    query = query.where((is) =>
      is(is.refTuple("starts_at", "booking_id"), ">", is.tuple(after.at, after.id)),
    );
  }
  const page = pageFrom(await query.execute(), limit, cursorOf);
  return { items: await staffViews(ctx, page.items), next: page.next };
}

/** A member's bookings: those to come, the next first; those that are over, the last first. */
export async function listOwn(
  ctx: Context,
  memberId: string,
  input: PageInput & { readonly when?: "coming" | "past" | undefined },
  base: string,
) {
  const limit = pageLimit(input);
  const after = placeOf(input);
  const past = input.when === "past";
  const open: BookingState[] = ["held", "confirmed", "arrived", "serving"];
  let query = bookings(ctx, limit)
    .where("member_id", "=", memberId)
    .where("state", past ? "not in" : "in", open)
    .orderBy("starts_at", past ? "desc" : "asc")
    .orderBy("booking_id", past ? "desc" : "asc");
  if (after) {
    query = query.where((is) =>
      is(is.refTuple("starts_at", "booking_id"), past ? "<" : ">", is.tuple(after.at, after.id)),
    );
  }
  const page = pageFrom(await query.execute(), limit, cursorOf);
  return { items: await myViews(ctx, page.items, base), next: page.next };
}
