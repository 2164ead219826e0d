import type { Context } from "#platform/context.ts";
import type { AccountRef } from "../ledger/account-kinds.ts";
import { post } from "../ledger/post.ts";

interface Of {
  readonly programmeId: string;
  readonly memberId: string;
}

export const stampsOf = ({ programmeId, memberId }: Of): AccountRef =>
  ({ kind: "stamps", ownerKind: "member", ownerId: memberId, scope: programmeId });

const brands = (ctx: Context, kind: AccountRef["kind"], { programmeId }: Of): AccountRef =>
  ({ kind, ownerKind: "brand", ownerId: ctx.brand.brandId, scope: programmeId });

/** given: to the member and back; used: a full card and its taking back; lapsed: its time over. */
type Other = "stamps_given" | "stamps_used" | "stamps_lapsed";

export interface Move extends Of {
  readonly other: Other;
  /** What the member gets, or loses. */
  readonly amount: number;
  readonly key: string;
  readonly causeId: string;
}

/** Posts stamps between a member's card and the brand; a key posts once. */
export async function moveStamps(ctx: Context, move: Move): Promise<void> {
  const { other, amount, key, causeId } = move;
  await post(ctx, [
    {
      kind: other,
      postingKey: key,
      unit: "stamps",
      causeId,
      postings: [
        { account: brands(ctx, other, move), amount: -amount },
        { account: stampsOf(move), amount },
      ],
    },
  ]);
}
