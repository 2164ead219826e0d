import type { Take } from "#modules/limits/index.ts";
import type { OfferVersionsTable } from "./tables.ts";

// Counted also where nothing limits it, so that a limit set later knows what was claimed before.
const unlimited = 1_000_000_000_000;

export const stockKey = (offerId: string): string => `offer:${offerId}:stock`;
export const memberKey = (offerId: string, memberId: string): string =>
  `offer:${offerId}:member:${memberId}`;

/** What one claim takes, in the written order: the row that everybody wants comes last. */
export function takesOf(version: OfferVersionsTable, memberId: string): Take[] {
  const { offer_id: offerId } = version;
  return [
    {
      key: memberKey(offerId, memberId),
      cap: version.per_member ?? unlimited,
      amount: 1,
      code: "offer_member_limit",
    },
    {
      key: stockKey(offerId),
      cap: version.total_stock ?? unlimited,
      amount: 1,
      code: "offer_sold_out",
    },
  ];
}
