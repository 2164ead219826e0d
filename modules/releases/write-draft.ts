import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { emit } from "#platform/journal.ts";
import { offerLabels } from "#modules/promotions/index.ts";
import { refuse } from "#platform/errors.ts";
import { releaseName, releaseSlots } from "./release-input.ts";
import type { DraftInput } from "./shapes.ts";

const at = (millis: number) => Temporal.Instant.fromEpochMilliseconds(millis);

/** Writes a draft with its slots in place of what was there. */
export async function writeDraft(
  ctx: Context,
  { releaseId, unitId }: { readonly releaseId: string; readonly unitId: string },
  input: DraftInput,
): Promise<void> {
  const { brandId } = ctx.brand;
  const name = releaseName(input.name);
  const nameEn = input.nameEn ? releaseName(input.nameEn) : null;
  const slots = releaseSlots(ctx, input);
  const known = await offerLabels(ctx, [input.offerId]);
  if (!known.has(input.offerId)) throw refuse("offer_not_found");
  const ends = at(Math.max(...slots.map((slot) => slot.endsAt)));
  await sql`
    insert into releases.releases as r (brand_id, release_id, unit_id, offer_id, name, name_en,
      mode, kind, gate, hold_seconds, warm_up_at, starts_at, ends_at, state, created_at)
    values (${brandId}, ${releaseId}, ${unitId}, ${input.offerId}, ${name}, ${nameEn},
      ${input.mode}, ${input.kind}, ${input.gate}, ${input.holdSeconds}, ${at(input.warmUpAt)},
      ${at(slots[0]!.startsAt)}, ${ends}, 'draft', ${ctx.now})
    on conflict (brand_id, release_id) do update set offer_id = excluded.offer_id,
      name = excluded.name, name_en = excluded.name_en, mode = excluded.mode,
      kind = excluded.kind, gate = excluded.gate, hold_seconds = excluded.hold_seconds,
      warm_up_at = excluded.warm_up_at, starts_at = excluded.starts_at,
      ends_at = excluded.ends_at`.execute(ctx.tx);
  await sql`delete from releases.slots where brand_id = ${brandId}
    and release_id = ${releaseId}`.execute(ctx.tx);
  const rows = slots.map((slot) => ({
    slot_id: slot.slotId,
    position: slot.position,
    number: slot.number,
    starts_at: at(slot.startsAt).toString(),
    ends_at: at(slot.endsAt).toString(),
    stock: slot.stock,
  }));
  await sql`
    insert into releases.slots (brand_id, slot_id, release_id, position, number, starts_at,
      ends_at, stock)
    select ${brandId}::uuid, s.slot_id, ${releaseId}::uuid, s.position, s.number, s.starts_at,
      s.ends_at, s.stock
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as s(slot_id uuid, position int,
      number text, starts_at timestamptz, ends_at timestamptz, stock bigint)`.execute(ctx.tx);
  await emit(ctx, "releases.drafted", { unitId, payload: { releaseId, offerId: input.offerId } });
}
