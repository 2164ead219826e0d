import type { Item } from "../../ask.ts";
import type { zhLoyal } from "../../messages/zh-loyal.ts";

type Posting = Item<"listMemberPointsPostings">;
type Key = Extract<keyof typeof zhLoyal, `posted.${string}`>;

interface Said {
  readonly key: Key;
  readonly points: number;
  /** By how much what the member has grew or fell; 0: from waiting to spendable. */
  readonly change: number;
}

/** What a posting says to staff. */
export function saidOf(row: Posting): Said {
  const own = row.spendable + row.pending + row.frozen + row.owed;
  const said = (key: Key, change: number, points = change): Said =>
    ({ key, points: Math.abs(points), change });
  switch (row.kind) {
    case "points_earn":
      return said("posted.earn", row.pending);
    case "points_mature":
      return said("posted.mature", 0, row.spendable);
    case "points_expire":
      return said("posted.expire", -row.expired);
    case "points_lapse":
      return said("posted.lapse", -row.expired);
    case "points_spend":
      return said(row.orderId ? "posted.spendOrder" : "posted.spendMall", row.spendable);
    case "points_back":
      return said(row.orderId ? "posted.backOrder" : "posted.backMall", row.spendable);
    case "points_take":
      return said("posted.take", own);
    case "points_pay_owed":
      return said("posted.payOwed", -row.owed);
    case "points_freeze":
      return said("posted.freeze", -row.frozen);
    case "points_unfreeze":
      return said("posted.unfreeze", -row.frozen);
    default:
      return said("posted.correct", own);
  }
}
