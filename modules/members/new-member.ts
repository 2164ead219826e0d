import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { plainArray } from "#platform/db/lists.ts";
import { selectMembers } from "./find-members.ts";

const newMs = 24 * 3_600_000;

/** Who joined at most 24 hours before, each at its own moment; one statement. */
export async function areNewMembers(
  ctx: Context,
  asked: readonly { readonly memberId: string; readonly at: Temporal.Instant }[],
): Promise<boolean[]> {
  if (asked.length === 0) return [];
  const memberIds = [...new Set(asked.map((one) => one.memberId))];
  const members = await selectMembers(ctx)
    .where("member_id", "=", sql<string>`any(${plainArray(memberIds)}::uuid[])`)
    .execute();
  const joined = new Map(
    members.map((member) => [member.memberId, member.joinedAt.epochMilliseconds]),
  );
  return asked.map(({ memberId, at }) => {
    const joinedAt = joined.get(memberId);
    return joinedAt !== undefined && joinedAt >= at.epochMilliseconds - newMs;
  });
}
