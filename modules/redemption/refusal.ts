import type { Context } from "#platform/context.ts";
import { type Params, type Refusal, refuse } from "#platform/errors.ts";
import { clockText } from "#platform/time.ts";
import type { RightRefusal } from "./port.ts";
import { lastRedemption, redemptionById, type RightKey, storeNameOf } from "./queries.ts";
import type { RedemptionsTable } from "./tables.ts";

/** When and where it was used, so that the second terminal can tell the member. */
async function whenAndWhere(ctx: Context, first: RedemptionsTable | null): Promise<Params> {
  const unknown = ctx.lang === "en" ? "an unknown store" : "未知门店";
  if (!first) return { when: "—", where: unknown, at: null, storeName: null, storeNameEn: null };
  const { storeName, storeNameEn } = await storeNameOf(ctx, first.store_id);
  const where = ctx.lang === "en" ? (storeNameEn ?? storeName) : storeName;
  return {
    when: clockText(ctx, first.committed_at),
    where: where ?? unknown,
    at: first.committed_at.epochMilliseconds,
    storeId: first.store_id,
    storeName,
    storeNameEn,
  };
}

/** A right's refusal with what only redemption knows. */
export async function refusalFor(
  ctx: Context,
  refusal: RightRefusal,
  right: RightKey,
): Promise<Refusal> {
  if (!refusal.usedUp) return refuse(refusal.code, refusal.params);
  const first = await whenAndWhere(ctx, await lastRedemption(ctx, right));
  return refuse(refusal.code, { ...refusal.params, ...first });
}

/** The shown code is used up, by the redemption that has it now. */
export async function spentRefusal(ctx: Context, redemptionId: string): Promise<Refusal> {
  return refuse("code_spent", await whenAndWhere(ctx, await redemptionById(ctx, redemptionId)));
}
