import type { Static } from "typebox";
import { sql } from "kysely";
import { usedOf } from "#modules/limits/index.ts";
import type { Context } from "#platform/context.ts";
import { stockKey } from "./take-units.ts";
import type { SlotSchema } from "./shapes.ts";
import type { ReleaseRow, SlotRow } from "./tables.ts";

type SlotView = Static<typeof SlotSchema>;

interface Count {
  readonly queued: number;
  readonly waiting: number;
}

async function countsOf(ctx: Context, slotIds: readonly string[]): Promise<Map<string, Count>> {
  const { rows } = await sql<Count & { slot_id: string }>`
    select slot_id, count(*) filter (where state = 'queued')::int as queued,
      count(*) filter (where state = 'waiting')::int as waiting
    from releases.entries where brand_id = ${ctx.brand.brandId}
      and slot_id = any(${[...slotIds]}::uuid[]) and state in ('queued', 'waiting')
    group by slot_id`.execute(ctx.tx);
  return new Map(rows.map((row) => [row.slot_id, row]));
}

function stateOf(
  ctx: Context,
  release: ReleaseRow,
  slot: SlotRow,
  left: number,
): SlotView["state"] {
  if (slot.settled_at) return "settled";
  if (Temporal.Instant.compare(ctx.now, slot.ends_at) >= 0) return "over";
  if (Temporal.Instant.compare(ctx.now, slot.starts_at) < 0) return "before";
  return release.mode === "rush" && left === 0 ? "sold_out" : "open";
}

/** Stock over people, as ten-thousandths: what each of them may expect if nobody else comes. */
export function oddsOf(stock: number, people: number): SlotView["odds"] {
  const chanceBps = people === 0 ? null : Math.min(10_000, Math.floor((stock * 10_000) / people));
  return { stock, people, chanceBps };
}

/** Slots with what is left and who is there, for everybody. */
export async function slotViews(
  ctx: Context,
  release: ReleaseRow,
  slots: readonly SlotRow[],
): Promise<SlotView[]> {
  const ids = slots.map((slot) => slot.slot_id);
  const [counts, used] = [await countsOf(ctx, ids), await usedOf(ctx, ids.map(stockKey))];
  return slots.map((slot) => {
    const { queued = 0, waiting = 0 } = counts.get(slot.slot_id) ?? {};
    const left = Math.max(0, slot.stock - (used.get(stockKey(slot.slot_id)) ?? 0));
    return {
      slotId: slot.slot_id,
      number: slot.number,
      startsAt: slot.starts_at.epochMilliseconds,
      endsAt: slot.ends_at.epochMilliseconds,
      stock: slot.stock,
      left,
      state: stateOf(ctx, release, slot, left),
      queued,
      waiting,
      odds: oddsOf(slot.stock, slot.drawn ?? queued),
      commitment: slot.commitment?.toString("hex") ?? null,
      seed: slot.seed?.toString("hex") ?? null,
      drawnAt: slot.drawn_at?.epochMilliseconds ?? null,
    };
  });
}
