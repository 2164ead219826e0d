import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { standingOf } from "./standing.ts";

interface Spent {
  readonly order_id: string;
  readonly paid_at: Temporal.Instant | null;
  readonly paid_minor: number;
  readonly returned_minor: number;
}

/** What the tiers know of a member; their changes are among the member's events. */
export async function exportCard(ctx: Context, memberId: string) {
  const { rows } = await sql<Spent>`
    select order_id, paid_at, paid_minor, returned_minor from members.spending
    where brand_id = ${ctx.brand.brandId} and member_id = ${memberId} order by order_id
  `.execute(ctx.tx);
  return {
    ...(await standingOf(ctx, memberId)),
    spending: rows.map((row) => ({
      orderId: row.order_id,
      paidAt: row.paid_at?.epochMilliseconds ?? null,
      paidMinor: row.paid_minor,
      returnedMinor: row.returned_minor,
    })),
  };
}

/** Codes that are still good and the tier go; amounts stay with an id of nobody. */
export async function eraseCard(ctx: Context, memberId: string): Promise<void> {
  const { brandId } = ctx.brand;
  await sql`delete from members.member_codes
    where brand_id = ${brandId} and member_id = ${memberId}`.execute(ctx.tx);
  await sql`delete from members.memberships
    where brand_id = ${brandId} and member_id = ${memberId}`.execute(ctx.tx);
}
