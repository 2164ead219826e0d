import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { keyedHash } from "#platform/secrets.ts";

/**
 * A name for each member's phone that tells nothing of the number and is the same for whoever has
 * that number later; members without a phone are left out. One statement.
 */
export async function phoneHashes(
  ctx: Context,
  memberIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (memberIds.length === 0) return new Map();
  const { rows } = await sql<{ member_id: string; phone_e164: string }>`
    select member_id, phone_e164 from members.members where brand_id = ${ctx.brand.brandId}
      and member_id = any(${[...new Set(memberIds)]}::uuid[])
      and phone_e164 is not null`.execute(ctx.tx);
  const hashOf = (phone: string) =>
    keyedHash("limit phone", `${ctx.brand.brandId} ${phone}`).toString("hex").slice(0, 32);
  return new Map(rows.map((row) => [row.member_id, hashOf(row.phone_e164)]));
}
