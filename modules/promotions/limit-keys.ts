import {
  asksOf, type LimitRule, type LimitSubject, type Take,
} from "#modules/limits/index.ts";
import type { Context } from "#platform/context.ts";
import type { OfferVersionsTable } from "./tables.ts";

// Counted also where nothing limits it, so that a limit set later knows what was claimed before.
const unlimited = 1_000_000_000_000;
const widest = 1_000;

export const stockKey = (offerId: string): string => `offer:${offerId}:stock`;
export const memberKey = (offerId: string, memberId: string): string =>
  `offer:${offerId}:member:${memberId}`;

export const stockCap = ({ total_stock: cap }: Pick<OfferVersionsTable, "total_stock">): number =>
  cap ?? unlimited;

/** What the declared claim limits know of who claims. */
export const limitsPhone = ({ limits }: Pick<OfferVersionsTable, "limits">): boolean =>
  limits.claim.some((rule: LimitRule) => rule.of === "phone");

export type ClaimSubject = LimitSubject & { readonly member: string };

/** What one claim takes, in the written order: the row that everybody wants comes last. */
export function takesOf(
  claim: Pick<Context, "brand" | "now">,
  version: OfferVersionsTable,
  subject: ClaimSubject,
): Take[] {
  const { offer_id: offerId } = version;
  const rules = version.limits.claim;
  const declared = rules.length === 0
    ? []
    : asksOf(claim, { scope: `offer:${offerId}:claim`, rules }, subject, null);
  return [
    {
      key: memberKey(offerId, subject.member),
      cap: version.per_member ?? unlimited,
      amount: 1,
      code: "offer_member_limit",
      width: -1,
    },
    ...declared,
    {
      key: stockKey(offerId),
      cap: stockCap(version),
      amount: 1,
      code: "offer_sold_out",
      width: widest,
    },
  ];
}
