import { heldMember } from "#modules/members/index.ts";
import { permit } from "#modules/organisation/index.ts";
import { voucherByPermanentKey } from "#modules/wallet/index.ts";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { claimOffer } from "./claim-offer.ts";
import { getOfferRow } from "./queries.ts";

export interface IssueInput {
  readonly offerId: string;
  readonly memberId?: string | undefined;
  readonly memberExternalId?: string | undefined;
  readonly storeId: string | null;
  readonly campaignId?: string | null | undefined;
  readonly permanentKey?: string | undefined;
}

async function memberOf(ctx: Context, input: IssueInput): Promise<string> {
  const { memberId, memberExternalId } = input;
  if ((memberId === undefined) === (memberExternalId === undefined)) {
    throw refuse("invalid_input", { detail: "memberId | memberExternalId" });
  }
  const by = memberId ? { memberId } : { externalId: memberExternalId ?? "" };
  const member = await heldMember(ctx, by);
  if (!member) throw refuse("member_unknown");
  return member.memberId;
}

/** A claim that a partner's program makes for a member; its own key makes it happen once. */
export async function issueOffer(ctx: Context, input: IssueInput): Promise<string> {
  const offer = await getOfferRow(ctx, input.offerId);
  await permit(ctx, "import.members", offer.unit_id);
  const memberId = await memberOf(ctx, input);
  const { offerId, storeId, campaignId, permanentKey } = input;
  const before = permanentKey ? await voucherByPermanentKey(ctx, permanentKey) : null;
  if (before) return before;
  return claimOffer(ctx, {
    offerId, memberId, storeId, campaignId, permanentKey, reserved: true,
  });
}
