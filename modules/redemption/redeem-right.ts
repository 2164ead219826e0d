import type { Context } from "#platform/context.ts";
import { newId } from "#platform/ids.ts";
import { commit } from "./commit.ts";
import type { RightPreview } from "./port.ts";
import { signPrepared } from "./prepare-token.ts";
import type { RightKey } from "./queries.ts";
import { rightKind } from "./rights.ts";

interface NamedRight extends RightKey {
  readonly storeId: string;
}

/** What a right is and whether it may be used at a store at `ctx.now`; null: there is none. */
export function lookAtRight(
  ctx: Context,
  { kind, rightId, storeId }: NamedRight,
): Promise<RightPreview | null> {
  return rightKind(kind).preview(ctx, { rightId, storeId, billMinor: null });
}

/**
 * Redeems a right that another module names, for a reason that it has checked: no code is shown.
 * By the same commit as at the counter, as the system; refuses as it does. Answers the redemption.
 */
export async function redeemRight(ctx: Context, right: NamedRight, by: string): Promise<string> {
  const system: Context = { ...ctx, actor: { kind: "system", name: by }, grants: [] };
  const prepareToken = signPrepared(system, { prepareId: newId(), codeId: null, ...right });
  return (await commit(system, { prepareToken, billMinor: null })).redemptionId;
}
