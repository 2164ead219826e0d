import { normaliseCode } from "#packages/codes/index.ts";
import { getStore } from "#modules/stores/index.ts";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { permitRead } from "./list-bookings.ts";
import { bookingByNumber } from "./queries.ts";
import type { BookingRow } from "./tables.ts";

/** A booking by what staff scanned or typed: the member's QR, or its number. */
export async function findByCode(
  ctx: Context,
  input: { readonly code: string; readonly storeId: string },
): Promise<BookingRow> {
  await permitRead(ctx, input.storeId);
  const number = normaliseCode(input.code.slice(input.code.lastIndexOf("#") + 1));
  const row = await bookingByNumber(ctx, number);
  if (!row) throw refuse("booking_not_found");
  if (row.store_id !== input.storeId) {
    throw refuse("booking_other_store", { store: (await getStore(ctx, row.store_id)).name });
  }
  return row;
}
