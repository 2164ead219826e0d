import { type Context, tablesOf } from "#platform/context.ts";
import { phoneIn } from "./brand-phone.ts";
import type { MemberTables } from "./tables.ts";

export interface Member {
  readonly memberId: string;
  readonly phone: string | null;
  readonly externalId: string | null;
  readonly name: string | null;
  /** A code that staff or an import gave to those who live together. */
  readonly household: string | null;
  readonly joinedAt: Temporal.Instant;
  readonly erasedAt: Temporal.Instant | null;
}

/** Columns of a member under the names of {@link Member}. */
export function selectMembers(ctx: Context) {
  return tablesOf<MemberTables>(ctx)
    .selectFrom("members.members")
    .select([
      "member_id as memberId",
      "phone_e164 as phone",
      "external_id as externalId",
      "name",
      "household",
      "joined_at as joinedAt",
      "erased_at as erasedAt",
    ])
    .where("brand_id", "=", ctx.brand.brandId);
}

export async function memberById(ctx: Context, memberId: string): Promise<Member | null> {
  return (await selectMembers(ctx).where("member_id", "=", memberId).executeTakeFirst()) ?? null;
}

/** By a phone as typed; null for an unknown one and for one that is no phone. */
export async function memberByPhone(ctx: Context, typed: string): Promise<Member | null> {
  const phone = phoneIn(ctx.brand, typed);
  if (!phone) return null;
  return (await selectMembers(ctx).where("phone_e164", "=", phone).executeTakeFirst()) ?? null;
}

/**
 * The member, held to the commit: an erasure waits for what is written for them, and then takes it
 * back. Null: there is none, or an erasure was first.
 */
export async function heldMember(
  ctx: Context,
  by: { readonly memberId: string } | { readonly externalId: string },
): Promise<Member | null> {
  const found = "memberId" in by
    ? selectMembers(ctx).where("member_id", "=", by.memberId)
    : selectMembers(ctx).where("external_id", "=", by.externalId);
  return (await found.where("erased_at", "is", null).forShare().executeTakeFirst()) ?? null;
}

/** Member ids by external id; an unknown external id is missing in the map. */
export async function membersByExternalIds(
  ctx: Context,
  externalIds: readonly string[],
): Promise<Map<string, string>> {
  if (externalIds.length === 0) return new Map();
  const rows = await selectMembers(ctx).where("external_id", "in", [...externalIds]).execute();
  return new Map(rows.map((row) => [String(row.externalId), row.memberId]));
}
