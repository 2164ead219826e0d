import type { Take } from "#modules/limits/index.ts";
import type { ItemRow } from "./tables.ts";

export const stockKey = (itemId: string): string => `mall:${itemId}:stock`;
export const memberKey = (itemId: string, memberId: string): string =>
  `mall:${itemId}:member:${memberId}`;

/** What one exchange takes; the row that everybody wants comes last. */
export function takesOf({ item_id: itemId, stock, per_member }: ItemRow, memberId: string): Take[] {
  const member: Take[] = per_member === null ? [] : [{
    key: memberKey(itemId, memberId), cap: per_member, amount: 1, code: "mall_member_limit",
  }];
  if (stock === null) return member;
  return [...member, { key: stockKey(itemId), cap: stock, amount: 1, code: "mall_sold_out" }];
}
