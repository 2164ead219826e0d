import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { emitMany } from "#platform/journal.ts";

export type Engagement = "visible" | "acted";

export interface Engaging {
  readonly touchId: string;
  readonly how: Engagement;
  readonly at: Temporal.Instant;
}

interface Engaged {
  readonly touch_id: string;
  readonly unit_id: string | null;
  readonly member_id: string | null;
}

/**
 * Notes that pages were seen for 3 s or acted on, in one statement; answers the touches that were
 * not engaged before. The first report of a touch counts; repeats do not.
 */
export async function engageTouches(
  ctx: Context,
  engagings: readonly Engaging[],
): Promise<Set<string>> {
  const byId = new Map([...engagings].reverse().map((one) => [one.touchId, one]));
  const given = [...byId.values()].map(({ at, ...one }) => ({ ...one, at: at.toString() }));
  const { rows } = await sql<Engaged>`
    update channels.touches t set engaged_how = g.how, engaged_at = g.at
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb)
      as g("touchId" uuid, how text, at timestamptz)
    where t.brand_id = ${ctx.brand.brandId} and t.touch_id = g."touchId"
      and t.engaged_how is null
    returning t.touch_id, t.unit_id, t.member_id`.execute(ctx.tx);
  const events = rows.flatMap((row) => {
    const engaging = byId.get(row.touch_id);
    if (!engaging) return [];
    const { touchId, how, at } = engaging;
    const caller = { actor: ctx.actor, now: at, requestId: ctx.requestId };
    return { unitId: row.unit_id, memberId: row.member_id, payload: { touchId, how }, caller };
  });
  await emitMany(ctx, "channels.engaged", events);
  return new Set(rows.map((row) => row.touch_id));
}

/** One touch of {@link engageTouches}; refuses `not_found`. */
export async function engageTouch(ctx: Context, touchId: string, how: Engagement): Promise<void> {
  const engaged = await engageTouches(ctx, [{ touchId, how, at: ctx.now }]);
  if (engaged.size > 0) return;
  const known = await sql`select 1 from channels.touches where brand_id = ${ctx.brand.brandId}
    and touch_id = ${touchId}`.execute(ctx.tx);
  if (known.rows.length === 0) throw refuse("not_found");
}
