import type { zhCard } from "../messages/zh-card.ts";
import type { Posting } from "./answers.ts";

type Key = Extract<keyof typeof zhCard, `said.${string}`>;

interface Said {
  readonly key: Key;
  /** How many the sentence names; never negative. */
  readonly points: number;
  /** What it did to what the member has; 0: it moved from waiting to spendable. */
  readonly change: number;
}

/** What one posting says, and by how much it changed what the member has. */
export function saidOf(row: Posting): Said {
  const own = row.spendable + row.pending + row.frozen + row.owed;
  const said = (key: Key, points: number, change: number): Said =>
    ({ key, points: Math.abs(points), change });
  switch (row.kind) {
    case "points_earn":
      return said("said.earn", row.pending, row.pending);
    case "points_mature":
      return said("said.mature", row.spendable, 0);
    case "points_expire":
      return said("said.expire", row.expired, -row.expired);
    case "points_lapse":
      return said("said.lapse", row.expired, -row.expired);
    case "points_spend":
      return said(row.orderId ? "said.spendOrder" : "said.spendMall", row.spendable, row.spendable);
    case "points_back":
      return said(row.orderId ? "said.backOrder" : "said.backMall", row.spendable, row.spendable);
    case "points_take":
      return said("said.take", own, own);
    case "points_pay_owed":
      return said("said.payOwed", row.owed, -row.owed);
    case "points_freeze":
      return said("said.freeze", row.frozen, -row.frozen);
    case "points_unfreeze":
      return said("said.unfreeze", row.frozen, -row.frozen);
    default:
      return said(row.spendable < 0 ? "said.correctDown" : "said.correctUp", own, own);
  }
}
