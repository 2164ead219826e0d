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
export const limitsOfWhom = (
  { limits }: Pick<OfferVersionsTable, "limits">,
  of: "phone" | "household",
): boolean => limits.claim.some((rule: LimitRule) => rule.of === of);

export type ClaimSubject = LimitSubject & { readonly member: string };

/** What a batch of codes takes of the stock. */
export const stockTake = (version: OfferVersionsTable, amount: number): Take => ({
  key: stockKey(version.offer_id),
  cap: version.total_stock ?? unlimited,
  amount,
  code: "codes_over_stock",
});

/** Of whom a limit counts who has a voucher, rather than the voucher. */
const personal: readonly string[] = ["member", "phone", "device", "household"];

/** What a friend takes who is given a voucher: the limits of a person, and not the stock. */
export function takesOfFriend(
  claim: Pick<Context, "brand" | "now">,
  version: OfferVersionsTable,
  subject: ClaimSubject,
): Take[] {
  const rules = version.limits.claim.filter((rule) => personal.includes(rule.of));
  const own = { ...version, limits: { ...version.limits, claim: rules } };
  const takes = takesOf(claim, own, subject);
  return takes.filter(({ key }) => key !== stockKey(version.offer_id));
}

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
