import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { emit } from "#platform/journal.ts";
import { eraseCard } from "./card/member-data.ts";
import { dataParts } from "./ports.ts";

/**
 * Empties what names the person, ends their sessions and frees phone and external id for a new
 * start. Records of money keep the bare member id, which then names nobody.
 */
export async function eraseMember(
  ctx: Context,
  memberId: string,
  by: "member" | "staff",
): Promise<void> {
  const { brandId } = ctx.brand;
  const { rows } = await sql`
    update members.members set phone_e164 = null, external_id = null, name = null,
      household = null, erased_at = ${ctx.now}
    where brand_id = ${brandId} and member_id = ${memberId} and erased_at is null
    returning member_id`.execute(ctx.tx);
  if (rows.length === 0) throw refuse("not_found");
  await sql`delete from members.sessions
    where brand_id = ${brandId} and member_id = ${memberId}`.execute(ctx.tx);
  await eraseCard(ctx, memberId);
  for (const part of dataParts()) await part.erase?.(ctx, memberId);
  await emit(ctx, "members.erased", { memberId, payload: { by } });
}
