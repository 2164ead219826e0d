import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { problemOf } from "#platform/errors.ts";
import type { EntryView } from "./shapes.ts";
import type { EntryRow, Mode } from "./tables.ts";

type Row = EntryRow & {
  readonly number: string | null;
  readonly mode: Mode;
  readonly slots: number;
  readonly ahead: number | null;
  readonly people: number;
};

type Steps = EntryView["nextSteps"];

const isAtLimit = ({ state, passed_by: limit }: Pick<Row, "state" | "passed_by">): boolean =>
  limit !== null && (state === "waiting" || state === "lost");

/** Why it stands as it does. */
export function reasonOf(row: Pick<Row, "state" | "drawn" | "mode" | "passed_by">) {
  const { state, drawn, mode } = row;
  if (isAtLimit(row)) return "at_limit";
  const reasons: Record<EntryRow["state"], EntryView["reason"]> = {
    queued: null,
    held: null,
    won: "confirmed",
    waiting: drawn ? "not_drawn" : "on_list",
    expired: "not_confirmed",
    given_up: "gave_up",
    lost: mode === "lottery" ? "not_drawn" : "no_unit_came_back",
    cancelled: "cancelled",
  };
  return reasons[state];
}

const after: Steps = ["next_release", "other_store", "ordinary_price"];

function stepsOf(row: Pick<Row, "state" | "slots" | "passed_by">): Steps {
  const { state, slots } = row;
  // What stands against it lies in the wallet as a rule; the place on the list is kept.
  if (isAtLimit(row)) return state === "waiting" ? ["wait", "next_release"] : after;
  const steps: Record<EntryRow["state"], Steps> = {
    queued: ["wait"],
    held: ["confirm"],
    won: ["wallet"],
    waiting: ["wait"],
    expired: after,
    given_up: after,
    lost: after,
    cancelled: after,
  };
  const over = steps[state] === after && slots > 1;
  return over ? ["other_slot", ...after] : steps[state];
}

function limitOf(ctx: Context, row: Row): EntryView["limit"] {
  if (!row.passed_by || !isAtLimit(row)) return null;
  const { code, params } = row.passed_by;
  const { title, next } = problemOf(code, params, ctx.lang, ctx.requestId);
  return { code, title, next };
}

function viewOf(ctx: Context, row: Row): EntryView {
  return {
    entryId: row.entry_id,
    releaseId: row.release_id,
    slotId: row.slot_id,
    number: row.number,
    state: row.state,
    reason: reasonOf(row),
    limit: limitOf(ctx, row),
    nextSteps: stepsOf(row),
    place: row.place,
    ahead: row.ahead,
    people: row.people,
    holdEndsAt: row.state === "held" ? row.hold_ends_at?.epochMilliseconds ?? null : null,
    voucherId: row.voucher_id,
    enteredAt: row.entered_at.epochMilliseconds,
    serverAt: ctx.recordedAt.epochMilliseconds,
  };
}

/** Entries as their members see them, by id. */
export async function entryViews(
  ctx: Context,
  entryIds: readonly string[],
): Promise<Map<string, EntryView>> {
  if (entryIds.length === 0) return new Map();
  const { brandId } = ctx.brand;
  const { rows } = await sql<Row>`
    with asked as (select * from releases.entries where brand_id = ${brandId}
        and entry_id = any(${[...entryIds]}::uuid[])),
    counts as (select s.slot_id, s.number, s.entered as people, r.mode,
        (select count(*)::int from releases.slots o where o.brand_id = s.brand_id
          and o.release_id = s.release_id) as slots
      from releases.slots s
      join releases.releases r on r.brand_id = s.brand_id and r.release_id = s.release_id
      where s.brand_id = ${brandId} and s.slot_id in (select slot_id from asked))
    select a.*, c.number, c.mode, c.people, c.slots,
      case when a.state = 'waiting' then (select count(*)::int from releases.entries e
        where e.brand_id = a.brand_id and e.slot_id = a.slot_id and e.state = 'waiting'
          and e.place < a.place) end as ahead
    from asked a join counts c on c.slot_id = a.slot_id`.execute(ctx.tx);
  return new Map(rows.map((row) => [row.entry_id, viewOf(ctx, row)]));
}

/** One entry as its member sees it. */
export async function entryView(ctx: Context, entryId: string): Promise<EntryView> {
  const view = (await entryViews(ctx, [entryId])).get(entryId);
  if (!view) throw new Error(`entry ${entryId} was written and is not there`);
  return view;
}
