import { sql } from "kysely";
import type { MemberDataPart } from "#modules/members/index.ts";
import type { Context } from "#platform/context.ts";
import { emit } from "#platform/journal.ts";

/** Notes whose browser it is: the member who signed in on it last. */
export async function bindVisitor(
  ctx: Context,
  visitorId: string,
  memberId: string,
): Promise<void> {
  const { rows } = await sql`
    insert into channels.visitors as v (brand_id, visitor_id, member_id, bound_at)
    values (${ctx.brand.brandId}, ${visitorId}, ${memberId}, ${ctx.now})
    on conflict (brand_id, visitor_id)
      do update set member_id = excluded.member_id, bound_at = excluded.bound_at
      where v.member_id <> excluded.member_id
    returning visitor_id`.execute(ctx.tx);
  if (rows.length === 0) return;
  await emit(ctx, "channels.visitor_bound", { memberId, payload: { visitorId } });
}

interface Kept {
  readonly page: string;
  readonly at: Temporal.Instant;
}

async function exportPart(ctx: Context, memberId: string): Promise<unknown> {
  const { brandId } = ctx.brand;
  const touches = await sql<Kept>`
    select t.page, t.touched_at as at from channels.touches t
    where t.brand_id = ${brandId} and (t.member_id = ${memberId} or t.visitor_id in (
      select visitor_id from channels.visitors
      where brand_id = ${brandId} and member_id = ${memberId}))
    order by t.touched_at`.execute(ctx.tx);
  const visits = await sql<{ storeId: string | null; day: string }>`
    select store_id as "storeId", day from channels.visits
    where brand_id = ${brandId} and member_id = ${memberId} order by day`.execute(ctx.tx);
  return {
    touches: touches.rows.map(({ page, at }) => ({ page, at: at.epochMilliseconds })),
    visits: visits.rows,
  };
}

/** What channels hold of a member. Erasure cuts the tie between browser and member. */
export const channelsMemberData: MemberDataPart = {
  name: "channels",
  export: exportPart,
  async erase(ctx, memberId) {
    await sql`delete from channels.visitors where brand_id = ${ctx.brand.brandId}
      and member_id = ${memberId}`.execute(ctx.tx);
  },
};
