import type { Context } from "#platform/context.ts";
import { selectMembers } from "./find-members.ts";

const newHours = 24;

/** Who counts as new; raised in version when its meaning changes. */
export const newMemberRule = {
  rule: "new_member",
  version: 1,
  zh: "在行为发生前 24 小时内（含）加入的会员算新会员",
  en: "A member who joined at most 24 hours before the act is new",
} as const;

const isNew = (joinedAt: Temporal.Instant, at: Temporal.Instant): boolean =>
  Temporal.Instant.compare(joinedAt, at.subtract({ hours: newHours })) >= 0;

/** The new ones among the members at that instant, in one query. */
export async function newMembersAmong(
  ctx: Context,
  memberIds: readonly string[],
  at: Temporal.Instant,
): Promise<Set<string>> {
  if (memberIds.length === 0) return new Set();
  const rows = await selectMembers(ctx).where("member_id", "in", [...memberIds]).execute();
  return new Set(rows.filter((row) => isNew(row.joinedAt, at)).map((row) => row.memberId));
}

/** True when the member is new at that instant by {@link newMemberRule}. */
export async function isNewMember(
  ctx: Context,
  memberId: string,
  at: Temporal.Instant = ctx.now,
): Promise<boolean> {
  return (await newMembersAmong(ctx, [memberId], at)).has(memberId);
}
