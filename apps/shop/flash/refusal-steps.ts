import type { Problem } from "#packages/ui/problem.ts";

/** Where a member can go who met a limit. */
type RefusalStep = "wallet" | "other_store" | "next_release";

const own = /^(offer_member_limit$|limit_(member|phone|device|household)_)/;
const shared = /^(offer_sold_out$|limit_(all|campaign)_)/;

/** What follows from a limit, the likeliest first; nothing for other refusals. */
export function refusalSteps({ code }: Pick<Problem, "code">): readonly RefusalStep[] {
  if (own.test(code)) return ["wallet", "next_release"];
  if (code.startsWith("limit_store_")) return ["other_store", "next_release"];
  return shared.test(code) ? ["next_release", "other_store"] : [];
}
