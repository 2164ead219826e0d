import type { Store } from "#modules/stores/index.ts";
import type { Context } from "#platform/context.ts";
import type { Candidate } from "./availability.ts";
import { dateAt, loadCandidates } from "./load-candidates.ts";
import { usesOf } from "./queries.ts";
import { joined } from "./schedule.ts";
import type { BookingRow, UseRow } from "./tables.ts";

const stands = (row: BookingRow) => row.state === "held" || row.state === "confirmed";
const longestDays = 40;

const isThere = (candidate: Candidate | undefined, row: BookingRow): boolean =>
  candidate !== undefined &&
  joined(candidate.windows).some(
    ({ from, to }) =>
      from <= row.starts_at.epochMilliseconds && row.ends_at.epochMilliseconds <= to,
  );

async function ofService(
  ctx: Context,
  store: Store,
  rows: readonly BookingRow[],
  uses: ReadonlyMap<string, readonly UseRow[]>,
): Promise<string[]> {
  const starts = rows.map((row) => row.starts_at.epochMilliseconds);
  const from = dateAt(ctx, Math.min(...starts));
  const days = from.until(dateAt(ctx, Math.max(...starts))).days + 1;
  const range = { from, days: Math.min(days, longestDays) };
  const candidates = await loadCandidates(ctx, store, rows[0]!.service_id, range);
  const byId = new Map(candidates.map((one) => [one.resourceId, one]));
  return rows.flatMap((row) => {
    const live = (uses.get(row.booking_id) ?? []).filter((use) => use.released_at === null);
    return live.every((use) => isThere(byId.get(use.resource_id), row)) ? [] : [row.booking_id];
  });
}

/**
 * Bookings still to come that lie in a time at which their calendar is closed by now: hours were
 * changed, a day was closed, somebody is away. They stand until people move or cancel them.
 */
export async function outsideOf(
  ctx: Context,
  rows: readonly BookingRow[],
  stores: ReadonlyMap<string, Store>,
): Promise<Set<string>> {
  const standing = rows.filter(stands);
  const uses = Map.groupBy(
    await usesOf(ctx, standing.map((row) => row.booking_id)),
    (use) => use.booking_id,
  );
  const found = new Set<string>();
  const groups = Map.groupBy(standing, (row) => `${row.store_id} ${row.service_id}`);
  for (const some of groups.values()) {
    const store = stores.get(some[0]!.store_id);
    if (!store) continue;
    for (const id of await ofService(ctx, store, some, uses)) found.add(id);
  }
  return found;
}
