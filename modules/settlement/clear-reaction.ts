import { sql } from "kysely";
import { type EntryInput, post } from "#modules/wallet/index.ts";
import type { Context } from "#platform/context.ts";
import { newId } from "#platform/ids.ts";
import type { JournalEvent } from "#platform/journal.ts";
import type { Reaction } from "#platform/reactions.ts";
import { lastClosed, lockPeriods, openPeriod, periodOf } from "./periods.ts";
import { type Debt, debtsOf, settledKinds, type Standing } from "./read-event.ts";
import type { DebtsTable } from "./tables.ts";

/** What stands of a cause, by who owes whom for what. */
async function standing(ctx: Context, causeId: string): Promise<Debt[]> {
  const { rows } = await sql<Debt>`
    select kind, cause_kind, cause_id, offer_id, party, debtor_unit_id, creditor_unit_id,
      sum(amount_minor)::bigint as amount_minor
    from settlement.debts where brand_id = ${ctx.brand.brandId} and cause_id = ${causeId}
    group by kind, cause_kind, cause_id, offer_id, party, debtor_unit_id, creditor_unit_id
    order by offer_id, party, debtor_unit_id`.execute(ctx.tx);
  return rows;
}

async function rowsOf(
  ctx: Context,
  event: JournalEvent,
  closed: string | null,
  standingNow: Standing,
): Promise<DebtsTable[]> {
  const debts = await debtsOf(ctx, event, standingNow);
  return debts.map((debt, place) => ({
    ...debt,
    brand_id: ctx.brand.brandId,
    debt_id: newId(),
    event_id: event.eventId,
    place,
    occurred_at: event.occurredAt,
    period: openPeriod(periodOf(ctx, event.occurredAt), closed),
  }));
}

export const clearingOf = (unitId: string) =>
  ({ kind: "clearing", ownerKind: "unit", ownerId: unitId }) as const;

const entryOf = (ctx: Context, row: DebtsTable): EntryInput => ({
  kind: "clear",
  postingKey: `clear:${row.event_id}:${row.place}`,
  unit: ctx.brand.currency,
  // Of its line: an undo reverses what was posted for the redemption, and this has its own event.
  causeId: row.debt_id,
  // It happened when the store gave it, whenever this reads of it.
  occurredAt: row.occurred_at,
  postings: [
    { account: clearingOf(row.debtor_unit_id), amount: -row.amount_minor },
    { account: clearingOf(row.creditor_unit_id), amount: row.amount_minor },
  ],
});

/** Writes lines of many events and posts them; of an event that was read before, neither. */
async function write(ctx: Context, lines: readonly DebtsTable[]): Promise<void> {
  if (lines.length === 0) return;
  const { rows } = await sql<{ event_id: string }>`
    insert into settlement.debts
    select * from jsonb_populate_recordset(null::settlement.debts, ${JSON.stringify(lines)}::jsonb)
    on conflict (brand_id, event_id, place) do nothing returning event_id`.execute(ctx.tx);
  const fresh = new Set(rows.map((row) => row.event_id));
  const posted = lines.filter((line) => fresh.has(line.event_id));
  await post(ctx, posted.map((line) => entryOf(ctx, line)));
}

/**
 * Follows the journal: who bore what a store gave becomes a line and a posting. Ordered, since what
 * is taken back is found by what was there before.
 */
export const clearReaction: Reaction = {
  name: "settlement.debts",
  kinds: settledKinds,
  ordered: true,
  async handle(ctx, events) {
    await lockPeriods(ctx);
    const closed = await lastClosed(ctx);
    const waiting: DebtsTable[] = [];
    // All in few statements; what takes back reads what stands, so that is written before.
    const standingNow = async (causeId: string): Promise<Debt[]> => {
      await write(ctx, waiting.splice(0));
      return standing(ctx, causeId);
    };
    for (const event of events) {
      waiting.push(...(await rowsOf(ctx, event, closed, standingNow)));
    }
    await write(ctx, waiting);
  },
};
