import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { letGo } from "./give-up-entry.ts";
import type { EntryRow } from "./tables.ts";

type Row = EntryRow & { readonly name: string; readonly number: string | null };

async function rowsOf(ctx: Context, memberId: string): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select e.*, r.name, s.number from releases.entries e
    join releases.slots s on s.brand_id = e.brand_id and s.slot_id = e.slot_id
    join releases.releases r on r.brand_id = e.brand_id and r.release_id = e.release_id
    where e.brand_id = ${ctx.brand.brandId} and e.member_id = ${memberId}
    order by e.entry_id`.execute(ctx.tx);
  return rows;
}

async function exportEntries(ctx: Context, memberId: string) {
  const losses = await sql<{ name: string; lost_at: Temporal.Instant }>`
    select r.name, l.lost_at from releases.losses l
    join releases.releases r on r.brand_id = l.brand_id and r.release_id = l.release_id
    where l.brand_id = ${ctx.brand.brandId} and l.member_id = ${memberId}
    order by l.lost_at`.execute(ctx.tx);
  return {
    entries: (await rowsOf(ctx, memberId)).map((row) => ({
      release: row.name,
      number: row.number,
      state: row.state,
      place: row.place,
      enteredAt: row.entered_at.epochMilliseconds,
    })),
    losses: losses.rows.map((row) => ({
      release: row.name, lostAt: row.lost_at.epochMilliseconds,
    })),
  };
}

/** Places and held units go to those who still wait; what is over stays with an id of nobody. */
async function leave(ctx: Context, memberId: string): Promise<void> {
  const rows = await rowsOf(ctx, memberId);
  const open = rows.filter((row) => ["queued", "waiting", "held"].includes(row.state));
  // By slot: two who leave wait for each other's slots in one order.
  for (const row of open.toSorted((a, b) => (a.slot_id < b.slot_id ? -1 : 1))) {
    await letGo(ctx, { slotId: row.slot_id, entryId: row.entry_id });
  }
  await sql`update releases.entries set visitor_id = null, touch_id = null
    where brand_id = ${ctx.brand.brandId} and member_id = ${memberId}`.execute(ctx.tx);
}

/** Wired as a part of what module members exports and erases. */
export const memberReleases = { name: "releases", export: exportEntries, erase: leave };
