import type { Context } from "#platform/context.ts";
import type { AccountKindName, AccountRef } from "../ledger/account-kinds.ts";
import type { Posting } from "../ledger/post.ts";

export const pointsUnit = "points";

export const pointsKinds = [
  "points_pending", "points", "points_frozen", "points_owed", "points_spent", "points_expired",
] as const satisfies readonly AccountKindName[];
export type PointsKind = (typeof pointsKinds)[number];

export const pointsAccount = (memberId: string, kind: PointsKind): AccountRef =>
  ({ kind, ownerKind: "member", ownerId: memberId });

const fundsOf = (ctx: Context): AccountRef =>
  ({ kind: "funds", ownerKind: "brand", ownerId: ctx.brand.brandId });

/** What comes into (or goes out of) each of a member's accounts; the brand bears the rest. */
export function postingsOf(
  ctx: Context,
  memberId: string,
  amounts: Readonly<Partial<Record<PointsKind, number>>>,
): Posting[] {
  const own = pointsKinds.flatMap((kind): Posting[] => {
    const amount = amounts[kind] ?? 0;
    return amount === 0 ? [] : [{ account: pointsAccount(memberId, kind), amount }];
  });
  const sum = own.reduce((total, one) => total + one.amount, 0);
  return sum === 0 ? own : [...own, { account: fundsOf(ctx), amount: -sum }];
}
