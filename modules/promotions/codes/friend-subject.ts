import { householdKeys, phoneHashes } from "#modules/members/index.ts";
import type { Context } from "#platform/context.ts";
import { type ClaimSubject, limitsOfWhom } from "../limit-keys.ts";
import type { OfferVersionsTable } from "../tables.ts";

/** Whom the limits of a person count, for who is given a voucher or types its code. */
export async function friendSubject(
  ctx: Context,
  version: OfferVersionsTable,
  memberId: string,
  visitorId: string | null,
): Promise<ClaimSubject> {
  const counted = (of: "phone" | "household") => (limitsOfWhom(version, of) ? [memberId] : []);
  const phones = await phoneHashes(ctx, counted("phone"));
  const households = await householdKeys(ctx, counted("household"));
  return {
    member: memberId,
    phone: phones.get(memberId) ?? null,
    household: households.get(memberId) ?? null,
    device: visitorId,
  };
}
