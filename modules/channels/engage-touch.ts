import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { emit } from "#platform/journal.ts";

export type Engagement = "visible" | "acted";

interface Engaged {
  readonly unit_id: string | null;
  readonly member_id: string | null;
}

/** Notes that the page was seen for 3 s or acted on. The first report counts; repeats do not. */
export async function engageTouch(ctx: Context, touchId: string, how: Engagement): Promise<void> {
  const { rows } = await sql<Engaged>`
    update channels.touches set engaged_how = ${how}, engaged_at = ${ctx.now}
    where brand_id = ${ctx.brand.brandId} and touch_id = ${touchId} and engaged_how is null
    returning unit_id, member_id`.execute(ctx.tx);
  const touch = rows[0];
  if (!touch) {
    const known = await sql`select 1 from channels.touches where brand_id = ${ctx.brand.brandId}
      and touch_id = ${touchId}`.execute(ctx.tx);
    if (known.rows.length === 0) throw refuse("not_found");
    return;
  }
  const { unit_id: unitId, member_id: memberId } = touch;
  await emit(ctx, "channels.engaged", { unitId, memberId, payload: { touchId, how } });
}
