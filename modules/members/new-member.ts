import type { Context } from "#platform/context.ts";
import { selectMembers } from "./find-members.ts";

const newHours = 24;

/** Who joined at most 24 hours before, each at its own moment; one statement. */
export async function areNewMembers(
  ctx: Context,
  asked: readonly { readonly memberId: string; readonly at: Temporal.Instant }[],
): Promise<boolean[]> {
  if (asked.length === 0) return [];
  const memberIds = [...new Set(asked.map((one) => one.memberId))];
  const members = await selectMembers(ctx).where("member_id", "in", memberIds).execute();
  const joined = new Map(members.map((member) => [member.memberId, member.joinedAt]));
  return asked.map(({ memberId, at }) => {
    const joinedAt = joined.get(memberId);
    const since = at.subtract({ hours: newHours });
    return joinedAt !== undefined && Temporal.Instant.compare(joinedAt, since) >= 0;
  });
}
