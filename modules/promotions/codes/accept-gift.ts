import { take } from "#modules/limits/index.ts";
import { areNewMembers } from "#modules/members/index.ts";
import { giveVoucher, openGift } from "#modules/wallet/index.ts";
import type { Context } from "#platform/context.ts";
import { stockKey, takesOfFriend } from "../limit-keys.ts";
import { getVersion } from "../queries.ts";
import { friendSubject } from "./friend-subject.ts";

export interface AcceptInput {
  readonly memberId: string;
  readonly token: string;
  readonly visitorId: string | null;
}

/**
 * Gives a friend the voucher of a gift, once; answers the friend's voucher. The friend's own limits
 * of the offer hold, as if it had been claimed; its place of the stock comes along.
 */
export async function acceptGift(ctx: Context, input: AcceptInput): Promise<string> {
  const { memberId } = input;
  const opened = await openGift(ctx, memberId, input.token);
  if (opened.acceptedBefore !== null) return opened.acceptedBefore;
  const { row } = opened;
  const version = await getVersion(ctx, row.offer_id, row.offer_version);
  const [newMember = false] = await areNewMembers(ctx, [{ memberId, at: ctx.now }]);
  const subject = await friendSubject(ctx, version, memberId, input.visitorId);
  const takes = takesOfFriend(ctx, version, subject);
  await take(ctx, takes);
  return giveVoucher(ctx, opened, {
    newMember,
    taken: takes.map(({ key, amount }) => ({ key, amount })),
    moved: (key) => key === stockKey(row.offer_id),
  });
}
