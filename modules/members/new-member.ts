import type { Context } from "#platform/context.ts";
import { memberById } from "./find-members.ts";

const newHours = 24;

/** True when the member joined at most 24 hours before that instant. */
export async function isNewMember(
  ctx: Context,
  memberId: string,
  at: Temporal.Instant = ctx.now,
): Promise<boolean> {
  const member = await memberById(ctx, memberId);
  const since = at.subtract({ hours: newHours });
  return member !== null && Temporal.Instant.compare(member.joinedAt, since) >= 0;
}
