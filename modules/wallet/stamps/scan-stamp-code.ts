import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { stampVisit, visitProgrammes, type VisitOutcome } from "./give-stamps.ts";
import { lockMembers } from "./locks.ts";
import { stampsFor } from "./queries.ts";
import { openStampToken } from "./stamp-code.ts";

/**
 * A member scans the code on a store's screen: each card that the store stamps gets its stamp.
 * Refuses where none does, with when and where this visit was stamped before.
 */
export async function scanStampCode(
  ctx: Context,
  memberId: string,
  token: string,
): Promise<{ readonly storeId: string; readonly outcomes: readonly VisitOutcome[] }> {
  const { storeId, turn } = openStampToken(ctx, token);
  const cause = `code:${storeId}:${turn}`;
  // Two scans of one code meet here: the second sees what the first has written.
  await lockMembers(ctx, [memberId]);
  const programmes = await visitProgrammes(ctx, storeId);
  if (programmes.length === 0) throw refuse("stamp_none_here");
  const spent = await stampsFor(ctx, cause);
  if (spent.some((one) => one.member_id === memberId)) throw refuse("stamp_code_spent");
  const visit = { memberId, storeId, way: "code", cause, staffId: null } as const;
  const outcomes = await stampVisit(ctx, visit);
  const refused = outcomes.find((one) => one.refusal)?.refusal;
  if (outcomes.every((one) => !one.stamped) && refused) throw refuse(refused.code, refused.params);
  return { storeId, outcomes };
}
