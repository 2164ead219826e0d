import { sql } from "kysely";
import { maskedMembers } from "#modules/members/index.ts";
import { permit } from "#modules/organisation/index.ts";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { isUuid } from "#platform/ids.ts";
import { decodeCursor, pageFrom, type PageInput, pageLimit } from "#platform/paging.ts";
import { reasonOf } from "./entry-view.ts";
import { getReleaseRow } from "./queries.ts";
import type { EntryRow, EntryState } from "./tables.ts";

export interface EntriesInput extends PageInput {
  readonly slotId?: string | undefined;
  readonly state?: EntryState | undefined;
}

type Row = EntryRow & { readonly position: number };
// After all places: not drawn yet.
const noPlace = 2_147_483_647;

function cursorOf(input: PageInput): [number, number, string] | null {
  const values = decodeCursor(input.cursor);
  if (!values) return null;
  const [position, place, id] = [Number(values[0]), Number(values[1]), String(values[2])];
  if (!Number.isSafeInteger(position) || !Number.isSafeInteger(place) || !isUuid(id)) {
    throw refuse("invalid_input", { detail: "cursor" });
  }
  return [position, place, id];
}

async function rowsOf(ctx: Context, releaseId: string, input: EntriesInput, limit: number) {
  const { slotId = null, state = null } = input;
  const [position, place, id] = cursorOf(input) ?? [null, null, null];
  const { rows } = await sql<Row>`
    select e.*, s.position from releases.entries e
    join releases.slots s on s.brand_id = e.brand_id and s.slot_id = e.slot_id
    where e.brand_id = ${ctx.brand.brandId} and e.release_id = ${releaseId}
      and (${slotId}::uuid is null or e.slot_id = ${slotId}::uuid)
      and (${state}::text is null or e.state = ${state})
      and (${id}::uuid is null or (s.position, coalesce(e.place, ${noPlace}), e.entry_id)
        > (${position}::int, ${place}::int, ${id}::uuid))
    order by s.position, coalesce(e.place, ${noPlace}), e.entry_id
    limit ${limit + 1}`.execute(ctx.tx);
  return rows;
}

/** Entries by slot and place; `state: "waiting"` is the wait-list. */
export async function listEntries(ctx: Context, releaseId: string, input: EntriesInput) {
  const release = await getReleaseRow(ctx, releaseId);
  await permit(ctx, "offers.read", release.unit_id);
  const limit = pageLimit(input);
  const rows = await rowsOf(ctx, releaseId, input, limit);
  const page = pageFrom(rows, limit, (row) => [row.position, row.place ?? noPlace, row.entry_id]);
  const masks = await maskedMembers(ctx, page.items.map((row) => row.member_id));
  const items = page.items.map((row) => ({
    entryId: row.entry_id,
    slotId: row.slot_id,
    memberId: row.member_id,
    phoneMasked: masks.get(row.member_id)?.masked ?? "—",
    state: row.state,
    reason: reasonOf({ ...row, mode: release.mode }),
    place: row.place,
    enteredAt: row.entered_at.epochMilliseconds,
    holdEndsAt: row.state === "held" ? row.hold_ends_at?.epochMilliseconds ?? null : null,
    voucherId: row.voucher_id,
  }));
  return { items, next: page.next };
}
